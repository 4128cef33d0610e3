import { type ChannelContext, type RawRequest, sameBytes, type Verdict } from '@faladesk/plugin-sdk'
import type { DialogSettings } from './settings.ts'

/** The header our set-up asks 360dialog to send with every webhook. */
export const secretHeader = 'x-faladesk-secret'

/** Checks the secret 360dialog repeats with every webhook, as our own header or as the password of Basic authorization. */
export const verify = ({ headers }: RawRequest, { settings }: ChannelContext<DialogSettings>): Verdict => {
  const { webhookSecret: secret, previousWebhookSecret: previous } = settings
  if (!secret) return refused('the inbox has no webhook secret')
  const shown = headers[secretHeader]
  const basic = /^basic\s+([A-Za-z0-9+/=_-]{1,1024})$/i.exec(headers.authorization ?? '')?.[1]
  if (shown === undefined && basic === undefined)
    return refused('the request has neither an X-Faladesk-Secret header nor Basic authorization')
  // While the secret is changed the old one opens too.
  for (const one of [secret, ...(previous ? [previous] : [])]) {
    if (shown !== undefined && sameBytes(shown, one)) return { ok: true }
    if (basic !== undefined && isPassword(basic, one)) return { ok: true }
  }
  return refused('the secret is not this inbox’s: set up the webhook again')
}

// The whole credential, for those whose secret is "name:password", or the password alone.
const isPassword = (basic: string, secret: string): boolean => {
  const credential = Buffer.from(basic, 'base64').toString('utf8')
  const password = credential.slice(credential.indexOf(':') + 1)
  return [sameBytes(credential, secret), sameBytes(password, secret)].includes(true)
}

const refused = (reason: string): Verdict => ({ ok: false, status: 403, reason })
