import { type ChannelContext, hmac, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { PigeonSettings } from './settings.ts'

/** The header that carries a request's signature. */
export const signatureHeader = 'x-pigeon-signature'

/** Pigeon's signature: HMAC-SHA256 with the signing key over the address it called, a newline, and the raw body. */
export const signatureOf = (key: string, url: string, body: Uint8Array): string =>
  `sha256=${hmac('sha256', key, Buffer.concat([Buffer.from(`${url}\n`), body])).toString('hex')}`

/** Lets in what is signed with this inbox's key; without a key nothing is. */
export const verify = (request: RawRequest, { settings }: ChannelContext<PigeonSettings>): Verdict => {
  const given = request.headers[signatureHeader]
  if (!given) return { ok: false, status: 401, reason: `the request has no ${signatureHeader} header` }
  if (!settings.signingKey) return { ok: false, status: 401, reason: 'the inbox has no signing key' }
  return sameBytes(given, signatureOf(settings.signingKey, request.url, request.body))
    ? { ok: true }
    : { ok: false, status: 403, reason: 'the signature does not match: check the signing key and PUBLIC_URL' }
}
