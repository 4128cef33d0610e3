import { decide } from '../evaluate.ts'
import { text } from '../text.ts'
import type { Draft } from './doctor-finding.ts'
import { documentOf } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { factsOf } from './example.ts'
import { quote, say } from './words.ts'

const UNGUARDED = text(
  'A regra {rule} pergunta à IA a cada mensagem. Junte antes uma condição simples, como palavras ou o canal, para perguntar menos.',
  'La regla {rule} le pregunta a la IA en cada mensaje. Agregue antes una condición simple, como palabras o el canal, para preguntar menos.',
  'The rule {rule} asks the AI about every message. Add a simple condition, such as words or the channel, to ask less.',
)
const SHOWS = text(
  'Para decidir sobre um simples “Olá!”, a IA é consultada.',
  'Para decidir sobre un simple “¡Hola!”, se consulta a la IA.',
  'To decide on a plain “Hello!”, the AI is asked.',
)

/** Finds a rule that lets a message ask the AI without any cheaper question that could settle it first. */
export async function checkAi(entry: Entry, { catalogue, locale }: Examination): Promise<readonly Draft[]> {
  const { rule, on } = entry
  if (!isComparable(entry) || on.event !== 'message-received') return []
  const bare = entry.cubes.find(
    (cube) =>
      cube.parts.size > 0 &&
      [...cube.parts.values()].every(({ literals }) => literals.every(({ atom }) => isAi(atom.fact) && !atom.opaque)),
  )
  const answer = bare && factsOf(bare, on)
  if (!answer) return []
  const names = new Set([...catalogue.facts.values()].filter((fact) => fact.lazy).map((fact) => fact.name))
  const asked = Object.fromEntries(Object.entries(answer).filter(([name]) => !isAi(name)))
  const facts = { 'message.text': 'Olá!', ...asked }
  const decision = await decide(documentOf([entry]), facts, {
    catalogue,
    lazy: { names, fetch: (wanted) => Promise.resolve(Object.fromEntries(wanted.map((name) => [name, answer[name]]))) },
  })
  if (!decision.fetched.some(isAi)) return []
  return [
    {
      kind: 'unguarded-ai',
      severity: 'hint',
      otherIds: [],
      at: '/conditions',
      message: say(UNGUARDED, locale, { rule: quote(rule.name) }),
      example: { facts: { ...facts, ...answer }, shows: SHOWS[locale] },
    },
  ]
}

const isAi = (fact: string): boolean => fact.startsWith('ai.')
