import { askedNames } from '../decide/channel-facts.ts'
import { type Context, readContext } from '../decide/context.ts'
import { decide, type Verdict } from '../decide/decide.ts'
import type { Facts } from '../decide/facts.ts'
import { type Happening, nextHappening } from '../decide/happening.ts'
import { createLazy, type OfChannel } from '../decide/lazy-facts.ts'
import { isAutomatic } from '../decide/silence.ts'
import type { PublishedWorkflow } from '../decide/workflow-cache.ts'
import type { Host } from '../host.ts'
import { askFacts } from '../plugins/ask-facts.ts'
import type { Tx } from '../store/database.ts'
import { type Acted, act } from './act.ts'
import { askAiFacts, canAskAi } from './ai/classify.ts'
import { capAnswers } from './answer-cap.ts'
import { checkLater, type Decided } from './check-later.ts'
import { learnForm } from './learn-form.ts'
import { learnLanguage } from './learn-language.ts'
import { guardLoops } from './loop-guard.ts'
import { readOccasion } from './occasion.ts'
import { record } from './record.ts'
import { resumeSla } from './sla-pause.ts'

/** A conversation claimed for deciding; `lease_token` is the fence of everything the claim may write. */
export interface WorkClaim {
  conversation_id: string
  organization_id: string
  gen: number
  lease_token: string
  attempts: number
  /** What the AI told of the message that is to be decided next. */
  ai?: { message: string; facts: Facts }
  /** What the channel, asked about it, told. */
  channel?: { message: string; facts: Facts }
}

/** The lease has passed to another worker: nothing of this transaction may stay. */
export class Fenced extends Error {
  override name = 'Fenced'
}

/** Whether more is left to decide; or what has to be over before the same can be decided. */
export type Step = 'more' | 'end' | { after: Promise<void> }

interface Done {
  left: number
  acted?: Acted
  tookMs?: number
  decided?: Decided
  /** The message an AI, or the channel, has to be asked about first; nothing was done. */
  lacks?: Lacking
}

interface Lacking {
  message: { id: string; seq: number }
  ai: boolean
  channel: boolean
}

/**
 * Decides what comes next in a claimed conversation, the oldest undecided message or event, and does what was decided, in one
 * transaction. Where a rule needs to know what only an AI or the channel's provider can tell, nothing is done: they are asked
 * outside, then it is decided again.
 */
export async function decideNext(host: Host, claim: WorkClaim): Promise<Step> {
  const workflows = await host.workflows.of(claim.organization_id)
  const done = await host.db.inOrganization(claim.organization_id, (tx) => inOrder(tx, host, claim, workflows))
  if (done.lacks) return { after: askFor(host, claim, done.lacks) }
  if (done.acted) announce(host, done.acted, done.tookMs ?? 0)
  if (done.decided) void checkLater(host, done.decided)
  claim.gen = done.left
  return done.left > 0 ? 'more' : 'end'
}

async function inOrder(tx: Tx, host: Host, claim: WorkClaim, workflows: readonly PublishedWorkflow[]): Promise<Done> {
  const context = await readContext(tx, claim.conversation_id, host.plugins)
  const next = context && nextHappening(context)
  if (!next) return { left: await settle(tx, claim, true) }
  const last = isLast(context, next)
  const occasion = next.event ? await readOccasion(tx, context, next.event) : { happening: next, ai: null }
  // A silence that is over: the event goes, and nothing is decided.
  if (!occasion) return { left: await settle(tx, claim, last) }
  const { happening } = occasion
  const known = occasion.ai ?? knownAi(host, context, claim, happening)
  const lazy = createLazy(tx, known, knownOfChannel(context, claim, happening))
  const said = await decide(context, happening, workflows, lazy)
  const { verdict, stopped } = happening.event
    ? await guardLoops(tx, claim.conversation_id, happening.event, said)
    : await capAnswers(tx, host, context, said)
  const whole = await withTextFacts(verdict, lazy)
  const { lacksAi: ai, lacksChannel: channel } = lazy
  if ((ai || channel) && happening.message)
    return { left: claim.gen, lacks: { message: happening.message, ai, channel } }
  await backToUs(tx, context, happening)
  const done = await act(tx, host, context, happening, whole)
  const acted = { ...done, receipts: [...done.receipts, ...stopped] }
  // One packet: the record, then the fence, which rolls everything back if the lease was lost.
  const [, , , left] = await Promise.all([
    learnForm(tx, context, happening),
    learnLanguage(tx, context, happening, whole.facts),
    record(tx, context, happening, whole, acted),
    settle(tx, claim, last),
  ])
  const decided = { organizationId: claim.organization_id, verdict: said, happening }
  return { left, acted, tookMs: whole.tookMs, decided }
}

