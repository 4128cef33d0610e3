import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext, TestResult } from '../channel.ts'
import { locales } from '../words.ts'
import { recordingLog } from './context.ts'

/** An answer of the provider to the test button, and what the admin must be told. */
export interface HealthSample {
  name: string
  answer(url: URL): Response
  ok: boolean
  /** The field to repair. */
  field?: string
}

/**
 * T12: the test button finds a wrong key and a wrong address, says which field, and never breaks; the same for setting up
 * the provider's webhook.
 */
export function healthContract(
  channel: AnyChannel,
  ability: 'test' | 'setup',
  context: (overrides: Partial<ChannelContext>) => ChannelContext,
  samples: readonly HealthSample[],
  secrets: string[],
): void {
  const press = async (fetch: (url: URL) => Promise<Response>): Promise<TestResult> => {
    const log = recordingLog()
    const go = channel[ability] as NonNullable<AnyChannel['test']>
    const result = await go(
      context({
        log,
        fetch: ((input: string | URL | Request) =>
          fetch(new URL(input instanceof Request ? input.url : input))) as typeof globalThis.fetch,
      }),
    )
    for (const secret of secrets) expect(JSON.stringify([result, log.lines])).not.toContain(secret)
    if (!result.ok) for (const locale of locales) expect(result.message[locale].trim()).not.toBe('')
    return result
  }
  describe(ability === 'test' ? 'T12 the test button' : 'T12 setting up', () => {
    for (const { name, answer, ok, field } of samples)
      test(`${name} is ${ok ? 'all well' : `told${field ? ` at ${field}` : ''}`}`, async () => {
        expect(await press(async (url) => answer(url))).toMatchObject({ ok, ...(field && { field }) })
      })
    test('edge 34: a provider that is away, or answers nonsense, is told and breaks nothing', async () => {
      const away = Object.assign(new Error('away'), { code: 'ENOTFOUND' })
      expect(await press(() => Promise.reject(new TypeError('fetch failed', { cause: away })))).toMatchObject({
        ok: false,
      })
      await press(async () => new Response('<html>', { status: 200 }))
      await press(async () => new Response('{"data":null}', { status: 500 }))
    })
  })
}
