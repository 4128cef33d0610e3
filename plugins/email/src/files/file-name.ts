import { cleanText } from '@faladesk/plugin-sdk'

/** A name a disk and a page can bear: no paths, no control characters, always with an extension. */
export const safeName = (given: string | undefined, mime: string, n: number): string => {
  const name = cleanText((given ?? '').slice(0, 2000))
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\\/:*?"<>|]+/g, '_')
    .replace(/^[.\s_]+|[.\s]+$/g, '')
  if (name) return name.length <= 180 ? name : `${name.slice(0, 160)}${/\.[a-z0-9]{1,10}$/i.exec(name)?.[0] ?? ''}`
  return `anexo-${n + 1}${extensions[mime] ?? (mime.startsWith('text/') ? '.txt' : '.bin')}`
}

const extensions: Record<string, string> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'message/rfc822': '.eml',
  'text/calendar': '.ics',
  'text/html': '.html',
  'text/csv': '.csv',
  'audio/mpeg': '.mp3',
  'audio/ogg': '.ogg',
  'video/mp4': '.mp4',
  'application/pgp-signature': '.asc',
  'application/pkcs7-mime': '.p7m',
  'application/pkcs7-signature': '.p7s',
  'application/ms-tnef': '.dat',
}

/** What a file is by its name alone. */
export const mimeOfName = (name: string): string => {
  const extension = /\.[a-z0-9]+$/i.exec(name)?.[0].toLowerCase()
  return Object.entries(extensions).find(([, one]) => one === extension)?.[0] ?? 'application/octet-stream'
}
