import { decodeBytes } from './charset.ts'

/** Undoes RFC 2047's encoded words; words of one charset that stand together are decoded together, as letters may be cut. */
export const decodeWords = (text: string): string => {
  if (!text.includes('=?')) return text
  const pieces: (string | { charset: string; bytes: Buffer })[] = []
  let at = 0
  for (const found of text.matchAll(/=\?([^?\s]{1,40})\?([BbQq])\?([^?]*)\?=/g)) {
    const between = text.slice(at, found.index)
    const last = pieces.at(-1)
    const follows = typeof last === 'object' && between.trim() === ''
    if (!follows && between) pieces.push(between)
    const charset = (found[1] as string).split('*')[0]?.toLowerCase() ?? 'utf-8'
    const bytes = /b/i.test(found[2] as string) ? Buffer.from(found[3] as string, 'base64') : quoted(found[3] as string)
    if (follows && last.charset === charset) last.bytes = Buffer.concat([last.bytes, bytes])
    else pieces.push({ charset, bytes })
    at = found.index + found[0].length
  }
  pieces.push(text.slice(at))
  return pieces.map((piece) => (typeof piece === 'string' ? piece : decodeBytes(piece.bytes, piece.charset))).join('')
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text.replaceAll('_', ' ').replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
