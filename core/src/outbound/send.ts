import type { ChannelContext, SendResult } from '@faladesk/plugin-sdk'
import { reasons } from '../decide/reply/reasons.ts'
import type { Host } from '../host.ts'
import { awaitVisitor } from '../live/follow/await-visitor.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import type { Health } from './health.ts'
import { learn } from './learn.ts'
import { outgoing } from './outgoing.ts'
import type { SendClaim } from './send-claim.ts'
import { outcomeOf, settle } from './settle.ts'
import { tooLate } from './too-late.ts'
import { troubleOf } from './trouble.ts'

const deadlineMs = 20_000
/** Half the lease: a process that was stopped longer may have lost its claim, so it sends nothing. */
const freshMs = 30_000

/** Sends one claimed part and settles it by what the provider said. The row is `sending`, committed, before this is called. */
export async function send(host: Host, claim: SendClaim, health: Health, stopping: AbortSignal): Promise<void> {
  const inbox = await host.inboxes.byId(claim.inbox_id)
  if (await tooLate(host, claim)) return
  const result = inbox?.enabled ? await request(host, inbox, claim, stopping) : unusable(inbox)
  if (result === null) return
  host.metrics.sends.inc({ channel: inbox?.channelName ?? 'none', result: result.ok ? 'ok' : result.error.class })
  const outcome = outcomeOf(result, claim.attempts)
  if (inbox && result.ok) await awaitVisitor(host, inbox, claim)
  const settled = await settle(host, claim, outcome)
  if (result.ok) {
    await health.good(claim.inbox_id)
    if (result.learnedIdentities?.length) await learn(host, claim, result.learnedIdentities)
    return
  }
  host.log.warn(
    {
      outbox: claim.id,
      inbox: claim.inbox_id,
      class: result.error.class,
      code: result.error.code,
      attempt: claim.attempts,
      state: outcome.state,
    },
    'a message was not sent',
  )
  await health.bad(claim.inbox_id, result.error)
  if (settled && outcome.state === 'failed') host.metrics.deadLetters.inc({ source: 'send' })
}

// Null when the claim has grown old: the sweeper has it now.
async function request(host: Host, inbox: Inbox, claim: SendClaim, stopping: AbortSignal): Promise<SendResult | null> {
  try {
    const context = inbox.context({ deadlineMs, signal: stopping, live: liveOf(host, inbox, claim) })
    const out = await outgoing(host, inbox, claim)
    if (performance.now() - claim.claimedAt > freshMs) return null
    if (claim.asked_at && claim.attempts === 1)
      host.metrics.webhookToOutbound.observe(Math.max(0, Date.now() - Date.parse(claim.asked_at)) / 1000)
    return await inbox.channel.send(out, context)
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.code === 'plugin_error')
      host.log.error({ err: error, channel: inbox.channelName }, 'the plugin failed to send')
    return { ok: false, error: trouble }
  }
}

const unusable = (inbox: Inbox | null): SendResult => ({
  ok: false,
  error: {
    class: 'config',
    message: inbox ? 'This inbox is switched off.' : 'This inbox was removed, or its plugin is not installed.',
    text: inbox ? reasons.off : reasons.missing,
  },
})

// A channel with open sockets pushes the message as its visitors see it: with its place in the conversation and its author.
const liveOf = (host: Host, inbox: Inbox, claim: SendClaim): NonNullable<ChannelContext['live']> => ({
  push: (to, frame) =>
    (frame as { type?: unknown }).type === 'message'
      ? host.live.show(claim.organization_id, [claim.message_id])
      : Promise.resolve(host.live.push(inbox.id, to, frame)),
})
