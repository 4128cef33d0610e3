import type { ChannelContext } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { guardedFetch } from './guarded-fetch.ts'
import { guardedResolve } from './guarded-resolve.ts'
import type { CallBounds, Inbox } from './inbox-cache.ts'
import { deriveKey } from './seal.ts'

/** The most bytes a plugin may read in one answer; also the cap of an attachment. */
export const maxAnswerBytes = 25 * 1024 * 1024

/** Makes what one call into a channel may know and touch. */
export function channelContext(
  host: Host,
  inbox: Omit<Inbox, 'context'>,
  { deadlineMs = 10_000, signal, live, lasting = false }: CallBounds = {},
): ChannelContext {
  const allowPrivateNetwork = host.config.allowPrivateNetwork || inbox.simulated
  const bounded = once(() => {
    if (lasting && signal) return signal
    const deadline = AbortSignal.timeout(deadlineMs)
    return signal ? AbortSignal.any([signal, deadline]) : deadline
  })
  const guarded = once(() =>
    guardedFetch({ allowPrivate: allowPrivateNetwork, deadlineMs, maxBytes: maxAnswerBytes, signal: bounded() }),
  )
  const log = once(() => host.log.child({ inbox: inbox.id, channel: inbox.channelName }))
  return {
    inboxId: inbox.id,
    settings: inbox.settings,
    publicUrl: host.config.publicUrl,
    webhooks: webhooksOf(host, inbox),
    now: () => new Date(),
    key: (purpose) => deriveKey(host.config.derivationKey, inbox.id, `inbox ${purpose}`),
    allowPrivateNetwork,
    resolve: (name) => guardedResolve(name, allowPrivateNetwork),
    live: live ?? { push: async (to, frame) => host.live.push(inbox.id, to, frame) },
    // Made when first asked for: checking and reading a webhook, the hot path, needs none of these.
    get fetch() {
      return guarded()
    },
    get log() {
      return log()
    },
    get signal() {
      return bounded()
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Absolute public URL of each hook of an inbox, by name. */
export const webhooksOf = (host: Host, inbox: Pick<Inbox, 'key' | 'channel'>): Record<string, string> =>
  Object.fromEntries(
    inbox.channel.hooks.map(({ name }) => [name, `${host.config.publicUrl}/hooks/v1/${inbox.key}/${name}`]),
  )
