import type { Identity, MediaRef, ProviderAnswer, ProviderRequest, RawRequestInit } from '@faladesk/plugin-sdk'
import { identityOf } from '../identities.ts'
import { type Json, list, objectOf, record, text } from '../read.ts'
import { type PlayedNumber, playedMediaUrl, playedStatus, wamid } from './webhooks.ts'

/** Plays `POST /messages` for the simulated phone; each message is sent, delivered and read a moment later. */
export const playedSend = (
  request: ProviderRequest,
  number: PlayedNumber,
  signed: (body: string) => RawRequestInit,
): ProviderAnswer => {
  const body = objectOf(request.body)
  if (body?.messaging_product !== 'whatsapp') return playedProblem(400, 100, 'messaging_product is required')
  if (body.status === 'read') return playedJson(200, { success: true })
  const to = identityOf(body.to) ?? identityOf(body.recipient)
  if (!to) return playedProblem(400, 131009, 'Parameter value is not valid: recipient')
  const kind = text(body.type) ?? ''
  const own = kind === 'contacts' ? { contacts: body.contacts } : record(body[kind])
  if (!own) return playedProblem(400, 131008, `Required parameter is missing: ${kind || 'type'}`)
  const id = wamid()
  const ours = text(body.biz_opaque_callback_data)
  return {
    ...playedJson(200, {
      messaging_product: 'whatsapp',
      contacts: [{ input: to.value.replace('+', ''), ...(to.kind === 'wa_phone' && { wa_id: to.value.slice(1) }) }],
      messages: [{ id, message_status: 'accepted' }],
    }),
    received: receivedOf(to, id, kind, own),
    callbacks: (['sent', 'delivered', 'read'] as const).map((status, n) => ({
      request: signed(playedStatus({ status, to, messageExternalId: id, ...(ours && { ourMessageId: ours }) }, number)),
      afterMs: 150 + n * 600,
    })),
  }
}

/** Plays the description of a file by its id. */
export const playedFile = (id: string): ProviderAnswer => {
  const url = playedMediaUrl(id)
  return url ? playedJson(200, { url, id, messaging_product: 'whatsapp' }) : playedProblem(404, 100, 'No such file')
}

/** An answer with a JSON body. */
export const playedJson = (status: number, body: object): ProviderAnswer => ({
  response: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
})

/** A refusal in the form of Meta's Graph API. */
export const playedProblem = (status: number, code: number, details: string): ProviderAnswer =>
  playedJson(status, {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'simulated',
    },
  })

const receivedOf = (to: Identity, externalId: string, kind: string, own: Json) => {
  const link = text(own.link)
  const media: MediaRef[] = link ? [{ url: link, mime: usual[kind] ?? 'application/octet-stream' }] : []
  const shown = shownText(kind, own)
  return { to, externalId, ...(shown && { text: shown }), ...(media.length > 0 && { media }) }
}

const usual: Record<string, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg',
  sticker: 'image/webp',
}

// What the phone shows of each kind, in words.
const shownText = (kind: string, own: Json): string | undefined => {
  switch (kind) {
    case 'text':
      return text(own.body)
    case 'location':
      return [own.name, own.address, `${own.latitude}, ${own.longitude}`].filter(Boolean).join('\n')
    case 'contacts':
      return list(own.contacts)
        .map((card) => text(record(record(card)?.name)?.formatted_name) ?? '')
        .join('\n')
    case 'interactive': {
      const action = record(own.action)
      const buttons = list(action?.buttons).map((one) => text(record(record(one)?.reply)?.title))
      const rows = list(action?.sections).flatMap((one) =>
        list(record(one)?.rows).map((row) => text(record(row)?.title)),
      )
      return [text(record(own.body)?.text), ...[...buttons, ...rows].map((title) => `▸ ${title}`)].join('\n')
    }
    case 'template': {
      const values = list(own.components).flatMap((one) =>
        list(record(one)?.parameters).map((parameter) => text(record(parameter)?.text)),
      )
      return [`[${text(own.name)}]`, ...values.filter(Boolean)].join(' · ')
    }
    default:
      return text(own.caption)
  }
}
