import type { Simulate } from '@faladesk/plugin-sdk'
import { named, newSid, playBy, signedForm, signedStatus, simulatedAccount } from '@faladesk/twilio-codec'
import { identityOf, senderAddress } from './address.ts'
import { segments } from './segments.ts'
import type { TwilioSmsSettings } from './settings.ts'

const simulatedNumber = '+551150399001'

/** Plays Twilio both ways: the requests it would make, signed with the inbox's own token, and the API it would offer. */
export const simulate = {
  settings: (o) => ({ ...simulatedAccount(o), from: simulatedNumber }),
  provider: playBy({
    identityOf,
    // Carriers tell of a delivery, never of reading.
    states: ['sent', 'delivered'],
    textOf: (form) => form.get('Body') ?? undefined,
    segments: (text) => segments(text).segments,
    other: ({ path }, ctx) => {
      if (!path.endsWith('/IncomingPhoneNumbers.json')) return null
      const number = { sid: 'PN1', phone_number: simulatedNumber, sms_url: ctx.webhooks.inbound }
      return { incoming_phone_numbers: [{ ...number, capabilities: { sms: true } }], page: 0 }
    },
  }),
  inbound: ({ from, text, media, choice, externalId }, ctx) => {
    const sid = externalId ?? newSid()
    const body = text ?? choice?.title ?? ''
    const form = {
      ...named(sid, ctx),
      SmsMessageSid: sid,
      From: from.value,
      To: senderAddress(ctx.settings) ?? '',
      SmsStatus: 'received',
      Body: body,
      NumSegments: String(segments(body).segments),
      NumMedia: media?.url ? '1' : '0',
      ...(media?.url && { MediaUrl0: media.url, MediaContentType0: media.mime }),
    }
    return signedForm('inbound', form, ctx)
  },
  status: (status, ctx) => signedStatus(status, { From: senderAddress(ctx.settings) ?? '', To: status.to.value }, ctx),
} satisfies Simulate<TwilioSmsSettings>
