import { createHash, randomBytes } from 'node:crypto'
import type { RawRequestInit, SimulatedStatus } from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import type { AccountContext, TwilioAccount } from './account.ts'

/** A new message id as Twilio makes them. */
export const newSid = (): string => `SM${randomBytes(16).toString('hex')}`

/** The account a simulated inbox has: made from the host's key, the same on every start, so nothing has to be stored. */
export const simulatedAccount = ({ key, baseUrl }: { key: Uint8Array; baseUrl: string }): TwilioAccount => {
  const hex = createHash('sha256').update(key).digest('hex')
  return { accountSid: `AC${hex.slice(0, 32)}`, authToken: hex.slice(32), apiBaseUrl: baseUrl }
}

/** A form as Twilio would post it to one of the inbox's hooks, signed with the inbox's own token. */
export const signedForm = (
  name: 'inbound' | 'status',
  form: Record<string, string>,
  ctx: AccountContext,
  to: { url: string } | { ourMessageId?: string | undefined } = {},
): RawRequestInit => {
  const url = new URL('url' in to ? to.url : (ctx.webhooks[name] ?? `${ctx.publicUrl}/${name}`))
  if ('ourMessageId' in to && to.ourMessageId) url.searchParams.set('m', to.ourMessageId)
  return {
    method: 'POST',
    url: url.href,
    name,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-twilio-signature': twilio.getExpectedTwilioSignature(ctx.settings.authToken, url.href, form),
      'i-twilio-idempotency-token': randomBytes(16).toString('hex'),
      'user-agent': 'TwilioProxy/1.1',
    },
    body: new URLSearchParams(form).toString(),
  }
}

/** The parameters by which a form names its message. */
export const named = (sid: string, ctx: AccountContext): Record<string, string> => ({
  MessageSid: sid,
  SmsSid: sid,
  AccountSid: ctx.settings.accountSid,
  ApiVersion: '2010-04-01',
})

/** A status callback, with `more` for what only one medium has. */
export const signedStatus = (
  { status, messageExternalId, ourMessageId, errorCode }: SimulatedStatus,
  more: Record<string, string>,
  ctx: AccountContext,
): RawRequestInit => {
  const word = status === 'failed' ? 'undelivered' : status
  const form = {
    ...named(messageExternalId ?? newSid(), ctx),
    ...more,
    MessageStatus: word,
    SmsStatus: word,
    ...(errorCode && { ErrorCode: errorCode }),
  }
  return signedForm('status', form, ctx, { ourMessageId })
}
