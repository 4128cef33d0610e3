import { text } from '../text.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly } from './engine.ts'
import type { Entry, Examination } from './entry.ts'
import { type Facts, PLAIN_TEXTS } from './example.ts'
import { holds } from './formula.ts'
import { exampleInWords, say } from './words.ts'

const NO_DEFAULT = text(
  'Nenhuma regra pega tudo o que sobra: aí a IA responde, se estiver ligada; senão o cliente fica sabendo que uma pessoa vai atender. Se preferir outra resposta, crie uma última regra.',
  'Ninguna regla toma todo lo que sobra: ahí responde la IA, si está activa; si no, se le avisa al cliente que lo atenderá una persona. Si prefiere otra respuesta, cree una última regla.',
  'No rule catches all that remains: then the AI answers, if it is on; else the customer is told that a person will. If you prefer another answer, add a last rule.',
)
const SHOWS = text(
  'Com {facts} nenhuma regra de resposta vale.',
  'Con {facts} no se cumple ninguna regla de respuesta.',
  'With {facts} no reply rule matches.',
)
/** How many rules the engine itself is asked about; the rest is asked of the same operators directly. */
const WITH_ENGINE = 40

/** Facts of an ordinary message on an ordinary day. */
export const ordinary = (said: string): Facts => ({
  'message.text': said,
  'message.kind': 'text',
  'message.length': [...said].length,
  'message.hasAttachment': false,
  'calendar.open': true,
  'contact.tags': [],
  'conversation.tags': [],
  'conversation.state': 'open',
  'conversation.owner': 'rules',
  'conversation.priority': 'normal',
})

/** Keeps a message that no reply rule catches, looking for another only once a rule does. */
export function createDefaultCheck(examination: Examination) {
  let known: { facts: Facts; free: Set<Entry> } | undefined

  const caught = (entry: Entry, facts: Facts) => holds(entry.reading.formula, facts) !== false

  return async (entries: readonly Entry[]): Promise<readonly DoctorFinding[]> => {
    const { catalogue, locale } = examination
    const replies = entries.filter(({ rule, on }) => rule.lane === 'reply' && on.event === 'message-received')
    if (replies.length === 0) return []
    const before = known
    if (before === undefined || replies.some((entry) => !before.free.has(entry) && caught(entry, before.facts))) {
      const facts = PLAIN_TEXTS.map(ordinary).find((one) => !replies.some((entry) => caught(entry, one)))
      if (facts === undefined) {
        known = undefined
        return []
      }
      if ((await decideOnly(replies.slice(0, WITH_ENGINE), facts, catalogue)).reply !== null) return []
      known = { facts, free: new Set(replies) }
    }
    const facts = known?.facts ?? {}
    known = { facts, free: new Set(replies) }
    return [
      {
        kind: 'no-default',
        severity: 'hint',
        ruleId: null,
        otherIds: [],
        pointer: '/rules',
        message: NO_DEFAULT[locale],
        example: {
          facts,
          shows: say(SHOWS, locale, { facts: exampleInWords({ 'message.text': facts['message.text'] }) }),
        },
      },
    ]
  }
}
