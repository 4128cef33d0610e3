import {
  type ButtonsPart,
  type ListPart,
  type OutboundPart,
  plainText,
  Rejected,
  splitText,
} from '@faladesk/plugin-sdk'
import { type Json, list, record, text } from './read.ts'

/** The Bot API's own limits (core.telegram.org/bots/api). */
export const limits = { text: 4096, caption: 1024, buttons: { max: 10, title: 64, id: 64 }, rows: 50 }

/** One call of the Bot API, besides whom it is for; `file` is sent along with it. */
export interface Call {
  method: string
  params: Json
  file?: { field: string; url: string; mime: string; filename?: string }
}

/** Turns our parts into calls, in order. */
export const callsOf = (content: readonly OutboundPart[]): Call[] => {
  const calls = content.flatMap(callOf)
  if (calls.length === 0) throw new Rejected('There is nothing to send: the message has no text and no file', 'empty')
  return calls
}

const callOf = (part: OutboundPart): Call[] => {
  switch (part.k) {
    case 'text':
      return says(part.text)
    case 'media':
      return filed(part)
    case 'location': {
      const { lat: latitude, lng: longitude, name, address } = part
      if (!name || !address)
        return [...says(name ?? address ?? ''), { method: 'sendLocation', params: { latitude, longitude } }]
      return [{ method: 'sendVenue', params: { latitude, longitude, title: name, address } }]
    }
    case 'contact':
      return carded(part.vcard) ?? says(plainText(part))
    case 'buttons':
    case 'list':
      return asked(part)
    case 'template':
      throw new Rejected('Telegram has no templates: write the message as text', 'no_templates')
  }
}

const says = (words: string): Call[] =>
  splitText(words, limits.text).map((piece) => ({ method: 'sendMessage', params: { text: piece } }))

const asked = (part: ButtonsPart | ListPart): Call[] => {
  const rows: ListPart['rows'] = part.k === 'list' ? part.rows : part.buttons
  // What a button cannot carry is asked in numbered lines.
  const fits = rows.every(
    ({ id, title }) => Buffer.byteLength(id) <= limits.buttons.id && id !== '' && title.trim() !== '',
  )
  if (!fits || rows.length === 0 || rows.length > limits.rows) return says(plainText(part))
  const described = rows
    .filter(({ description }) => description)
    .map(({ title, description }) => `${title}: ${description}`)
  const pieces = says([part.text, described.join('\n')].filter((words) => words.trim() !== '').join('\n\n'))
  const last = pieces.at(-1)
  if (!last) return says(plainText(part))
  // The keyboard hangs under the last piece, which is what the customer sees.
  last.params.reply_markup = { inline_keyboard: rows.map(({ id, title }) => [{ text: title, callback_data: id }]) }
  return pieces
}

const carded = (card: object): Call[] | null => {
  const { name, phones } = card as Record<string, unknown>
  const phone = text(record(list(phones)[0])?.phone)
  if (!phone) return null
  return [
    { method: 'sendContact', params: { phone_number: phone, first_name: text(record(name)?.formatted_name) ?? phone } },
  ]
}

const filed = ({ media, caption }: Extract<OutboundPart, { k: 'media' }>): Call[] => {
  if (!media.url) throw new Rejected('The file has no address to fetch it from', 'no_media_url')
  const { method, field } = ways.find(({ mime }) => mime.test(media.mime)) ?? document
  const carries = (caption?.length ?? 0) <= limits.caption
  const file = { field, url: media.url, mime: media.mime, ...(media.filename && { filename: media.filename }) }
  const call = { method, params: caption && carries ? { caption } : {}, file }
  return caption && !carries ? [call, ...says(caption)] : [call]
}

const document = { mime: /./, method: 'sendDocument', field: 'document' }
const ways = [
  { mime: /^image\/gif$/, method: 'sendAnimation', field: 'animation' },
  { mime: /^image\/(jpeg|png|webp)$/, method: 'sendPhoto', field: 'photo' },
  { mime: /^video\/mp4$/, method: 'sendVideo', field: 'video' },
  { mime: /^audio\/ogg/, method: 'sendVoice', field: 'voice' },
  { mime: /^audio\/(mpeg|mp3|mp4|x-m4a|m4a)$/, method: 'sendAudio', field: 'audio' },
]
