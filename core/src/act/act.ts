import { randomUUID } from 'node:crypto'
import type { Match } from '@faladesk/rules'
import type { Context } from '../decide/context.ts'
import type { Verdict } from '../decide/decide.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'
import { actions } from './actions.ts'
import { chosenAi } from './ai-choice.ts'
import type { Receipt, Scene } from './scene.ts'
import { tellWaiting } from './tell-waiting.ts'

/** What was done about a message, not yet recorded. */
export interface Acted extends Pick<Scene, 'effects'> {
  decisionId: string
  outcome: string
  receipts: readonly Receipt[]
}

/** Does what was decided, in the caller's transaction: the background first, then the reply, or what stands in for it. */
export async function act(tx: Tx, host: Host, context: Context, message: MessageRow, verdict: Verdict): Promise<Acted> {
  const decisionId = randomUUID()
  const effects = { queued: false, turn: false }
  const scene: Scene = { tx, host, context, message, facts: verdict.facts, decisionId, effects }
  const receipts: Receipt[] = []
  for (const match of verdict.background) receipts.push(await perform(scene, match))
  const outcome = outcomeOf(host, context, verdict)
  receipts.push(...(verdict.reply ? await reply(scene, verdict.reply) : await fallBack(scene, outcome)))
  return { decisionId, outcome, receipts, effects }
}

async function perform(scene: Scene, { ruleId, event }: Match): Promise<Receipt> {
  const action = actions.get(event.type)
  if (!action) return { action: event.type, rule: ruleId, ok: false, reason: 'this host cannot do it' }
  return { action: event.type, rule: ruleId, ...(await action(scene, event.params ?? {})) }
}

// A rule that was to speak and could not must not leave the customer in silence.
async function reply(scene: Scene, match: Match): Promise<Receipt[]> {
  const done = await perform(scene, match)
  const speaks = match.event.type === 'auto-reply' || !actions.has(match.event.type)
  return done.ok || !speaks ? [done] : [done, { action: 'tell-waiting', ...(await tellWaiting(scene)) }]
}

function outcomeOf(host: Host, context: Context, { reply, skipped }: Verdict): string {
  if (reply) return reply.event.type
  if (skipped) return 'none'
  return chosenAi(host, context.ai) ? 'ai-default' : 'human-default'
}

// No rule answered: the AI does where there is one, else the customer is told once that a human will.
async function fallBack(scene: Scene, outcome: string): Promise<Receipt[]> {
  const askAi = actions.get('ask-ai')
  if (outcome === 'ai-default' && askAi) return [{ action: 'ask-ai', ...(await askAi(scene, {})) }]
  if (outcome === 'human-default') return [{ action: 'tell-waiting', ...(await tellWaiting(scene)) }]
  return []
}
