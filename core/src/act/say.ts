import type { Text } from '@faladesk/plugin-sdk'
import type { AskedTemplate } from '../contract/index.ts'
import { speaksBesideHumans } from '../decide/happening.ts'
import { reasons } from '../decide/reply/reasons.ts'
import { readSituation } from '../decide/reply/situation.ts'
import { waysOf } from '../decide/reply/ways.ts'
import { windowAt } from '../decide/reply/window.ts'
import { answerBy } from './answer.ts'
import { endWait, type MessageToQueue, queueMessage } from './queue-message.ts'
import type { Scene } from './scene.ts'
import { writeNote } from './write-note.ts'

/** What became of something automatic: the message, or why nothing could be said. */
export type Spoken = { message: string; as?: 'template' | 'channel' } | { message: null; reason: string }

/** As whom it is said, and what it means. */
interface How {
  author?: 'rule' | 'ai' | 'system'
  /** The rule's own template, for a closed window. */
  template?: AskedTemplate | undefined
  /** With this the customer has their answer: they wait no longer, unless they were told that a human comes. */
  answers?: boolean
}

/**
 * Queues an automatic message to the customer as part of the decision. Where free text does not go through, it takes the way
 * the inbox's policy allows (a rule's own template before all), else colleagues are told why and a human is waited for.
 */
export async function say(
  scene: Scene,
  text: string,
  { template, answers = false, author = 'rule' }: How = {},
): Promise<Spoken> {
  const { tx, host, context, effects } = scene
  const message = messageOf(scene, text, author)
  const window = windowAt(context.windowFrom, context.windowHours, context.now)
  if ((window === null || window.open) && !context.blocked) {
    const { id } = await queueMessage(tx, { ...message, channel: context.inbox.channel, answers }, host.plugins)
    effects.queued = true
    return { message: id }
  }
  if (answers) await endWait(tx, context.conversation.id)
  const weighed = await readSituation(tx, host, context.conversation.id, {
    text,
    ...(template && { fallback: template }),
  })
  if (!weighed) throw new Error('the conversation of a decision is gone')
  const { ways, chosen } = waysOf(weighed.intent, weighed.situation)
  const way = chosen === null ? undefined : ways[chosen]
  if (!way) {
    const reason = ways[0]?.reason ?? reasons.windowClosed
    await tellColleagues(scene, text, reason)
    return { message: null, reason: reason.en }
  }
  const { id } = await answerBy(tx, host.plugins, weighed.known, way, message)
  effects.queued = true
  return { message: id, ...(way.via !== 'text' && { as: way.via }) }
}

function messageOf(
  { context, decisionId, event, nudge }: Scene,
  text: string,
  author: 'rule' | 'ai' | 'system',
): Omit<MessageToQueue, 'channel'> {
  return {
    organizationId: context.organization.id,
    conversationId: context.conversation.id,
    author: { kind: author },
    text,
    ...(decisionId && { decisionId }),
    automatic: true,
    ...((event || nudge) && { nudge: true }),
    ...(event && { keep: event.event !== 'agent-silent' && speaksBesideHumans.has(event.event) }),
  }
}

// Nobody's silence: people see what was to be said and why it was not.
async function tellColleagues(scene: Scene, text: string, reason: Text): Promise<void> {
  const { tx, context, decisionId } = scene
  const note = `${reason[context.organization.locale]}\n\n“${text}”`
  await writeNote(tx, { conversationId: context.conversation.id, text: note, decisionId })
  await tx`update conversations set waiting_since = coalesce(waiting_since, ${context.conversation.waiting_since}::timestamptz, now())
    where id = ${context.conversation.id}`
  await tx`select private.begin_wait(${context.conversation.id})`
}
