import type { Part } from '@faladesk/plugin-sdk'
import { mediaPart } from './media-part.ts'
import { type Json, list, record, text } from './read.ts'

/** What a Telegram message says, in parts; never empty, so that nothing disappears. */
export const contentOf = (message: Json): Part[] => {
  const said = text(message.text)
  if (said?.trim()) return [{ k: 'text', text: said }]
  const media = mediaPart(message)
  if (media) return [media]
  const part = placeOf(message) ?? cardPart(message) ?? formPart(message) ?? diceOf(message)
  if (part) return [part]
  const kinds = Object.keys(message)
    .filter((key) => !ordinary.has(key))
    .slice(0, 5)
  return [{ k: 'unsupported', note: `Telegram message that cannot be shown (${kinds.join(', ') || 'no content'})` }]
}

const ordinary = new Set(['message_id', 'from', 'chat', 'date', 'edit_date', 'reply_to_message', 'forward_origin'])

// A venue carries its location inside, and beside it again.
const placeOf = (message: Json): Part | undefined => {
  const venue = record(message.venue)
  const place = record(venue?.location) ?? record(message.location)
  const [lat, lng] = [coordinate(place?.latitude, 90), coordinate(place?.longitude, 180)]
  if (lat === undefined || lng === undefined) return undefined
  const [name, address] = [text(venue?.title), text(venue?.address)]
  return { k: 'location', lat, lng, ...(name && { name }), ...(address && { address }) }
}

const coordinate = (value: unknown, limit: number): number | undefined =>
  typeof value === 'number' && Math.abs(value) <= limit ? value : undefined

// In WhatsApp's own shape, so that every channel's contacts look alike.
const cardPart = (message: Json): Part | undefined => {
  const contact = record(message.contact)
  const phone = text(contact?.phone_number)
  if (!contact || !phone) return undefined
  const name = [text(contact.first_name), text(contact.last_name)].filter(Boolean).join(' ')
  return { k: 'contact', vcard: { name: { formatted_name: name || phone }, phones: [{ phone }] } }
}

const formPart = (message: Json): Part | undefined => {
  const [app, poll] = [record(message.web_app_data), record(message.poll)]
  if (app) return { k: 'form', title: text(app.button_text) ?? 'Web App', json: { data: text(app.data) ?? '' } }
  const question = text(poll?.question)
  if (!poll || !question) return undefined
  const options = list(poll.options)
    .slice(0, 20)
    .flatMap((option) => text(record(option)?.text) ?? [])
  return { k: 'form', title: question, json: { options } }
}

const diceOf = (message: Json): Part | undefined => {
  const dice = record(message.dice)
  const emoji = text(dice?.emoji)
  return dice && emoji ? { k: 'text', text: `${emoji} ${Number(dice.value) || ''}`.trim() } : undefined
}
