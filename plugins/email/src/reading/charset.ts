import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'

// What mailparser can read and a browser's decoder does not know by name.
const others =
  /^(cp|ibm|dos|windows|win|x-mac|mac|koi|iso-2022|utf-?(16|32)|big5|gb|hz|ks_c|tis|tcvn|viscii|armscii|georgian|iso-8859|iso-ir|euc|shift|sjis|ms_kanji|eucjp|johab)[a-z0-9_-]*$/

const decoderOf = (charset: string): TextDecoder | null => {
  try {
    return new TextDecoder(charset)
  } catch {
    return null
  }
}

/** Decodes bytes of a named charset; a name that is unknown or does not fit the bytes is guessed. */
export const decodeBytes = (bytes: Buffer, charset: string): string => {
  const right = rightCharset(bytes, charset) ?? charset
  return (decoderOf(right) ?? (decoderOf('windows-1252') as TextDecoder)).decode(bytes)
}

/**
 * The charset a text really is in where its label is missing, unknown or contradicted by its bytes; null where the label
 * may be believed. 8-bit text without a label is windows-1252 in nearly every real mail of this kind.
 */
export const rightCharset = (bytes: Buffer, label: string | undefined): string | null => {
  const charset = (label ?? '')
    .trim()
    .toLowerCase()
    .replace(/^["']+|["']+$/g, '')
  const plain = charset.replace(/[^a-z0-9]/g, '')
  if (plain === 'utf8') return isUtf8(bytes) ? null : cutUtf8(bytes) ? null : 'windows-1252'
  if (
    charset === '' ||
    ['usascii', 'ascii', 'ansix341968', 'unknown8bit', 'xunknown', 'default', '8bit', '7bit', 'binary'].includes(plain)
  ) {
    if (isEscaped(bytes)) return 'iso-2022-jp'
    return isAscii(bytes)
      ? charset === '' || plain.endsWith('ascii')
        ? null
        : 'utf-8'
      : isUtf8(bytes) || cutUtf8(bytes)
        ? 'utf-8'
        : 'windows-1252'
  }
  // Text in UTF-8 that says Latin-1: accented Latin-1 is never valid UTF-8 by chance for long.
  if (['iso88591', 'latin1', 'windows1252', 'cp1252', 'iso885915'].includes(plain))
    return !isAscii(bytes) && isUtf8(bytes) ? 'utf-8' : null
  if (plain === 'utf7' || plain === 'unicode11utf7' || decoderOf(charset) || others.test(charset)) return null
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252'
}

const isAscii = (bytes: Buffer): boolean => {
  for (const byte of bytes) if (byte > 127) return false
  return true
}

// Mostly right UTF-8, damaged in a place or cut at the end: many whole letters for each wrong byte.
const cutUtf8 = (bytes: Buffer): boolean => {
  const text = bytes.toString('utf8')
  const wrong = text.split('\ufffd').length - 1
  let letters = 0
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) letters++
  return wrong > 0 && letters - wrong > wrong * 4
}

// Japanese mail without a label tells itself by its escape sequences.
const isEscaped = (bytes: Buffer): boolean => bytes.includes('\u001b$B') || bytes.includes('\u001b$@')

/** Decodes UTF-7, which mail parsers refuse since it hides markup from filters; ours filters after decoding. */
export const decodeUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, body: string) => {
    if (body === '') return '+'
    const bytes = Buffer.from(body, 'base64')
    const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
    return Buffer.from(even).swap16().toString('utf16le')
  })
