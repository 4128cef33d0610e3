import { type MediaPart, Rejected } from '@faladesk/plugin-sdk'
import { capabilities, limits } from './limits.ts'
import { type Piece, textPieces } from './piece.ts'

const largest = 100 * 1024 * 1024

type Kind = 'image' | 'audio' | 'video' | 'document' | 'sticker'

/** A file by its address, with its caption where WhatsApp carries one and as a text after it where it does not. */
export const mediaPieces = ({ media, caption }: MediaPart): Piece[] => {
  // An id alone is one of our own files, which has an address by now, or one Meta does not know.
  if (!media.url) throw new Rejected('WhatsApp needs a public address to fetch the file from', 'no_media_url')
  const kind = kindOf(media.mime, media.size)
  const carried = caption && kind !== 'audio' && kind !== 'sticker' && caption.length <= limits.caption
  const filename = kind === 'document' ? media.filename : undefined
  const piece: Piece = {
    type: kind,
    [kind]: { link: media.url, ...(filename && { filename }), ...(carried && { caption }) },
  }
  return caption && !carried ? [piece, ...textPieces(caption)] : [piece]
}

// What is too large, or of a form WhatsApp cannot show, still arrives as a document.
const kindOf = (mime: string, size: number | undefined): Kind => {
  const bare = mime.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const fits = (kind: Kind): boolean => {
    const limit = capabilities.media[kind]
    return limit !== false && limit.mimes.includes(bare) && (size ?? 0) <= limit.maxBytes
  }
  const kind = (['image', 'audio', 'video', 'sticker'] as const).find(fits)
  if (kind) return kind
  if ((size ?? 0) > largest) throw new Rejected('WhatsApp carries files of at most 100 MB', 'too_large')
  return 'document'
}
