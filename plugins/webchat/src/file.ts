import { type ChannelContext, cleanText, type MediaRef, type RawRequest, Rejected } from '@faladesk/plugin-sdk'

/** The largest file a visitor may send. */
export const maxFile = 10 * 1024 * 1024

/** Types a visitor may send; what a browser would run is not among them, and the host looks into the bytes besides. */
export const fileTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/heic',
  'audio/mpeg',
  'audio/ogg',
  'audio/mp4',
  'audio/webm',
  'audio/wav',
  'audio/x-wav',
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'application/pdf',
  'text/plain',
  'text/csv',
  'application/zip',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
]

const runs = /\.(exe|com|bat|cmd|scr|msi|ps1|vbs|jse?|wsf|hta|jar|app|sh|html?|xhtml|svg|lnk|iso|reg|dll)\.?$/i

/** What an uploaded body is said to be, as a reference into its own delivery; or why it is not taken. */
export const uploadedFile = ({ headers, query, body }: RawRequest): MediaRef | { field: string; message: string } => {
  const mime = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (!fileTypes.includes(mime)) return { field: 'type', message: 'Files of this type are not taken here.' }
  if (body.length === 0) return { field: 'file', message: 'The file is empty.' }
  if (body.length > maxFile) return { field: 'file', message: `Send at most ${maxFile} bytes.` }
  const filename = nameOf(query.name)
  if (runs.test(filename) || isProgram(body)) return { field: 'type', message: 'Programs are not taken here.' }
  return { mime, size: body.length, part: 'body', ...(filename && { filename }) }
}

/** Takes an uploaded file out of the stored delivery it came in. */
export const fetchMedia = async (ref: MediaRef, ctx: ChannelContext) => {
  if (!ctx.delivery || ref.part !== 'body') throw new Rejected('The upload of this file is not stored any more.')
  return { bytes: ctx.delivery.body, mime: ref.mime, ...(ref.filename && { filename: ref.filename }) }
}

// The last piece of a path, without what a file system would stumble over.
const nameOf = (name: string | undefined): string =>
  cleanText(name ?? '')
    .split(/[\\/]/)
    .at(-1)
    ?.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .trim()
    .slice(-150) ?? ''

// Windows and Unix programs, and scripts that name their interpreter.
const isProgram = (bytes: Uint8Array): boolean => {
  const [a, b, c, d] = bytes
  return (
    (a === 0x4d && b === 0x5a) || (a === 0x7f && b === 0x45 && c === 0x4c && d === 0x46) || (a === 0x23 && b === 0x21)
  )
}
