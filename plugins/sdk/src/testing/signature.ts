import { expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { RawRequest } from '../requests.ts'

/** What verifying is tested with, beside a good and a bad signature. */
export interface SignatureSamples {
  /** A webhook signed for the inbox. */
  signed: RawRequest
  /** Signs the same webhook with the secrets of these settings, as an attacker would who guesses that there are none. */
  forge(settings: object): RawRequest
  /** Settings without what a signature is checked with: nothing may be let in. */
  keyless: readonly object[]
  /** Settings after the secret was changed, which still know the old one. */
  rotated?: object
}

type Context = (overrides?: Partial<ChannelContext>) => ChannelContext

/** T1: closed without a secret, open through a rotation, and deaf to what a proxy or an attacker says of the address. */
export function signatureContract(channel: AnyChannel, context: Context, samples: SignatureSamples): void {
  const { signed, forge, keyless, rotated } = samples
  test.each(keyless.map((settings, n) => [n + 1, settings] as const))(
    'edge 24: T1 without its secret nothing is let in (%i)',
    async (_n, settings) => {
      for (const request of [signed, forge(settings)])
        expect(await channel.verify(request, context({ settings }))).toMatchObject({ ok: false })
    },
  )
  if (rotated)
    test('edge 24: T1 while a secret is rotated the old one is let in too', async () => {
      expect(await channel.verify(signed, context({ settings: rotated }))).toMatchObject({ ok: true })
    })
  test('edge 23: T1 what a proxy says of host and scheme changes no verdict', async () => {
    const headers = {
      ...signed.headers,
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '10.0.0.1',
      'x-original-url': '/admin',
    }
    expect(await channel.verify({ ...signed, headers }, context())).toMatchObject({ ok: true })
  })
}

/** Forgeries: one letter more at the end, one changed in the middle, and the same bytes to another inbox's address. */
export const tampered = (request: RawRequest): RawRequest[] => {
  const changed = Buffer.from(request.body)
  const middle = Math.floor(changed.length / 2)
  changed[middle] = changed[middle] === 0x41 ? 0x42 : 0x41
  return [
    { ...request, body: Buffer.concat([request.body, Buffer.from('x')]) },
    { ...request, body: changed },
    { ...request, url: request.url.replace('/inbox-key/', '/other-key/') },
  ]
}
