import type { ChannelContext, Identity, Simulate, SimulatedMessage } from '@faladesk/plugin-sdk'
import { named, newSid, signedForm, signedStatus } from '@faladesk/twilio-codec'
import { recipientAddress, senderAddress } from './address.ts'
import { provider, simulatedSettings } from './provider.ts'
import type { TwilioSettings } from './settings.ts'

/** Plays Twilio both ways: the requests it would make, signed with the inbox's own token, and the API it would offer. */
export const simulate = {
  settings: simulatedSettings,
  provider,
  inbound: (message, ctx) => signedForm('inbound', inboundForm(message, ctx), ctx),
  status: (status, ctx) => {
    const addresses = { From: senderAddress(ctx.settings.from), To: addressOf(status.to), ChannelPrefix: 'whatsapp' }
    return signedStatus(status, addresses, ctx)
  },
} satisfies Simulate<TwilioSettings>

const addressOf = (identity: Identity): string => recipientAddress([identity]) ?? `whatsapp:${identity.value}`

const inboundForm = (message: SimulatedMessage, ctx: ChannelContext<TwilioSettings>): Record<string, string> => {
  const sid = message.externalId ?? newSid()
  const { from, media, choice } = message
  return {
    ...named(sid, ctx),
    SmsMessageSid: sid,
    From: addressOf(from),
    To: senderAddress(ctx.settings.from),
    ...(from.kind !== 'wa_bsuid' && { WaId: from.value.replace(/\D/g, '') }),
    SmsStatus: 'received',
    Body: message.text ?? choice?.title ?? '',
    NumSegments: '1',
    NumMedia: media?.url ? '1' : '0',
    MessageType: typeOf(message),
    ...(message.name && { ProfileName: message.name }),
    ...(media?.url && { MediaUrl0: media.url, MediaContentType0: media.mime }),
    ...(choice && (choice.id ? { ListId: choice.id, ListTitle: choice.title } : { ButtonText: choice.title })),
    ...(choice?.payload && { ButtonPayload: choice.payload }),
  }
}

const typeOf = ({ media, choice }: SimulatedMessage): string => {
  if (media) return media.mime.split('/', 1)[0] as string
  if (choice) return choice.id ? 'interactive' : 'button'
  return 'text'
}
