import { randomBytes } from 'node:crypto'
import type {
  ChannelContext,
  Identity,
  RawRequestInit,
  Simulate,
  SimulatedMessage,
  SimulatedStatus,
} from '@faladesk/plugin-sdk'
import twilio from 'twilio'
import { recipientAddress, senderAddress } from './address.ts'
import { provider, simulatedSettings } from './provider.ts'
import type { TwilioSettings } from './settings.ts'

/** Plays Twilio both ways: the requests it would make, signed with the inbox's own token, and the API it would offer. */
export const simulate = {
  settings: simulatedSettings,
  provider,
  inbound: (message: SimulatedMessage, ctx: ChannelContext<TwilioSettings>) =>
    signed('inbound', inboundForm(message, ctx), ctx),
  status: (status: SimulatedStatus, ctx: ChannelContext<TwilioSettings>) =>
    signed('status', statusForm(status, ctx), ctx, status.ourMessageId),
} satisfies Simulate<TwilioSettings>

const signed = (
  name: 'inbound' | 'status',
  form: Record<string, string>,
  ctx: ChannelContext<TwilioSettings>,
  ourMessageId?: string,
): RawRequestInit => {
  const url = new URL(ctx.webhooks[name] ?? `${ctx.publicUrl}/${name}`)
  if (ourMessageId) url.searchParams.set('m', ourMessageId)
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

const inboundForm = (message: SimulatedMessage, ctx: ChannelContext<TwilioSettings>): Record<string, string> => {
  const sid = message.externalId ?? `SM${randomBytes(16).toString('hex')}`
  const { media, choice } = message
  return {
    ...addresses(message.from, ctx, sid),
    SmsStatus: 'received',
    Body: message.text ?? choice?.title ?? '',
    NumSegments: '1',
    NumMedia: media?.url ? '1' : '0',
    MessageType: media
      ? (media.mime.split('/', 1)[0] as string)
      : choice
        ? choice.id
          ? 'interactive'
          : 'button'
        : 'text',
    ...(message.name && { ProfileName: message.name }),
    ...(media?.url && { MediaUrl0: media.url, MediaContentType0: media.mime }),
    ...(choice && (choice.id ? { ListId: choice.id, ListTitle: choice.title } : { ButtonText: choice.title })),
    ...(choice?.payload && { ButtonPayload: choice.payload }),
  }
}

const addresses = (from: Identity, ctx: ChannelContext<TwilioSettings>, sid: string): Record<string, string> => ({
  MessageSid: sid,
  SmsSid: sid,
  SmsMessageSid: sid,
  AccountSid: ctx.settings.accountSid,
  ApiVersion: '2010-04-01',
  From: recipientAddress([from]) ?? `whatsapp:${from.value}`,
  To: senderAddress(ctx.settings.from),
  ...(from.kind !== 'wa_bsuid' && { WaId: from.value.replace(/\D/g, '') }),
})

const statusForm = (status: SimulatedStatus, ctx: ChannelContext<TwilioSettings>): Record<string, string> => {
  const sid = status.messageExternalId ?? `SM${randomBytes(16).toString('hex')}`
  const word = status.status === 'failed' ? 'undelivered' : status.status
  return {
    MessageSid: sid,
    SmsSid: sid,
    AccountSid: ctx.settings.accountSid,
    ApiVersion: '2010-04-01',
    From: senderAddress(ctx.settings.from),
    To: recipientAddress([status.to]) ?? `whatsapp:${status.to.value}`,
    MessageStatus: word,
    SmsStatus: word,
    ChannelPrefix: 'whatsapp',
    ...(status.errorCode && { ErrorCode: status.errorCode }),
  }
}
