import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { SendResult } from '../messages.ts'
import { recordingLog } from './context.ts'
import { fetchOnly, type LocalProvider, relay, startProvider } from './local-provider.ts'
import { outcomeOf } from './outcome.ts'
import type { SendContext, SendSamples } from './send.ts'

/** T7: what becomes of a send over a real connection, to a provider that answers well, ill, late or elsewhere. */
export function sendWireContract(
  channel: AnyChannel,
  context: SendContext,
  samples: SendSamples,
  secrets: string[],
): void {
  const { at } = samples
  if (!at) return
  // Only who hangs shall be left soon: on a busy machine a good answer takes its time.
  const attempt = async (
    answer: (response: ServerResponse, elsewhere: LocalProvider) => void | Promise<void>,
    patienceMs = 5_000,
  ) => {
    const elsewhere = await startProvider((response) => relay(samples.accepted(), response))
    const provider = await startProvider((response) => answer(response, elsewhere))
    const log = recordingLog()
    try {
      const ctx: Partial<ChannelContext> = {
        settings: at(provider.baseUrl),
        fetch: fetchOnly([provider, elsewhere]),
        allowPrivateNetwork: true,
        signal: AbortSignal.timeout(patienceMs),
        log,
      }
      const result: SendResult = await outcomeOf(channel, samples.message, context(ctx))
      const told = JSON.stringify([result, log.lines, elsewhere.asked])
      for (const secret of secrets) expect(told).not.toContain(secret)
      return { result, asked: provider.asked.length, elsewhere: elsewhere.asked.length }
    } finally {
      await Promise.all([provider.stop(), elsewhere.stop()])
    }
  }

  const plain =
    (status: number, headers: Record<string, string> = {}, body = '{"message":"no"}') =>
    (response: ServerResponse) =>
      void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  const fates: [string, (response: ServerResponse) => void | Promise<void>, object][] = [
    ['429 with Retry-After', plain(429, { 'retry-after': '3' }), { class: 'throttled', retryAfterMs: 3000 }],
    ['500', plain(500), { class: 'ambiguous' }],
    ['a success that is no JSON', plain(200, {}, '{"id":'), { class: 'ambiguous' }],
    ['an empty success', plain(200, {}, ''), { class: 'ambiguous' }],
    ['a connection cut instead of an answer', (response) => void response.socket?.destroy(), { class: 'ambiguous' }],
    [
      'an answer that stops in its middle',
      (response) => {
        response.writeHead(201, { 'content-type': 'application/json', 'content-length': '500' }).write('{"')
        setTimeout(() => response.socket?.destroy(), 20)
      },
      { class: 'ambiguous' },
    ],
  ]

  test('T7 on the wire, an accepted message is one request and the provider’s id', async () => {
    const { result, asked } = await attempt((response) => relay(samples.accepted(), response))
    expect(result).toMatchObject({ ok: true, parts: [{ externalId: samples.externalId }] })
    expect(asked).toBe(1)
  })

  test.each(fates)('T7 on the wire, %s ends classed after one request', async (_name, answer, error) => {
    const { result, asked } = await attempt(answer)
    expect(result).toMatchObject({ ok: false, error })
    expect(asked).toBe(1)
  })

  test('T7 on the wire, a provider that takes the message and hangs ends ambiguous after one request', async () => {
    const { result, asked } = await attempt(() => {}, 400)
    expect(result).toMatchObject({ ok: false, error: { class: 'ambiguous' } })
    expect(asked).toBe(1)
  })

  test('T7 on the wire, a provider that is not there is transient', async () => {
    const gone = await startProvider(() => {})
    await gone.stop()
    const ctx = { settings: at(gone.baseUrl), fetch: fetchOnly([gone]), allowPrivateNetwork: true }
    expect(await outcomeOf(channel, samples.message, context(ctx))).toMatchObject({
      ok: false,
      error: { class: 'transient' },
    })
  })

  test.each([301, 302, 307, 308])(
    'edge 36: T7 a %i to another host takes no credential along and sends nothing twice',
    async (status) => {
      const { result, elsewhere } = await attempt(
        (response, { baseUrl }) => void response.writeHead(status, { location: `${baseUrl}/messages` }).end(),
      )
      // Whoever follows may be answered by a stranger, and a stranger's yes is no receipt.
      expect([result.ok, elsewhere]).toEqual([false, 0])
    },
  )
}
