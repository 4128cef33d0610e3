import type { AnyChannel, ChannelContext, InboundEvent, ParseOutcome, RawRequest } from '@faladesk/plugin-sdk'
import { receiveContext } from './receive-context.ts'
import type { Recorded } from './recorded-request.ts'

/** What a channel made of a recorded request: its events, or why it refused. */
export type Received = (
  | { events: InboundEvent[]; ignored: string[] }
  | {
      refused: string
      /** The plugin broke its contract instead of answering. */
      thrown?: true
    }
) & { request: RawRequest }

/** Gives a recorded request to a channel as the host would: `verify` only when asked, then `parse`, hook by likely hook. */
export async function receiveRequest(
  channel: AnyChannel,
  recorded: Recorded,
  settings: Record<string, unknown>,
  verify: boolean,
): Promise<Received> {
  const tries: Received[] = []
  for (const name of recorded.hooks.length > 0 ? recorded.hooks : ['inbound']) {
    const request = { ...recorded.request, name }
    const ctx = receiveContext(channel, settings, request.url)
    const received = await receiveBy(channel, request, ctx, verify)
    if ('events' in received && received.events.length > 0) return received
    tries.push(received)
    if (verify || recorded.kind !== 'json') continue
    // Where the sender is known by a header alone, such as a visitor's token, a body by itself borrows one.
    const dressed = dress(channel, request, ctx)
    const again = dressed && (await receiveBy(channel, dressed, ctx, verify))
    if (again && 'events' in again && again.events.length > 0) return again
  }
  return tries.find((one) => 'events' in one) ?? (tries[0] as Received)
}

async function receiveBy(
  channel: AnyChannel,
  request: RawRequest,
  ctx: ChannelContext,
  verify: boolean,
): Promise<Received> {
  try {
    // What a stream brings was never a webhook: nobody signs it.
    if ((verify && request.name !== 'stream') || request.method === 'GET') {
      const verdict = await channel.verify(request, ctx)
      if (verdict.ok === false) return { refused: verdict.reason, request }
      if (verdict.ok === 'respond')
        return { events: [], ignored: [`answered at once with ${verdict.response.status}`], request }
    }
    const outcome: ParseOutcome = await channel.parse(request, ctx)
    if ('refused' in outcome) return { refused: outcome.refused, request }
    return { events: outcome.events, ignored: outcome.ignored.map(({ reason }) => reason), request }
  } catch (error) {
    return { refused: `the plugin threw: ${(error as Error)?.message ?? String(error)}`, thrown: true, request }
  }
}

const dress = (channel: AnyChannel, request: RawRequest, ctx: ChannelContext): RawRequest | undefined => {
  try {
    const from = { kind: channel.name, value: 'somebody' }
    const { headers = {} } = channel.simulate?.inbound({ from, text: 'x' }, ctx) ?? {}
    return { ...request, headers: { ...headers, ...request.headers } }
  } catch {
    return undefined
  }
}
