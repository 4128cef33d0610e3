import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import { providerErrorOf } from '../errors.ts'
import type { Template } from '../messages.ts'
import { recordingLog } from './context.ts'

/** The provider's list of message templates, and what each must become. */
export interface TemplateSamples {
  /** Answers any request as the provider would for this account. */
  answer(url: URL): Response
  templates: Template[]
}

/** T12: templates come as the provider keeps them, and every failure is one of the four errors. */
export function templatesContract(
  channel: AnyChannel,
  context: (overrides: Partial<ChannelContext>) => ChannelContext,
  { answer, templates }: TemplateSamples,
  secrets: string[],
): void {
  const list = async (fetch: (url: URL) => Promise<Response>) => {
    const log = recordingLog()
    const go = channel.templates as NonNullable<AnyChannel['templates']>
    const outcome = await go(
      context({
        log,
        fetch: ((input: string | URL | Request) =>
          fetch(new URL(input instanceof Request ? input.url : input))) as typeof globalThis.fetch,
      }),
    ).catch((error: Error) => error)
    const told = outcome instanceof Error ? String(outcome) : JSON.stringify(outcome)
    for (const secret of secrets) expect(`${told} ${log.lines.join()}`).not.toContain(secret)
    return outcome
  }
  describe('T12 templates', () => {
    test('edge 33: they come with name, language, fate and the names of their variables', async () => {
      expect(await list(async (url) => answer(url))).toEqual(templates)
    })
    const refused = (status: number) => async () => Response.json({ message: 'no' }, { status })
    test.each([
      ['a refused key', refused(401), 'auth'],
      ['too many requests', refused(429), 'throttled'],
    ] as const)('edge 34: %s is said with its class', async (_name, go, kind) => {
      expect(providerErrorOf(await list(go))?.class).toBe(kind)
    })
    const away = Object.assign(new Error('away'), { code: 'ENOTFOUND' })
    test.each([
      ['a provider in trouble', refused(500)],
      ['an answer that is none', async () => new Response('<html>', { status: 200 })],
      ['a provider that is away', () => Promise.reject(new TypeError('fetch failed', { cause: away }))],
    ] as const)('edge 34: %s gives no empty list, which would look like none', async (_name, go) => {
      expect(providerErrorOf(await list(go))).not.toBeNull()
    })
  })
}