// The customer we waited for has written: it is our turn again, unless a rule that now acts says otherwise. A machine's answer
// is not the customer's.
async function backToUs(tx: Tx, { conversation }: Context, { message, event }: Happening): Promise<void> {
  if (event || !message || conversation.status !== 'pending' || isAutomatic(message.flags)) return
  await tx`update conversations set status = 'open' where id = ${conversation.id}`
  await resumeSla(tx, conversation.id)
}

const isLast = ({ behind, message, event }: Context, next: Happening): boolean =>
  // One event is read at a time: whether another follows is known only when the work row is settled.
  next.event ? false : behind === 0 && event === null && message !== null

// Null where the AI has to be asked: it can be, and was not about this message.
function knownAi(host: Host, context: Context, { ai }: WorkClaim, { message }: Happening): Facts | null {
  if (ai && ai.message === message?.id) return ai.facts
  return message && canAskAi(host, context.ai) ? null : { 'ai.status': 'unavailable' }
}

// A message of another inbox, from before a merge, is not this channel's to be asked about.
function knownOfChannel(context: Context, { channel }: WorkClaim, { message }: Happening): OfChannel {
  if (message?.inbox_id !== context.inbox.id) return { names: [], known: {} }
  return {
    names: askedNames(context.channelFacts),
    known: channel && channel.message === message.id ? channel.facts : null,
  }
}

// What a rule that acts only names in its texts was not fetched to decide it.
async function withTextFacts(verdict: Verdict, lazy: ReturnType<typeof createLazy>): Promise<Verdict> {
  const matches = [...verdict.background, ...(verdict.reply ? [verdict.reply] : [])]
  const more = await lazy.inTexts(matches, verdict.facts)
  return { ...verdict, facts: { ...verdict.facts, ...more } }
}

async function askFor(host: Host, claim: WorkClaim, { message: { id, seq }, ai, channel }: Lacking): Promise<void> {
  const { organization_id: organizationId, conversation_id: conversationId } = claim
  const [known, told] = await Promise.all([
    ai ? askAiFacts(host, { organizationId, conversationId, seq }) : null,
    channel ? askFacts(host, { organizationId, messageId: id }) : null,
  ])
  if (known) claim.ai = { message: id, facts: known }
  if (told) claim.channel = { message: id, facts: told }
}

function announce(host: Host, { outcome, effects, receipts }: Acted, tookMs: number): void {
  host.metrics.decisions.inc({ outcome })
  host.metrics.decide.observe(tookMs / 1000)
  if (effects.queued) host.wake('outbox')
  if (effects.turn) setTimeout(() => host.wake('turns'), host.config.aiDebounceMs + 5).unref()
  if (receipts.some(({ action }) => action === 'webhook')) host.wake('calls')
  host.changed()
}

// Read with a fresh snapshot at the end of the transaction, so that no lease lost meanwhile goes unnoticed.
async function settle(tx: Tx, claim: WorkClaim, last: boolean): Promise<number> {
  const [row] = await tx<{ left: number | null }[]>`
    select private.settle_work(${claim.conversation_id}, ${claim.lease_token}, ${claim.gen}, ${last}) as left`
  if (row?.left == null) throw new Fenced('this conversation was taken over by another worker')
  return row.left
}
