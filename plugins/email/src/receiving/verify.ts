import { type ChannelContext, hmac, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'
import { formFields, urlencodedFields } from './multipart.ts'
import { verifySns } from './sns.ts'

const refused = (status: 401 | 403, reason: string): Verdict => ({ ok: false, status, reason })

/** How far a signature's time may be from ours: what is older may be a recording played again. */
const window = 5 * 60

/** Is it really the provider the admin chose? Closed where no webhook is set up, or its secret is missing. */
export const verify = async (request: RawRequest, ctx: ChannelContext<EmailSettings>): Promise<Verdict> => {
  const { webhook } = ctx.settings
  if (request.name !== 'inbound') return refused(403, 'mail of this kind comes from inside only')
  if (!webhook) return refused(403, 'this inbox takes no webhooks')
  if (webhook.provider === 'mailgun') return signedByMailgun(request, webhook.signingKey, ctx.now())
  if (webhook.provider === 'ses') return verifySns(request, webhook.topicArn, ctx)
  return knowsSecret(request, [webhook.secret, webhook.previousSecret])
}

// SendGrid, Postmark and the like sign nothing: their address holds a password, or a header does.
const knowsSecret = ({ headers }: RawRequest, [secret, previous]: (string | undefined)[]): Verdict => {
  if (!secret) return refused(403, 'no secret is set')
  const given = headers['x-faladesk-secret'] ?? passwordIn(headers.authorization)
  if (given === undefined) return refused(401, 'no secret in the request')
  // While a secret is changed the old one opens too; both are compared, so that time tells nothing.
  const fits = [secret, previous || secret].map((one) => sameBytes(given, one))
  return fits.includes(true) ? { ok: true } : refused(403, 'the secret is another')
}

const passwordIn = (authorization: string | undefined): string | undefined => {
  const encoded = /^basic\s+([a-z0-9+/=_-]{1,4000})$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const plain = Buffer.from(encoded, 'base64').toString('utf8')
  return plain.slice(plain.indexOf(':') + 1)
}

const signedByMailgun = ({ headers, body }: RawRequest, key: string | undefined, now: Date): Verdict => {
  if (!key) return refused(403, 'no signing key is set')
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const type = headers['content-type'] ?? ''
  const form = /^multipart\/form-data/i.test(type) ? formFields(bytes, type) : urlencodedFields(bytes)
  const [timestamp, token, signature] = ['timestamp', 'token', 'signature'].map((name) =>
    form?.get(name)?.toString('latin1'),
  )
  if (!timestamp || !token || !signature) return refused(401, 'not signed')
  if (!sameBytes(hmac('sha256', key, timestamp + token).toString('hex'), signature))
    return refused(403, 'wrong signature')
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp))
  return age <= window ? { ok: true } : refused(403, 'the signature is too old')
}
