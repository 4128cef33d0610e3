import { CATALOGUE, type Locale, type RuleEvent } from '@faladesk/rules'

interface Say {
  locale: Locale
  names: (kind: 'team' | 'agent' | 'inbox' | 'policy', id: string) => string | undefined
}

/** An action's parameters in words; `text` is what somebody will read, shown in full. */
export function detailsOf(
  event: RuleEvent,
  say: Say,
): { particulars: { name: string; value: string }[]; text: string | null } {
  const particulars: { name: string; value: string }[] = []
  let text: string | null = null
  for (const [name, value] of Object.entries(event.params ?? {}))
    if ((name === 'text' || name === 'instructions') && typeof value === 'string') text = value
    else particulars.push({ name, value: inWords(name, value, event.type, say) })
  return { particulars, text }
}

const named = ['team', 'agent', 'inbox', 'policy'] as const
const facts: Record<string, string> = { priority: 'conversation.priority', status: 'conversation.state' }

function inWords(name: string, value: unknown, action: string, { locale, names }: Say): string {
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (value !== null && typeof value === 'object') return JSON.stringify(value)
  const kind = named.find((one) => one === name)
  if (kind) return names(kind, String(value)) ?? String(value)
  // `priority: {value: "high"}` and `escalate: {priority: "high"}` both speak of the same fact.
  const fact = CATALOGUE.facts.get(facts[name === 'value' ? action : name] ?? '')
  return fact?.values?.find((one) => one.value === value)?.label[locale] ?? String(value)
}
