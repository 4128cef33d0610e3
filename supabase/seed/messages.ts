import { createHash } from 'node:crypto'
import { fill, type Match } from '@faladesk/rules'
import type { Line, Script } from './script.ts'
import { idOf, people } from './shop.ts'

/** A row of messages as the seed inserts it, with the decision taken on it; `after` is in seconds since the beginning. */
export type Played = {
  id: string
  after: number
  direction: 'in' | 'out' | 'note'
  author: string
  authorId: string | null
  text: string
  content: object[]
  externalId: string | null
  status: string | null
  error: object | null
  decidedBy: string | null
  decision: object | null
}

/** How a conversation stands between two messages. */
export type State = {
  owner: string
  team: string | null
  tags: string[]
  priority: string
  bots: number
  told: boolean
  waits: boolean
}

/** What a customer said. */
export function incoming(
  index: number,
  place: number,
  line: Extract<Line, { by: 'contact' }>,
  channel: string,
): Played {
  const id = idOf(`message ${index} ${place}`)
  const media = line.media && { id: `demo-${id}`, ...line.media }
  const content = media ? [{ k: 'media', media }] : [{ k: 'text', text: line.text }]
  const externalId = channel === 'webchat' ? id : `SM${createHash('md5').update(id).digest('hex')}`
  const about = {
    direction: 'in',
    author: 'contact',
    authorId: null,
    status: null,
    error: null,
    decidedBy: null,
    decision: null,
  } as const
  return { id, after: Math.round(line.after * 60), text: line.text, content, externalId, ...about }
}

/** What an agent, the AI or a rule said or noted; the state follows who spoke. */
export function outgoing(
  script: Script,
  index: number,
  place: number,
  line: Exclude<Line, { by: 'contact' }> | { by: 'rule'; after: number; text: string },
  state: State,
): Played {
  const person = people.find(({ key }) => key === line.by)
  const note = 'note' in line && line.note === true
  const status = note ? null : ('status' in line && line.status) || (script.status ? 'read' : 'delivered')
  if (person && !note) Object.assign(state, { owner: 'human', waits: false, bots: 0 })
  if (!person) state.bots += 1
  return {
    id: idOf(`message ${index} ${place}`),
    after: Math.round(line.after * 60),
    direction: note ? 'note' : 'out',
    author: person ? 'agent' : line.by,
    authorId: person?.id ?? null,
    text: line.text,
    content: [{ k: 'text', text: line.text }],
    externalId: null,
    status,
    error: status === 'failed' ? failed : status === 'unknown' ? unknown : null,
    decidedBy: null,
    decision: null,
  }
}

const failed = {
  class: 'recipient',
  code: '63024',
  message: 'O WhatsApp não conseguiu entregar para este número.',
}
const unknown = {
  class: 'ambiguous',
  code: 'timeout',
  message: 'O provedor não respondeu a tempo.',
}

/** What a rule noted for the agents. */
export function noted(
  index: number,
  place: number,
  message: Played,
  { event }: Match,
  facts: Record<string, unknown>,
  decision: string,
): Played {
  const { text } = fill(String((event.params as { text?: string }).text), facts)
  const about = {
    direction: 'note',
    author: 'system',
    authorId: null,
    externalId: null,
    status: null,
    error: null,
    decision: null,
  } as const
  return {
    id: idOf(`message ${index} ${place}`),
    after: message.after,
    text,
    content: [{ k: 'text', text }],
    decidedBy: decision,
    ...about,
  }
}
