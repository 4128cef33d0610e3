import { cleanText } from '@faladesk/plugin-sdk'

// A word of a person is shorter; carriers wrap whole long messages.
const shortest = 40
const alphabet = /^[A-Za-z0-9+/\r\n]+={0,2}$/

/** Reads a text that was wrapped in base64 on its way; null when it is simply a text, however strange. */
export const decodedText = (body: string): string | null => {
  const packed = body.trim()
  if (packed.length < shortest || !alphabet.test(packed)) return null
  const bare = packed.replace(/[\r\n]/g, '')
  if (bare.length % 4 !== 0) return null
  const bytes = Buffer.from(bare, 'base64')
  if (bytes.toString('base64') !== bare) return null
  const said = strict(bytes)
  // Chance bytes are no readable text: it would hold control characters or be no UTF-8 at all.
  return said !== null && !/[^\P{Cc}\t\n\r]/u.test(said) && /\p{L}/u.test(said) ? cleanText(said) : null
}

const strict = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
