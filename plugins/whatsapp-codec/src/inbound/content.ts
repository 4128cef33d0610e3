import { cut, type MediaPart, type Part } from '@faladesk/plugin-sdk'
import { cleanRecord, type Json, list, record, text } from '../read.ts'
import { interactivePart } from './interactive.ts'

/** What a message of Meta's says, in parts; never empty, so that nothing a customer said disappears. */
export const contentOf = (message: Json): Part[] => {
  const type = text(message.type) ?? ''
  const parts = partsOf(type, message).filter((part) => part !== undefined)
  return parts.length > 0 ? parts : [{ k: 'unsupported', note: whyUnsupported(type, message) }]
}

const partsOf = (type: string, message: Json): (Part | undefined)[] => {
  const own = record(message[type]) ?? {}
  switch (type) {
    case 'text':
      return [words(own.body)]
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return [mediaPart(type, own)]
    case 'location':
      return [placePart(own)]
    case 'contacts':
      return list(message.contacts).map((card) => {
        const vcard = cleanRecord(card)
        return vcard && { k: 'contact', vcard }
      })
    case 'button':
      return [buttonPart(own)]
    case 'interactive':
      return [interactivePart(own)]
    case 'order':
      return [
        words(own.text),
        own.product_items ? { k: 'form', title: 'Order', json: cleanRecord(own) ?? {} } : undefined,
      ]
    default:
      // A type Meta may add one day, that still says something readable.
      return [words(own.body) ?? words(own.text)]
  }
}

const words = (value: unknown): Part | undefined => {
  const said = text(value)
  return said?.trim() ? { k: 'text', text: said } : undefined
}

const usual: Record<string, string> = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg',
  sticker: 'image/webp',
}

const mediaPart = (type: string, media: Json): Part => {
  const [id, url, caption] = [text(media.id), text(media.url), text(media.caption)]
  if (!id && !url) {
    const status = text(media.status)
    const note = `The ${type} could not be downloaded by WhatsApp${status ? ` (${status})` : ''}`
    return { k: 'unsupported', note: caption ? `${note}: ${caption}` : note }
  }
  const mime =
    text(media.mime_type)?.split(';', 1)[0]?.trim().toLowerCase() || usual[type] || 'application/octet-stream'
  const [filename, sha256] = [filenameOf(media.filename), text(media.sha256)]
  const part: MediaPart = {
    k: 'media',
    media: {
      ...(id && { id }),
      ...(url && URL.canParse(url) && { url }),
      mime,
      ...(filename && { filename }),
      ...(sha256 && { sha256 }),
    },
  }
  return caption ? { ...part, caption } : part
}

// A file's name is a label, never a path.
const filenameOf = (value: unknown): string | undefined =>
  cut(text(value)?.replace(/[/\\]/g, '_') ?? '', 200) || undefined

const placePart = (place: Json): Part | undefined => {
  const [lat, lng] = [coordinate(place.latitude, 90), coordinate(place.longitude, 180)]
  if (lat === undefined || lng === undefined) return undefined
  const [name, address] = [text(place.name), text(place.address)]
  return { k: 'location', lat, lng, ...(name && { name }), ...(address && { address }) }
}

const coordinate = (value: unknown, limit: number): number | undefined => {
  const number = Number(text(value) ?? Number.NaN)
  return Math.abs(number) <= limit ? number : undefined
}

const buttonPart = (button: Json): Part | undefined => {
  const [title, payload] = [text(button.text), text(button.payload)]
  const shown = title ?? payload
  return shown === undefined ? undefined : { k: 'choice', title: shown, ...(payload && { payload }) }
}

const whyUnsupported = (type: string, message: Json): string => {
  const error = record(list(message.errors)[0])
  const reason = text(record(error?.error_data)?.details) ?? text(error?.title) ?? text(error?.message)
  const kind = text(record(message.unsupported)?.type) ?? type
  const code = text(error?.code)
  return `WhatsApp message of a kind that cannot be shown (${[kind || 'no type', code].filter(Boolean).join(', ')})${reason ? `: ${cut(reason, 300)}` : ''}`
}
