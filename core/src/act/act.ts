import { randomUUID } from 'node:crypto'
import type { Match } from '@faladesk/rules'
import type { Context } from '../decide/context.ts'
import type { Verdict } from '../decide/decide.ts'
import type { Happening } from '../decide/happening.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import { actions } from './actions.ts'
import { chosenAi } from './ai/choice.ts'
import type { Receipt, Scene } from './scene.ts'
import { tellWaiting } from './tell-waiting.ts'

/** What was done about a message or an event, not yet recorded. */
export interface Acted extends Pick<Scene, 'effects'> {
  decisionId: string
  outcome: string
  receipts: readonly Receipt[]
}

/** Does what was decided, in the caller's transaction: the background first, then the reply, or what stands in for it. */
export async function act(
  tx: Tx,
  host: Host,
  context: Context,
  { message, event }: Happening,
  verdict: Verdict,
): Promise<Acted> {
  const decisionId = randomUUID()
  const effects = { queued: false, turn: false }
  const scene: Scene = { tx, host, context, message, event, facts: verdict.facts, decisionId, effects }
  const receipts: Receipt[] = []
  for (const match of verdict.background) receipts.push(await perform(scene, match))
  const outcome = outcomeOf(host, context, event !== null, verdict)
  receipts.push(...(verdict.reply ? await reply(scene, verdict.reply) : await fallBack(scene, outcome)))
  return { decisionId, outcome, receipts, effects }
}

async function perform(scene: Scene, { ruleId, event }: Match): Promise<Receipt> {
  const action = actions.get(event.type)
  if (!action) return { action: event.type, rule: ruleId, ok: false, reason: 'this host cannot do it' }
  if (causing.has(event.type)) nameCause(scene, ruleId)
  return { action: event.type, rule: ruleId, ...(await action({ ...scene, rule: ruleId }, event.params ?? {})) }
}

// Events that these bring about are their rule's doing (private.add_event).
const causing = new Set(['status', 'assign', 'escalate', 'route'])

// Not awaited: it travels with the action's own statements. The transaction fails if it does.
function nameCause({ tx, event }: Scene, ruleId: string): void {
  const chain = JSON.stringify([...(event?.cause ?? []), ruleId])
  tx`select set_config('faladesk.cause', ${chain}, true)`.catch(() => {})
}

// A rule that was to speak and could not must not leave the customer in silence.
async function reply(scene: Scene, match: Match): Promise<Receipt[]> {
  const done = await perform(scene, match)
  const speaks = match.event.type === 'auto-reply' || !actions.has(match.event.type)
  return done.ok || !speaks || scene.event ? [done] : [done, { action: 'tell-waiting', ...(await tellWaiting(scene)) }]
}

function outcomeOf(host: Host, context: Context, isEvent: boolean, { reply, skipped }: Verdict): string {
  if (reply) return reply.event.type
  if (skipped || isEvent) return 'none'
  return chosenAi(host, context.ai) ? 'ai-default' : 'human-default'
}

// No rule answered: the AI does where there is one, else the customer is told once that a human will.
async function fallBack(scene: Scene, outcome: string): Promise<Receipt[]> {
  const askAi = actions.get('ask-ai')
  if (outcome === 'ai-default' && askAi) return [{ action: 'ask-ai', ...(await askAi(scene, {})) }]
  if (outcome === 'human-default') return [{ action: 'tell-waiting', ...(await tellWaiting(scene)) }]
  return []
}
