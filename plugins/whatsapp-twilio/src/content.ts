import type { Part } from '@faladesk/plugin-sdk'
import { decodedText } from './base64-text.ts'
import { type Params, read } from './form.ts'
import { cardOf } from './vcard.ts'

// WhatsApp carries one media per message and Twilio at most ten; the rest of a forged count is not looked at.
const maxMedia = 10

/** What the customer said, in parts; never empty, so that no message disappears. */
export const contentOf = (params: Params): Part[] => {
  const choice = choiceOf(params)
  const body = bodyOf(params)
  const card = cardOf(body)
  const place = placeOf(params)
  const media = mediaOf(params, body)
  const parts: Part[] = []
  if (choice) parts.push(choice)
  // A tapped button repeats its title in Body, and a caption belongs to its media.
  else if (body && media.length === 0 && !(place && place.k === 'location' && body === place.name))
    parts.push(card ? { k: 'contact', vcard: card } : { k: 'text', text: body })
  if (place) parts.push(place)
  parts.push(...media)
  if (parts.length > 0) return parts
  return [
    { k: 'unsupported', note: `WhatsApp message without text or media (${read(params, 'MessageType') ?? 'no type'})` },
  ]
}

// Only text messages, whose addresses have no prefix, come as base64 when a long one was put together on the way.
const bodyOf = (params: Params): string | undefined => {
  const body = read(params, 'Body')
  return body && !/^\w+:/.test(read(params, 'From') ?? '') ? (decodedText(body) ?? body) : body
}

const choiceOf = (params: Params): Part | undefined => {
  const id = read(params, 'ListId')
  const payload = read(params, 'ButtonPayload')
  const title =
    read(params, 'ButtonText') ??
    read(params, 'ListTitle') ??
    ((id || payload) && (read(params, 'Body') ?? id ?? payload))
  if (!title) return undefined
  return { k: 'choice', title, ...(id && { id }), ...(payload && { payload }) }
}

const placeOf = (params: Params): Part | undefined => {
  const [lat, lng] = [coordinate(params, 'Latitude', 90), coordinate(params, 'Longitude', 180)]
  if (lat === undefined || lng === undefined) return undefined
  const [name, address] = [read(params, 'Label'), read(params, 'Address')]
  return { k: 'location', lat, lng, ...(name && { name }), ...(address && { address }) }
}

const coordinate = (params: Params, name: string, limit: number): number | undefined => {
  const text = read(params, name)
  const value = text === undefined ? Number.NaN : Number(text)
  return Math.abs(value) <= limit ? value : undefined
}

const mediaOf = (params: Params, caption: string | undefined): Part[] => {
  const count = Math.min(Number.parseInt(read(params, 'NumMedia') ?? '0', 10) || 0, maxMedia)
  const parts: Part[] = []
  for (let index = 0; index < count; index++) {
    const url = read(params, `MediaUrl${index}`)
    if (!url || !URL.canParse(url)) {
      parts.push({ k: 'unsupported', note: `Attachment ${index + 1} came without an address` })
      continue
    }
    const mime = read(params, `MediaContentType${index}`)?.toLowerCase() ?? 'application/octet-stream'
    parts.push({ k: 'media', media: { url, mime }, ...(index === 0 && caption && { caption }) })
  }
  return parts
}
