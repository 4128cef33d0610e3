import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import { contract } from '../define.ts'
import type { InboundEvent } from '../messages.ts'
import type { ParseOutcome, RawRequest } from '../requests.ts'
import { secretFields } from '../settings.ts'
import { validate } from '../validate.ts'
import { channelContext, rawRequest, recordingLog } from './context.ts'
import { strangeBodies } from './fuzz.ts'
import { type SendSamples, sendContract } from './send.ts'

/** A recorded webhook and the exact events it must become. */
export interface ChannelCase {
  name: string
  request: { hook: string; body: string | Uint8Array; headers?: Record<string, string>; query?: Record<string, string> }
  events: InboundEvent[]
}

export interface ChannelSamples<S extends object = object> {
  settings: S
  cases: ChannelCase[]
  /** Signs a request as the provider would for the inbox of `ctx`. */
  sign(request: RawRequest, ctx: ChannelContext<S>): RawRequest
  /** The inbox of another organization: what differs in its context. */
  other: Partial<ChannelContext<S>>
  /** Takes the signature off; the recorded request itself when absent. */
  unsign?(request: RawRequest): RawRequest
  /** Forgeries of a signed request; changed bytes and another URL when absent. */
  tamper?(signed: RawRequest): RawRequest[]
  /** What each provider answer must become; absent where sending makes no request. */
  send?: SendSamples
}

/** Emits the tests every channel must pass; call it at the top level of a Vitest file. */
export function channelContract<S extends object>(channel: AnyChannel, samples: ChannelSamples<S>): void {
  const ctx = (overrides: Partial<ChannelContext<S>> = {}) => channelContext(channel, samples.settings, overrides)
  const cases = samples.cases.map((one) => ({ ...one, request: rawRequest(channel, one.request) }))
  const secrets = secretFields(channel.settings).flatMap(
    (name) => (samples.settings as Record<string, string>)[name] ?? [],
  )

  describe(`the contract of ${channel.name}`, () => {
    test('the definition is stamped and frozen', () => {
      expect(channel).toMatchObject({ contract, kind: 'channel' })
      expect(Object.isFrozen(channel)).toBe(true)
    })

    test('the sample settings are valid and an empty form says every field that is missing', () => {
      expect(validate(channel.settings, samples.settings)).toEqual([])
      const required = (channel.settings as { required?: string[] }).required ?? []
      expect(validate(channel.settings, {}).map(({ field }) => field)).toEqual(expect.arrayContaining(required))
    })

    test.each(cases)('$name becomes exactly its events, twice the same', async ({ request, events }) => {
      expect(eventsOf(channel.parse(request, ctx()))).toEqual(events)
      expect(eventsOf(channel.parse(request, ctx()))).toEqual(events)
      for (const event of events) expect(event.idempotencyKey).toMatch(new RegExp(`^${event.type}:`))
    })

    test.each(cases)(
      '$name: signed is accepted; unsigned, tampered and another organization’s are refused',
      async ({ request }) => {
        const signed = samples.sign(request, ctx())
        expect(await channel.verify(signed, ctx())).toMatchObject({ ok: true })
        const unsigned = samples.unsign?.(request) ?? request
        expect(await channel.verify(unsigned, ctx())).toMatchObject({ ok: false })
        const foreign = samples.sign(request, ctx(samples.other))
        expect(await channel.verify(foreign, ctx())).toMatchObject({ ok: false })
        expect(await channel.verify(signed, ctx(samples.other))).toMatchObject({ ok: false })
        for (const forged of (samples.tamper ?? tampered)(signed))
          expect(await channel.verify(forged, ctx())).toMatchObject({ ok: false })
      },
    )

    test('parse never throws and takes at most 50 ms per 100 KB, whatever the bytes', () => {
      const bodies = cases.map(({ request }) => request.body)
      for (const hook of channel.hooks)
        for (const [what, body] of strangeBodies(bodies)) {
          const request = {
            ...rawRequest(channel, { hook: hook.name, body }),
            headers: cases[0]?.request.headers ?? {},
          }
          const limit = 50 * Math.max(1, body.length / 100_000)
          expect(
            fastestOf(() => channel.parse(request, ctx()), limit),
            what,
          ).toBeLessThanOrEqual(limit)
        }
    })

    test('verify never throws and accepts none of the strange bodies', async () => {
      for (const hook of channel.hooks)
        for (const [what, body] of strangeBodies([]))
          expect(await channel.verify(rawRequest(channel, { hook: hook.name, body }), ctx()), what).not.toMatchObject({
            ok: true,
          })
    })

    test('a body of no known kind becomes no event', () => {
      for (const hook of channel.hooks) {
        const outcome = channel.parse(rawRequest(channel, { hook: hook.name, body: '{"hello":"world"}' }), ctx())
        expect(eventsOf(outcome)).toEqual([])
      }
    })

    test('no secret reaches an event, a verdict or the log', async () => {
      const log = recordingLog()
      for (const { request } of cases) {
        const signed = samples.sign(request, ctx())
        const verdicts = [await channel.verify(signed, ctx({ log })), await channel.verify(request, ctx({ log }))]
        const told = JSON.stringify([channel.parse(signed, ctx({ log })), verdicts, log.lines])
        for (const secret of secrets) expect(told).not.toContain(secret)
      }
    })

    if (samples.send) sendContract(channel, ctx, samples.send, secrets)
  })
}

const eventsOf = (outcome: ParseOutcome): InboundEvent[] => ('refused' in outcome ? [] : outcome.events)

// One letter more at the end, one changed in the middle, and the same bytes to another inbox's address.
const tampered = (request: RawRequest): RawRequest[] => {
  const changed = Buffer.from(request.body)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = changed[middle] === 0x41 ? 0x42 : 0x41
  return [
    { ...request, body: Buffer.concat([request.body, Buffer.from('x')]) },
    { ...request, body: changed },
    { ...request, url: request.url.replace('/inbox-key/', '/other-key/') },
  ]
}

// The best of three, in wall or processor time, so that a busy machine is not mistaken for a slow parser.
const fastestOf = (run: () => void, enough: number): number => {
  let best = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 3 && best > enough; turn++) {
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    run()
    const { user, system } = process.cpuUsage(cpu)
    best = Math.min(best, performance.now() - start, (user + system) / 1000)
  }
  return best
}
