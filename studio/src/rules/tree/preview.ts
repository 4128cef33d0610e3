import { type Fact, fill, type Locale, placeholders } from '@faladesk/rules'
import { ourCatalogue } from '../../lib/catalogue.ts'

const examples: Readonly<Record<string, unknown>> = {
  'contact.name': 'Maria Souza',
  'conversation.protocol': '20261122000123',
  'calendar.hour': 18.5,
  'conversation.waiting_minutes': 12,
}

/** A template filled with an example; null where it has no slots. `unknown`: slots that no fact fills. */
export function previewOf(
  template: string,
  locale: Locale,
  timeZone: string,
): { text: string; unknown: readonly string[] } | null {
  const slots = placeholders(template)
  if (slots.length === 0) return null
  const facts: Record<string, unknown> = {}
  const unknown: string[] = []
  for (const slot of slots) {
    const fact = factOf(slot)
    if (fact === undefined) unknown.push(slot)
    else if (fact.type === 'object') nest(facts, fact.name, slot.slice(fact.name.length + 1))
    else facts[fact.name] = examples[fact.name] ?? exampleOf(fact, locale)
  }
  return { text: fill(template, facts, { locale, timeZone, catalogue: ourCatalogue() }).text, unknown }
}

function exampleOf(fact: Fact, locale: Locale): unknown {
  if (fact.values?.[0]) return fact.values[0].value
  if (fact.type === 'number') return 3
  if (fact.type === 'boolean') return true
  // A Monday, nine in the morning in São Paulo.
  if (fact.type === 'datetime') return '2026-11-23T12:00:00Z'
  return fact.type === 'string[]' ? ['vip'] : `‹${fact.label[locale]}›`
}

function nest(facts: Record<string, unknown>, name: string, path: string) {
  if (path === '' || path.includes('__proto__')) return
  const held = (facts[name] ?? {}) as Record<string, unknown>
  let value: unknown = `‹${path}›`
  const keys = path.split('.')
  for (const key of keys.slice(1).reverse()) value = { [key]: value }
  facts[name] = { ...held, [keys[0] ?? '']: value }
}

function factOf(slot: string): Fact | undefined {
  const keys = slot.split('.')
  for (let length = keys.length; length > 0; length--) {
    const fact = ourCatalogue().facts.get(keys.slice(0, length).join('.'))
    if (fact) return length === keys.length || fact.type === 'object' ? fact : undefined
  }
  return undefined
}
