import { writeFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import { contract } from '../define.ts'
import type { InboundEvent } from '../events.ts'
import type { ParseOutcome } from '../requests.ts'
import { schemaProblems } from '../settings-values.ts'
import { validate } from '../validate.ts'
import { abilitiesContract } from './abilities.ts'
import { channelContext, rawRequest, recordingLog } from './context.ts'
import { deliveryContract } from './delivery.ts'
import { factsContract } from './facts.ts'
import { fastestOf } from './fastest.ts'
import { strangeBodies } from './fuzz.ts'
import { healthContract } from './health.ts'
import { heldMediaContract } from './held-media.ts'
import { identityContract } from './identities.ts'
import { mediaContract } from './media.ts'
import { keptInMemory } from './memory-host.ts'
import { newerOf } from './newer.ts'
import { originalContract } from './original.ts'
import type { ChannelSamples } from './samples.ts'
import { secretsIn } from './secrets.ts'
import { sendContract } from './send.ts'
import { signatureContract, tampered } from './signature.ts'
import { statusesOf } from './statuses.ts'
import { streamContract } from './stream.ts'
import { templatesContract } from './template-list.ts'
import { textContract } from './texts.ts'

/** Emits the tests every channel must pass; call it at the top level of a Vitest file. */
export function channelContract<S extends object>(channel: AnyChannel, samples: ChannelSamples<S>): void {
  const ctx = (overrides: Partial<ChannelContext<S>> = {}) => channelContext(channel, samples.settings, overrides)
  const cases = samples.cases.map((one) => ({ ...one, request: rawRequest(channel, one.request) }))
  const secrets = secretsIn(channel.settings, samples.settings)
  // On a busy machine the laws are the same, only slower.
  vi.setConfig({ testTimeout: 30_000 })

  describe(`the contract of ${channel.name}`, () => {
    test('the definition is stamped and frozen', () => {
      expect(channel).toMatchObject({ contract, kind: 'channel' })
      expect(Object.isFrozen(channel)).toBe(true)
    })

    test('the sample settings are valid and an empty form says every field that is missing', () => {
      expect(validate(channel.settings, samples.settings)).toEqual([])
      const required = (channel.settings as { required?: string[] }).required ?? []
      expect(validate(channel.settings, {}).map(({ field }) => field)).toEqual(expect.arrayContaining(required))
      // Whoever sees a form must be able to read it: words in three languages, and none of them a stub.
      expect(schemaProblems(channel.settings)).toEqual([])
    })

    test.each(cases)('T3 T15 $name becomes exactly its events, twice the same', async ({ request, events, golden }) => {
      if (golden && process.env.FALADESK_RECORD === '1') record(golden, eventsOf(await channel.parse(request, ctx())))
      expect(eventsOf(await channel.parse(request, ctx()))).toEqual(events)
      expect(eventsOf(await channel.parse(request, ctx()))).toEqual(events)
      for (const event of events) expect(event.idempotencyKey).toMatch(new RegExp(`^${event.type}:`))
    })

    test.each(cases)(
      'T1 $name: signed is accepted; unsigned, tampered and another organization’s are refused',
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

    const newer = cases.flatMap((one) => ({ ...one, request: newerOf(one.request) ?? one.request }))
    if (newer.length > 0)
      test.each(newer)('T14 $name, with fields of the future, is the same to us', async ({ request, events }) => {
        const known = (list: InboundEvent[]) => list.map(({ type, idempotencyKey }) => ({ type, idempotencyKey }))
        expect(known(eventsOf(await channel.parse(request, ctx())))).toEqual(known(events))
      })

    test('T2 parse never throws and takes at most 50 ms per 100 KB, whatever the bytes', async () => {
      const bodies = cases.map(({ request }) => request.body)
      for (const hook of channel.hooks)
        for (const [what, body] of strangeBodies(bodies)) {
          const request = {
            ...rawRequest(channel, { hook: hook.name, body }),
            headers: cases[0]?.request.headers ?? {},
          }
          const limit = 50 * Math.max(1, body.length / 100_000)
          expect(await fastestOf(() => channel.parse(request, ctx()), limit), what).toBeLessThanOrEqual(limit)
        }
    })

    test('T1 verify never throws and accepts none of the strange bodies', async () => {
      for (const hook of channel.hooks)
        for (const [what, body] of strangeBodies([]))
          expect(await channel.verify(rawRequest(channel, { hook: hook.name, body }), ctx()), what).not.toMatchObject({
            ok: true,
          })
    })

    test('T2 a body of no known kind becomes no event', async () => {
      for (const hook of channel.hooks) {
        const outcome = await channel.parse(rawRequest(channel, { hook: hook.name, body: '{"hello":"world"}' }), ctx())
        expect(eventsOf(outcome)).toEqual([])
      }
    })

    test('T11 no secret reaches an event, a verdict or the log', async () => {
      const log = recordingLog()
      for (const { request } of cases) {
        const signed = samples.sign(request, ctx())
        const verdicts = [await channel.verify(signed, ctx({ log })), await channel.verify(request, ctx({ log }))]
        const told = JSON.stringify([await channel.parse(signed, ctx({ log })), verdicts, log.lines])
        for (const secret of secrets) expect(told).not.toContain(secret)
      }
    })

    const [first] = cases
    if (first)
      signatureContract(channel, ctx as never, {
        signed: samples.sign(first.request, ctx()),
        forge: (settings) => samples.sign(first.request, ctx({ settings: settings as S })),
        keyless: samples.keyless ?? [],
        ...(samples.rotated && { rotated: samples.rotated }),
      })
    textContract(channel, ctx())
    factsContract(
      channel,
      samples.cases.flatMap(({ events }) => events),
    )
    identityContract(channel, samples.candidates ?? [])
    if (samples.send) sendContract(channel, ctx as never, samples.send, secrets)
    if (samples.media && channel.fetchMedia)
      if ('held' in samples.media)
        heldMediaContract(
          channel,
          ctx as never,
          samples.media.held.map((one) => ({ ...one, request: rawRequest(channel, one.request) })),
        )
      else mediaContract(channel, ctx as never, samples.media, secrets)
    if (samples.originals && channel.original)
      originalContract(
        channel,
        ctx as never,
        samples.originals.map((one) => ({ ...one, request: rawRequest(channel, one.request) })),
      )
    if (samples.health && channel.test) healthContract(channel, 'test', ctx as never, samples.health, secrets)
    if (samples.setup && channel.setup) healthContract(channel, 'setup', ctx as never, samples.setup, secrets)
    if (samples.templates && channel.templates) templatesContract(channel, ctx as never, samples.templates, secrets)
    if (samples.stream && channel.stream) streamContract(channel, ctx as never, samples.stream)
    // T4 and T5 on the smallest host there is; Faladesk's own runs them on a database.
    deliveryContract(`${channel.name} to a host in memory`, {
      deliver: (requests, together) => keptInMemory(channel, ctx(), requests, together),
      requests: cases.map(({ request }) => request),
      statuses: statusesOf(channel, ctx()),
    })
    abilitiesContract(channel, samples)
  })
}

const eventsOf = (outcome: ParseOutcome): InboundEvent[] => ('refused' in outcome ? [] : outcome.events)

const record = (golden: URL, events: InboundEvent[]) => {
  writeFileSync(golden, `${JSON.stringify(events, null, 2)}\n`)
}
