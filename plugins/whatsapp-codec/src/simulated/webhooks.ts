import { randomBytes } from 'node:crypto'
import type { Identity, SimulatedMessage, SimulatedStatus } from '@faladesk/plugin-sdk'

/** The number a simulated webhook comes to. */
export interface PlayedNumber {
  phoneNumberId: string
  displayPhoneNumber: string
  now: Date
}

/** The webhook Meta would send of a customer's message. */
export const playedMessage = (message: SimulatedMessage, number: PlayedNumber): string => {
  const { from, name, media, choice, text } = message
  const who = addressOf(from)
  const content = media
    ? { type: kindOf(media.mime), [kindOf(media.mime)]: playedMedia(message) }
    : choice
      ? {
          type: 'interactive',
          interactive: {
            type: 'button_reply',
            button_reply: { id: choice.id ?? choice.payload ?? choice.title, title: choice.title },
          },
        }
      : { type: 'text', text: { body: text ?? '' } }
  return envelope(number, {
    contacts: [
      { profile: { name: name ?? 'WhatsApp' }, ...(who.from ? { wa_id: who.from } : { user_id: who.from_user_id }) },
    ],
    messages: [{ ...who, id: message.externalId ?? wamid(), timestamp: seconds(number.now), ...content }],
  })
}

/** The webhook Meta would send of what became of a message of ours. */
export const playedStatus = (status: SimulatedStatus, number: PlayedNumber): string => {
  const who = addressOf(status.to)
  return envelope(number, {
    statuses: [
      {
        id: status.messageExternalId ?? wamid(),
        status: status.status === 'queued' ? 'accepted' : status.status,
        timestamp: seconds(number.now),
        ...(who.from ? { recipient_id: who.from } : { recipient_user_id: who.from_user_id }),
        ...(status.ourMessageId && { biz_opaque_callback_data: status.ourMessageId }),
        ...(status.status === 'sent' && {
          pricing: { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' },
        }),
        ...(status.status === 'failed' && {
          errors: [{ code: Number(status.errorCode ?? 131026), title: 'Simulated', message: 'Simulated' }],
        }),
      },
    ],
  })
}

/** An id as Meta's look. */
export const wamid = (): string => `wamid.${randomBytes(24).toString('base64')}`

/** The address behind a simulated file's id. */
export const playedMediaUrl = (id: string): string | undefined => {
  const url = id.startsWith('sim-') ? Buffer.from(id.slice(4), 'base64url').toString('utf8') : ''
  return URL.canParse(url) ? url : undefined
}

const playedMedia = ({ media, text }: SimulatedMessage) => ({
  id: media?.id ?? `sim-${Buffer.from(media?.url ?? '').toString('base64url')}`,
  mime_type: media?.mime,
  ...(media?.filename && { filename: media.filename }),
  ...(text && { caption: text }),
})

const addressOf = ({ kind, value }: Identity): { from?: string; from_user_id?: string } =>
  kind === 'wa_bsuid' || kind === 'wa_parent_bsuid' ? { from_user_id: value } : { from: value.replace(/\D/g, '') }

const envelope = ({ phoneNumberId, displayPhoneNumber }: PlayedNumber, value: object): string =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '100000000000001',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: displayPhoneNumber, phone_number_id: phoneNumberId },
              ...value,
            },
          },
        ],
      },
    ],
  })

const seconds = (now: Date) => String(Math.floor(now.getTime() / 1000))

const kindOf = (mime: string): string => {
  const [kind] = mime.split('/', 1)
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document'
}
