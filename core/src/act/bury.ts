import { randomUUID } from 'node:crypto'
import { type Context, readContext } from '../decide/context.ts'
import { type EventRow, nextHappening } from '../decide/happening.ts'
import { whyUnanswered } from '../decide/silence.ts'
import type { Host } from '../host.ts'
import { json, type Tx } from '../store/database.ts'
import type { WorkClaim } from './decide-next.ts'
import { handToHuman } from './hand-to-human.ts'
import { writeNote } from './write-note.ts'

/**
 * Gives up on a message that could not be decided: kept as a dead letter, the conversation handed to a human with a note,
 * the customer told, unless nothing answers such a message by itself. What came after it is decided as usual.
 */
export async function bury(host: Host, claim: WorkClaim, reason: string): Promise<void> {
  await host.db.inOrganization(claim.organization_id, async (tx) => {
    const context = await readContext(tx, claim.conversation_id, host.plugins)
    const next = context && nextHappening(context)
    const message = next?.message
    if (context && next?.event) await buryEvent(tx, claim, context, next.event, reason)
    else if (context && message) {
      const effects = { queued: false, turn: false }
      const scene = { tx, host, context, message, event: null, facts: {}, decisionId: randomUUID(), effects }
      await tx`
        insert into dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
        values (${claim.organization_id}, 'decision', ${context.inbox.id}, ${claim.conversation_id}, ${reason},
          ${json(tx, { message_id: message.id, attempts: claim.attempts })})`
      await tx`update conversations set decided_seq = ${message.seq} where id = ${claim.conversation_id}`
      if (context.conversation.owner !== 'human' && !whyUnanswered(message.flags))
        await handToHuman(scene, { author: 'system' })
      const text = `The rules could not decide on message ${message.seq}: ${reason}`
      await writeNote(tx, { conversationId: claim.conversation_id, text, decisionId: scene.decisionId })
      await tx`select private.begin_wait(${claim.conversation_id})`
    }
    await tx`
      update work set lease_by = null, lease_token = null, lease_until = null, attempts = 0, due = now()
      where conversation_id = ${claim.conversation_id} and lease_token = ${claim.lease_token}`
  })
  host.metrics.deadLetters.inc({ source: 'decision' })
  host.wake()
  host.changed()
}

// Nobody waits for an answer to an event: it is put aside, and the agents are told.
async function buryEvent(tx: Tx, claim: WorkClaim, context: Context, event: EventRow, reason: string): Promise<void> {
  await tx`
    insert into dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
    values (${claim.organization_id}, 'decision', ${context.inbox.id}, ${claim.conversation_id}, ${reason},
      ${json(tx, { event: event.event, minutes: event.minutes, cause: event.cause, attempts: claim.attempts })})`
  await tx`delete from events where id = ${event.id}`
  const text = `The rules could not decide on the event ${event.event}: ${reason}`
  await writeNote(tx, { conversationId: claim.conversation_id, text })
}
