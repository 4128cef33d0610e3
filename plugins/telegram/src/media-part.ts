import { cut, type Part } from '@faladesk/plugin-sdk'
import { type Json, list, record, text } from './read.ts'

// An animation comes as a document too, so it is looked for first.
const kinds: [name: string, mime: string][] = [
  ['animation', 'video/mp4'],
  ['document', 'application/octet-stream'],
  ['video', 'video/mp4'],
  ['video_note', 'video/mp4'],
  ['voice', 'audio/ogg'],
  ['audio', 'audio/mpeg'],
  ['sticker', 'image/webp'],
]

/** The file of a message with its caption; undefined when it has none. */
export const mediaPart = (message: Json): Part | undefined => {
  const caption = text(message.caption)
  const photo = largest(message.photo)
  if (photo) return filePart(photo, 'image/jpeg', caption)
  for (const [name, usual] of kinds) {
    const file = record(message[name])
    if (file) return filePart(file, name === 'sticker' ? stickerMime(file) : usual, caption)
  }
  if (message.photo !== undefined)
    return { k: 'unsupported', note: `Telegram photo without a file${caption ? `: ${caption}` : ''}` }
  return undefined
}

const filePart = (file: Json, usual: string, caption: string | undefined): Part => {
  const id = text(file.file_id)
  if (!id) return { k: 'unsupported', note: `Telegram attachment without a file${caption ? `: ${caption}` : ''}` }
  const mime = text(file.mime_type)?.split(';', 1)[0]?.trim().toLowerCase() || usual
  // A file's name is a label, never a path.
  const filename = cut(text(file.file_name)?.replace(/[/\\]/g, '_') ?? '', 200) || undefined
  const size = typeof file.file_size === 'number' && file.file_size >= 0 ? file.file_size : undefined
  return {
    k: 'media',
    media: { id, mime, ...(size !== undefined && { size }), ...(filename && { filename }) },
    ...(caption && { caption }),
  }
}

// The same picture in several sizes.
const largest = (sizes: unknown): Json | undefined => {
  let found: Json | undefined
  for (const size of list(sizes).map(record)) if (size && area(size) > (found ? area(found) : -1)) found = size
  return found
}

const area = ({ width, height }: Json): number => (Number(width) || 0) * (Number(height) || 0)

const stickerMime = (sticker: Json): string =>
  sticker.is_animated === true ? 'application/x-tgsticker' : sticker.is_video === true ? 'video/webm' : 'image/webp'
