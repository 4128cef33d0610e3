import type { AiOutcome } from '@faladesk/plugin-sdk'
import { isOpen } from '../../decide/calendar.ts'
import { type Context, readContext } from '../../decide/context.ts'
import type { Host } from '../../host.ts'
import { json, type Tx } from '../../store/database.ts'
import type { MessageRow } from '../../store/rows.ts'
import { handToHuman } from '../hand-to-human.ts'
import { handoffText } from '../handoff-words.ts'
import { say } from '../say.ts'
import type { Receipt, Scene } from '../scene.ts'
import { writeNote } from '../write-note.ts'
import { consultAi } from './consult.ts'
import type { Mask } from './mask.ts'
import { beginAgain, endTurn, lockTurn, type TurnClaim } from './turn-claim.ts'
import { readTurn } from './turn-request.ts'

/** A turn begun so often without an end is given to a human. */
const mostBegun = 3

/** Takes one turn: asks the AI, and says its answer only if nothing has changed meanwhile. Exactly one voice, never silence. */
export async function takeTurn(host: Host, claim: TurnClaim, stopping: AbortSignal): Promise<void> {
  const input = await host.db.inOrganization(claim.organization_id, (tx) =>
    readTurn(tx, host, claim.conversation_id, claim.instructions),
  )
  if (!input) return
  const outcome: AiOutcome =
    input.owner !== 'ai' || claim.attempts >= mostBegun
      ? { action: 'handoff', reason: 'ai_failed' }
      : await consultAi(host, claim.organization_id, input, stopping)
  const effects = { queued: false, turn: false }
  await host.db.inOrganization(claim.organization_id, async (tx) => {
    const context = await readContext(tx, claim.conversation_id, host.plugins)
    const turn = await lockTurn(tx, claim)
    if (!context || !turn) return
    if (context.conversation.owner !== 'ai') return void (await endTurn(tx, claim))
    if (turn.overtaken) {
      effects.turn = true
      return void (await beginAgain(tx, host, claim))
    }
    const scene = await sceneOf(tx, host, context, claim, effects)
    if (!scene) return void (await endTurn(tx, claim))
    const receipt = await speak(scene, checked(outcome, input.mask))
    await Promise.all([endTurn(tx, claim), record(tx, claim, receipt), beginWait(tx, claim)])
  })
  if (effects.queued) host.wake('outbox')
  if (effects.turn) setTimeout(() => host.wake('turns'), host.config.aiDebounceMs + 5).unref()
  host.changed()
}

// The answer with the personal data put back; one that names data nobody gave is not sent.
function checked(outcome: AiOutcome, mask: Mask): AiOutcome {
  if (outcome.action === 'handoff') {
    const said = mask.reveal(outcome.customerText ?? '')
    const { customerText: _, ...rest } = outcome
    const noted = { ...rest, ...(outcome.summary && { summary: mask.reveal(outcome.summary).text }) }
    return said.unknown || said.text === '' ? noted : { ...noted, customerText: said.text }
  }
  const { text, unknown } = mask.reveal(outcome.text)
  const usage = outcome.usage ? { usage: outcome.usage } : {}
  if (unknown || text.trim() === '') return { action: 'handoff', reason: 'guardrail', ...usage }
  return { action: 'reply', text: text.trim(), ...usage }
}

async function speak(scene: Scene, outcome: AiOutcome): Promise<Receipt> {
  const used = outcome.usage ? { usage: outcome.usage } : {}
  const { tx, context } = scene
  if (outcome.action === 'reply') {
    const said = await say(scene, outcome.text, { author: 'ai', answers: true })
    if (said.message === null) return { action: 'ai-reply', ok: false, reason: said.reason, ...used }
    return { action: 'ai-reply', ok: true, ...said, ...used }
  }
  await handToHuman(scene, {
    ...farewell(context, outcome.customerText),
    author: outcome.customerText ? 'ai' : 'system',
  })
  if (outcome.summary)
    await writeNote(tx, {
      conversationId: context.conversation.id,
      text: outcome.summary,
      decisionId: scene.decisionId,
    })
  return { action: 'ai-handoff', ok: true, reason: outcome.reason, ...used }
}

// The AI does not know the hours; when nobody is there the customer also hears when somebody will be.
const farewell = (context: Context, customerText: string | undefined) => {
  if (!customerText) return {}
  const open = isOpen(context.calendar, context.organization.timezone, context.now)
  return { text: open ? customerText : `${customerText}\n\n${handoffText(context, null)}` }
}

// Where a human is waited for now, our silence counts.
const beginWait = (tx: Tx, { conversation_id }: TurnClaim) => tx`select private.begin_wait(${conversation_id})`

const record = (tx: Tx, { decision_id }: TurnClaim, receipt: Receipt) => tx`
  update decisions set actions = actions || ${json(tx, [receipt])} where id = ${decision_id}`

async function sceneOf(
  tx: Tx,
  host: Host,
  context: Context,
  claim: TurnClaim,
  effects: Scene['effects'],
): Promise<Scene | null> {
  const [[message], [decision]] = await Promise.all([
    tx<MessageRow[]>`
      select * from messages where conversation_id = ${claim.conversation_id} and direction = 'in'
        and not flags @> '{"stranger": true}' order by seq desc limit 1`,
    tx<{ nudge: boolean }[]>`select event_id is not null as nudge from decisions where id = ${claim.decision_id}`,
  ])
  if (!message) return null
  const nudge = decision?.nudge ?? false
  return { tx, host, context, message, event: null, nudge, facts: {}, decisionId: claim.decision_id, effects }
}
