import { describe, expect, test } from 'vitest'
import type { AiContext, AiOutcome, AiRequest, AnyAi, Classification, ClassifyRequest } from '../ai.ts'
import { contract } from '../define.ts'
import { Reconnect, RetryLater } from '../errors.ts'
import { validate } from '../validate.ts'
import { aiContext, recordingLog } from './context.ts'
import { secretsIn } from './secrets.ts'

/** A provider’s answers, and what an AI must make of them. */
export interface AiSamples<S extends object = object> {
  settings: S
  /** The same settings without a key. */
  keyless: S
  request: AiRequest
  /** Answers of the provider, each made anew for every request, and what they must become. */
  answers: { name: string; answer(): Response; outcome: AiOutcome }[]
  /** Answers that make no sense: they must become a handoff or an error, never a reply. */
  senseless: { name: string; answer(): Response }[]
  /** The provider's word for an account without money. */
  noQuota(): Response
  /** Of an AI with `classify`: a request, answers and what they must become, and answers that make no sense. */
  classify?: {
    request: ClassifyRequest
    answers: { name: string; answer(): Response; said: Classification }[]
    senseless: { name: string; answer(): Response }[]
  }
}

/** Emits the tests every AI plugin must pass; call it at the top level of a Vitest file. */
export function aiContract<S extends object>(ai: AnyAi, samples: AiSamples<S>): void {
  const secrets = secretsIn(ai.settings, samples.settings)
  const ask = (answer: () => Response | Promise<Response>, overrides: Partial<AiContext<S>> = {}) => {
    const log = recordingLog()
    const fetch = async () => answer()
    const outcome = ai.answer(
      samples.request,
      aiContext(samples.settings, { fetch: fetch as typeof globalThis.fetch, log, ...overrides }),
    )
    return outcome.catch((error: unknown) => {
      for (const secret of secrets) expect(`${error} ${log.lines.join()}`).not.toContain(secret)
      throw error
    })
  }
  const status =
    (code: number, headers = {}) =>
    () =>
      new Response(JSON.stringify({ error: { message: 'no', type: 'error', code: null } }), {
        status: code,
        headers: { 'content-type': 'application/json', ...headers },
      })

  const understand = (
    answer: () => Response | Promise<Response>,
    request: ClassifyRequest,
    overrides: Partial<AiContext<S>> = {},
  ) => {
    const fetch = (async () => answer()) as typeof globalThis.fetch
    if (!ai.classify) throw new Error('this AI does not classify: leave the samples of it out')
    return ai.classify(request, aiContext(samples.settings, { fetch, ...overrides }))
  }

  describe(`the contract of ${ai.name}`, () => {
    test('what it says it can do, it shows', () => {
      expect(samples.classify !== undefined).toBe(ai.classify !== undefined)
    })
    for (const { name, answer, said } of samples.classify?.answers ?? [])
      test(`${name}, understood`, async () => {
        expect(
          await understand(answer, (samples.classify as NonNullable<typeof samples.classify>).request),
        ).toMatchObject(said)
      })
    for (const { name, answer } of samples.classify?.senseless ?? [])
      test(`${name} is never understood`, async () => {
        const { request } = samples.classify as NonNullable<typeof samples.classify>
        await expect(understand(answer, request)).rejects.toBeInstanceOf(Error)
      })
    test('the definition is stamped and frozen', () => {
      expect(ai).toMatchObject({ contract, kind: 'ai' })
      expect(Object.isFrozen(ai)).toBe(true)
    })
    test('the sample settings are valid', () => {
      expect(validate(ai.settings, samples.settings)).toEqual([])
      expect(validate(ai.settings, samples.keyless)).toEqual([])
    })
    test.each(samples.answers)('$name', async ({ answer, outcome }) => {
      expect(await ask(answer)).toMatchObject(outcome)
    })
    test.each(samples.senseless)('$name never becomes a reply', async ({ answer }) => {
      const outcome = await ask(answer).catch((error: unknown) => error)
      expect(outcome instanceof Error || (outcome as AiOutcome).action === 'handoff').toBe(true)
    })
    test('429 asks to come back after what the provider said', async () => {
      const error = await ask(status(429, { 'retry-after': '4' })).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(RetryLater)
      expect((error as RetryLater).ms).toBe(4000)
    })
    test('a refused key and an account without money need an admin', async () => {
      await expect(ask(status(401))).rejects.toBeInstanceOf(Reconnect)
      await expect(ask(samples.noQuota)).rejects.toBeInstanceOf(Reconnect)
    })
    test('an error of the provider and a broken connection are for later', async () => {
      await expect(ask(status(500))).rejects.toBeInstanceOf(RetryLater)
      await expect(ask(() => Promise.reject(new TypeError('fetch failed')))).rejects.toBeInstanceOf(RetryLater)
    })
    test('without a key nothing is asked and the error says what is missing', async () => {
      const answer = () => {
        throw new Error('a request was made')
      }
      await expect(ask(answer, { settings: samples.keyless })).rejects.toBeInstanceOf(Reconnect)
    })
    test('a provider that hangs is left at the deadline', async () => {
      const signal = AbortSignal.timeout(100)
      const hanging = ((_url: unknown, init?: RequestInit) =>
        new Promise((_, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true })
        })) as typeof fetch
      await expect(ask(status(500), { fetch: hanging, signal })).rejects.toBeInstanceOf(RetryLater)
    })
  })
}
