import { type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import type { AccountContext } from './account.ts'
import { decodeForm } from './form.ts'

/** Checks X-Twilio-Signature over the public URL and every parameter, or over the body's hash when the URL carries one. */
export const verify = (request: RawRequest, ctx: AccountContext): Verdict => {
  const signature = request.headers['x-twilio-signature']
  if (!signature) return refused('the request has no X-Twilio-Signature header')
  const tokens = [ctx.settings.authToken, ctx.settings.secondaryAuthToken].filter((token) => !!token)
  if (tokens.length === 0) return refused('the inbox has no Auth Token to check the signature with')
  if (!tokens.some((token) => signed(token as string, signature, request)))
    return refused('the signature does not match: check the Auth Token and that PUBLIC_URL is the address Twilio calls')
  // No delivery id: the message's own key is the same for a retry, for the fallback address and for Twilio's list.
  return { ok: true }
}

const signed = (token: string, signature: string, request: RawRequest): boolean => {
  // Connection overrides (#rc=3) are part of the configured URL but never of what Twilio signs.
  const url = request.url.split('#', 1)[0] as string
  try {
    if (url.includes('bodySHA256=') && new URL(url).searchParams.has('bodySHA256'))
      return twilio.validateRequestWithBody(token, signature, url, Buffer.from(request.body).toString('utf8'))
    const params = decodeForm(request.body)
    // Nearly always the URL was signed as it stands; the SDK then tries it with and without a port, and older ways.
    if (sameBytes(twilio.getExpectedTwilioSignature(token, url, params), signature)) return true
    return twilio.validateRequest(token, signature, url, params)
  } catch {
    // The SDK throws on a URL it cannot read; what cannot be checked is not accepted.
    return false
  }
}

const refused = (reason: string): Verdict => ({ ok: false, status: 403, reason })
