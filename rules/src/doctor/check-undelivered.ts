import type { Edit } from '../edit.ts'
import { text } from '../text.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { factsOf } from './example.ts'
import { quote, say } from './words.ts'

const LOOP = text(
  'A regra {rule} responde quando uma mensagem não é entregue: se a resposta também falhar, ela se chama de novo. Limite as respostas automáticas seguidas.',
  'La regla {rule} responde cuando un mensaje no se entrega: si la respuesta también falla, se llama otra vez. Limite las respuestas automáticas seguidas.',
  'The rule {rule} answers when a message could not be delivered: if that answer fails too, it calls itself again. Limit the automatic answers in a row.',
)
const SHOWS = text(
  'Depois de 50 respostas seguidas sem entrega, ela ainda responde.',
  'Tras 50 respuestas seguidas sin entrega, aún responde.',
  'After 50 answers in a row that were not delivered, it still answers.',
)
const GUARD = text('Parar depois de duas respostas', 'Parar después de dos respuestas', 'Stop after two answers')
const TIRED = { not: { fact: 'conversation.bot_attempts', operator: 'greaterThanInclusive', value: 2 } } as const

/** Finds a rule that answers undelivered messages and never tires of it. */
export async function checkUndelivered(entry: Entry, { catalogue, locale }: Examination): Promise<readonly Draft[]> {
  const { rule, on } = entry
  if (on.event !== 'delivery-failed' || !isComparable(entry)) return []
  if (rule.event.type !== 'auto-reply' && rule.event.type !== 'ask-ai') return []
  for (const cube of entry.cubes) {
    const begin = factsOf(cube, on)
    if (begin === null) continue
    const facts = { ...begin, 'conversation.bot_attempts': 50, 'conversation.owner': 'rules' }
    const again = await matchesAlone(entry, facts, catalogue)
    if (!again || !(await matchesAlone(entry, begin, catalogue))) continue
    return [
      {
        kind: 'loop',
        severity: 'warning',
        otherIds: [],
        at: '/conditions',
        message: say(LOOP, locale, { rule: quote(rule.name) }),
        example: { facts, shows: SHOWS[locale] },
        fix: {
          label: GUARD[locale],
          edits: (at): Edit[] =>
            'all' in rule.conditions
              ? [{ op: 'add', pointer: `${at}/conditions/all/-`, value: TIRED }]
              : [{ op: 'replace', pointer: `${at}/conditions`, value: { all: [rule.conditions, TIRED] } }],
        },
      },
    ]
  }
  return []
}
