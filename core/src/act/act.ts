import { randomUUID } from 'node:crypto'
import type { Match } from '@faladesk/rules'
import type { Context } from '../decide/context.ts'
import type { Verdict } from '../decide/decide.ts'
import type { Host } from '../host.ts'
import { json, type Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'
import { actions } from './actions.ts'
import { chosenAi } from './ai-choice.ts'
import { tellWaiting } from './tell-waiting.ts'
import type { Receipt, Scene } from './scene.ts'

/** What a decision did, for those who are woken after its commit. */
export interface Acted extends Pick<Scene, 'effects'> {
  outcome: string
}

/** Does what was decided and records it, all in the caller's transaction: actions, decision, how far the rules have come. */
export async function act(tx: Tx, host: Host, context: Context, message: MessageRow, verdict: Verdict): Promise<Acted> {
  const decisionId = randomUUID()
  const effects = { queued: false, turn: false }
  const scene: Scene = { tx, host, context, message, facts: verdict.facts, decisionId, effects }
  const receipts: Receipt[] = []
  for (const match of verdict.background) receipts.push(await perform(scene, match))
  const outcome = outcomeOf(host, context, verdict)
  receipts.push(...(verdict.reply ? await reply(scene, verdict.reply) : await fallBack(scene, outcome)))
  await Promise.all([
    tx`
      insert into decisions (id, organization_id, conversation_id, message_id, workflow_id, workflow_version, outcome, reply_rule,
        facts, explanation, actions, took_ms)
      values (${decisionId}, ${context.organization.id}, ${context.conversation.id}, ${message.id}, ${verdict.workflow?.id ?? null},
        ${verdict.workflow?.version ?? null}, ${outcome}, ${verdict.reply?.ruleName ?? null}, ${json(tx, verdict.facts)},
        ${json(tx, verdict.explanation)}, ${json(tx, receipts)}, ${verdict.tookMs})`,
    tx`update conversations set decided_seq = ${message.seq} where id = ${context.conversation.id}`,
  ])
  return { effects, outcome }
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
