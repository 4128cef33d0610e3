import { type ChannelContext, hmac, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { CloudSettings } from './settings.ts'

/** Answers Meta's challenge when the webhook is set up, and checks X-Hub-Signature-256 over the raw bytes of every other request. */
export const verify = (request: RawRequest, ctx: ChannelContext<CloudSettings>): Verdict =>
  request.method === 'GET' ? challenged(request, ctx.settings) : signed(request, ctx.settings)

const challenged = ({ query }: RawRequest, { verifyToken }: CloudSettings): Verdict => {
  const [mode, token, challenge] = [query['hub.mode'], query['hub.verify_token'], query['hub.challenge']]
  if (mode !== 'subscribe' || !token || !challenge) return refused('the request is no challenge of Meta’s')
  if (!verifyToken || !sameBytes(token, verifyToken)) return refused('the verify token is not this inbox’s')
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  return { ok: 'respond', response: { status: 200, headers, body: challenge.slice(0, 256) } }
}

const signed = ({ headers, body }: RawRequest, { appSecret, previousAppSecret }: CloudSettings): Verdict => {
  const signature = headers['x-hub-signature-256']
  if (!signature) return refused('the request has no X-Hub-Signature-256 header')
  if (!appSecret) return refused('the inbox has no app secret to check the signature with')
  // Over the bytes as they came: written anew, accents and emoji would look different.
  const given = signature.trim().toLowerCase()
  const fits = (secret: string) => sameBytes(`sha256=${hmac('sha256', secret, body).toString('hex')}`, given)
  // While the secret is changed, what Meta signed with the old one is let in too.
  return fits(appSecret) || (previousAppSecret && fits(previousAppSecret))
    ? { ok: true }
    : refused('the signature does not match: check the app secret')
}

const refused = (reason: string): Verdict => ({ ok: false, status: 403, reason })
