import type { Part } from '@faladesk/plugin-sdk'
import { bodyOf, mediaOf, type Params, read } from '@faladesk/twilio-codec'
import { cardOf } from './vcard.ts'

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
