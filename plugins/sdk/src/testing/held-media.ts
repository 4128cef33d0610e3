import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import { providerErrorOf } from '../errors.ts'
import type { MediaRef } from '../parts.ts'
import type { RawRequest } from '../requests.ts'
import type { SampleRequest } from './context.ts'

/** Deliveries that hold their files themselves, and what is in them, in order. */
export interface HeldMediaSamples {
  held: {
    name: string
    request: SampleRequest
    files: { mime: string; filename?: string; bytes: Uint8Array }[]
  }[]
}

/** T8 for files inside a delivery: each comes whole out of the stored bytes, later and again; what is not there is said. */
export function heldMediaContract(
  channel: AnyChannel,
  context: (overrides?: Partial<ChannelContext>) => ChannelContext,
  samples: readonly { name: string; request: RawRequest; files: HeldMediaSamples['held'][number]['files'] }[],
): void {
  const get = async (ref: MediaRef, delivery?: RawRequest) =>
    (channel.fetchMedia as NonNullable<AnyChannel['fetchMedia']>)(ref, context(delivery ? { delivery } : {})).catch(
      (error: Error) => error,
    )
  describe('T8 media', () => {
    for (const { name, request, files } of samples)
      test(`${name}: each file comes whole out of the delivery, as often as it is asked for`, async () => {
        const outcome = await channel.parse(request, context())
        const refs = ('events' in outcome ? outcome.events : []).flatMap((event) =>
          event.type === 'message' ? event.content.flatMap((part) => (part.k === 'media' ? [part.media] : [])) : [],
        )
        expect(refs.map(({ mime }) => mime)).toEqual(files.map(({ mime }) => mime))
        for (const round of [1, 2])
          for (const [n, ref] of refs.entries()) {
            expect(ref.part, 'the reference says where in the delivery').toBeTruthy()
            const file = await get(ref, request)
            expect(file, `round ${round}`).toMatchObject({ mime: files[n]?.mime })
            expect(Buffer.from((file as { bytes: Uint8Array }).bytes)).toEqual(Buffer.from(files[n]?.bytes ?? []))
          }
      })
    test('edge 16: a file that is not there, or whose delivery is gone, gives up with one of the four errors', async () => {
      const [sample] = samples
      const nowhere = { mime: 'image/png', part: '999.999' }
      for (const found of [
        await get(nowhere, sample?.request),
        await get({ mime: 'image/png', part: '../../etc/passwd' }, sample?.request),
        await get(nowhere),
        await get(nowhere, sample && { ...sample.request, body: Buffer.from('\u0000\u0001') }),
      ]) {
        expect(providerErrorOf(found)).not.toBeNull()
        expect(providerErrorOf(found)?.class).not.toBe('throttled')
      }
    })
  })
}
