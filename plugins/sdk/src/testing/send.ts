import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { ProviderError } from '../errors.ts'
import type { OutboundMessage } from '../messages.ts'
import { recordingLog } from './context.ts'
import { outcomeOf } from './outcome.ts'
import { sendWireContract } from './send-wire.ts'

/** A message to send and how the provider would answer it; each answer is made anew for every request. */
export interface SendSamples {
  message: OutboundMessage
  accepted(): Response
  /** The provider's id in `accepted`. */
  externalId: string
  /** The provider's own refusals, each with the class it must become. */
  refusals?: { name: string; answer(): Response; class: ProviderError['class'] }[]
  /** Settings of an inbox whose provider is at this address: the same is then tried over real connections. */
  at?(baseUrl: string): object
  /** Text longer than `capabilities.text.max` goes out in several requests. */
  splits?: boolean
  /** Content beyond a limit that must be refused before any request. */
  unsendable?: { name: string; message: OutboundMessage; class: ProviderError['class'] }[]
}

/** Makes a context of the inbox that sends. */
export type SendContext = (overrides: Partial<ChannelContext>) => ChannelContext

/** Emits the tests of what each answer of a provider must become. */
export function sendContract(channel: AnyChannel, context: SendContext, samples: SendSamples, secrets: string[]): void {
  const attempt = async (answer: () => Response | Promise<Response>) => {
    const log = recordingLog()
    let requests = 0
    const fetch = async () => {
      requests++
      return answer()
    }
    const result = await outcomeOf(channel, samples.message, context({ fetch: fetch as typeof globalThis.fetch, log }))
    for (const secret of secrets) expect(JSON.stringify([result, log.lines])).not.toContain(secret)
    return { result, requests }
  }
  const json =
    (status: number, headers = {}) =>
    () =>
      new Response(JSON.stringify({ status, message: 'no' }), {
        status,
        headers: { 'content-type': 'application/json', ...headers },
      })
  const broken = (code: string) => () =>
    Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }))

  describe('T7 sending', () => {
    test('an accepted message yields the provider’s id after one request', async () => {
      const { result, requests } = await attempt(samples.accepted)
      expect(result).toMatchObject({ ok: true, parts: [{ externalId: samples.externalId }] })
      expect(requests).toBe(1)
    })

    test.each([
      ['429 with Retry-After', json(429, { 'retry-after': '7' }), { class: 'throttled', retryAfterMs: 7000 }],
      ['401', json(401), { class: 'auth' }],
      ['500', json(500), { class: 'ambiguous' }],
      ['503', json(503), { class: 'ambiguous' }],
      ['200 that is not the provider’s', () => new Response('<html>', { status: 200 }), { class: 'ambiguous' }],
      ['a refused connection', broken('ECONNREFUSED'), { class: 'transient' }],
      ['an unknown host', broken('ENOTFOUND'), { class: 'transient' }],
      ['a connection cut after the request was written', broken('UND_ERR_SOCKET'), { class: 'ambiguous' }],
      ['a timeout', () => Promise.reject(new DOMException('late', 'TimeoutError')), { class: 'ambiguous' }],
    ] as const)('%s has its class and is not repeated by the plugin', async (_name, answer, error) => {
      const { result, requests } = await attempt(answer)
      expect(result).toMatchObject({ ok: false, error })
      expect(requests).toBe(1)
    })

    test('400 is refused for good', async () => {
      const { result } = await attempt(json(400))
      expect(result.ok).toBe(false)
      if (!result.ok) expect(['content', 'recipient', 'policy', 'config']).toContain(result.error.class)
    })

    for (const refusal of samples.refusals ?? [])
      test(`${refusal.name} is ${refusal.class}`, async () => {
        const { result } = await attempt(refusal.answer)
        expect(result).toMatchObject({ ok: false, error: { class: refusal.class } })
      })

    if (samples.splits)
      test('T6 a text at the limit is one request, one letter more is two', async () => {
        const { max } = channel.capabilities.text
        for (const [length, wanted] of [
          [max - 1, 1],
          [max, 1],
          [max + 1, 2],
          [max * 3, 3],
        ] as const) {
          let requests = 0
          const fetch = async () => {
            requests++
            return samples.accepted()
          }
          const message = { ...samples.message, content: [{ k: 'text' as const, text: 'x'.repeat(length) }] }
          expect(await outcomeOf(channel, message, context({ fetch }))).toMatchObject({ ok: true })
          expect(requests, `${length} letters`).toBe(wanted)
        }
      })

    sendWireContract(channel, context, samples, secrets)

    for (const { name, message, class: kind } of samples.unsendable ?? [])
      test(`${name} is refused before any request`, async () => {
        let requests = 0
        const fetch = async () => {
          requests++
          return samples.accepted()
        }
        expect(await outcomeOf(channel, message, context({ fetch }))).toMatchObject({
          ok: false,
          error: { class: kind },
        })
        expect(requests).toBe(0)
      })
  })
}
