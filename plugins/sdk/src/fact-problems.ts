import type { AskedFact, ChannelFacts, ToldFact } from './facts.ts'
import { locales } from './words.ts'

/** Says everything that keeps the facts of a channel from being offered to rules. */
export const factProblems = (facts: ChannelFacts | undefined): string[] => {
  if (facts === undefined) return []
  const wrong: string[] = []
  if (!words.test(facts.about ?? '')) wrong.push('facts.about must be lower-case words joined by "-" or "_"')
  wrong.push(...lacking('facts.title', facts.title))
  if (!Array.isArray(facts.facts) || facts.facts.length === 0) return [...wrong, 'facts.facts must have at least one']
  const list = facts.facts as readonly (ToldFact & AskedFact)[]
  for (const fact of list) wrong.push(...problemsOf(fact).map((problem) => `fact "${String(fact.name)}": ${problem}`))
  if (new Set(list.map(({ name }) => name)).size !== list.length) wrong.push('facts must have different names')
  return wrong
}

const problemsOf = ({ name, type, label, noun, says, choices, from, ask }: ToldFact & AskedFact): string[] => {
  const wrong = lacking('label', label)
  if (!word.test(name ?? '')) wrong.push('its name must be lower-case words joined by "_"')
  if (!types.has(type)) wrong.push(`its type must be one of ${[...types].join(', ')}`)
  if (type === 'boolean') wrong.push(...lacking('says.true', says?.true), ...lacking('says.false', says?.false))
  else wrong.push(...lacking('noun', noun))
  if (type === 'choice' && !(choices && choices.length > 1)) wrong.push('choices must have at least two')
  for (const { value, label: said } of choices ?? []) wrong.push(...lacking(`the choice "${value}"`, said))
  if ((typeof from === 'function') === (typeof ask === 'function')) wrong.push('it needs one function: from, or ask')
  if (typeof ask === 'function' && name === 'status') wrong.push('the host tells "status" itself')
  return wrong
}

const word = /^[a-z][a-z0-9_]{0,39}$/
const words = /^[a-z][a-z0-9_-]{0,39}$/
const types = new Set(['text', 'number', 'boolean', 'list', 'moment', 'choice'])

const lacking = (what: string, said: Partial<Record<string, string>> | undefined): string[] =>
  locales.flatMap((locale) => (said?.[locale] ? [] : [`${what}.${locale} is missing`]))
