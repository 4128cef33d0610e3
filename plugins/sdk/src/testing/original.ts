import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { RawRequest } from '../requests.ts'
import type { SampleRequest } from './context.ts'
import { strangeBodies } from './fuzz.ts'

/** A delivery, and what its sender wrote as the file to keep; null where it holds nothing of the kind. */
export interface OriginalSample {
  name: string
  request: SampleRequest
  original: { bytes: Uint8Array; mime: string; filename: string } | null
}

/** T17: the original is the sender's own bytes, under a name any disk bears, and no delivery breaks it. */
export function originalContract(
  channel: AnyChannel,
  context: () => ChannelContext,
  samples: readonly { name: string; request: RawRequest; original: OriginalSample['original'] }[],
): void {
  const take = async (request: RawRequest) => {
    const kept = await channel.original?.(request, context())
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    if (kept) expect(kept.filename).toMatch(/^[^\\/:*?"<>|\u0000-\u001f]{1,255}$/)
    return kept && { ...kept, bytes: Buffer.from(kept.bytes) }
  }
  describe('T17 the original', () => {
    for (const { name, request, original } of samples)
      test(`${name}: ${original ? 'byte for byte, as often as it is asked for' : 'there is none'}`, async () => {
        const wanted = original && { ...original, bytes: Buffer.from(original.bytes) }
        expect(await take(request)).toEqual(wanted)
        expect(await take(request)).toEqual(wanted)
      })
    test('whatever was delivered, it is asked for without harm', async () => {
      for (const { request } of samples)
        for (const [, body] of strangeBodies([request.body])) await take({ ...request, body })
    })
  })
}
