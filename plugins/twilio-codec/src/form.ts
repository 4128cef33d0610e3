import { cleanText } from '@faladesk/plugin-sdk'

/** Twilio's form, each name once; a repeated name keeps all its values because the signature covers them. */
export type Params = Record<string, string | string[]>

// Twilio sends some thirty; whoever sends thousands wants us busy before the signature is checked.
const most = 1_000

// A request's bytes are decoded once, for the signature and for the content.
const decoded = new WeakMap<Uint8Array, Params>()

/** Decodes `application/x-www-form-urlencoded` bytes; any bytes give some params, more than a thousand give none. */
export const decodeForm = (body: Uint8Array): Params => {
  const params = decoded.get(body) ?? decode(body)
  decoded.set(body, params)
  return params
}

// By hand, because Node's URLSearchParams takes a second for 250 KB of emoji that nobody escaped.
const decode = (body: Uint8Array): Params => {
  // A null prototype, so that a parameter called `__proto__` is only a parameter.
  const params: Params = Object.create(null)
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  let separators = 0
  for (const byte of bytes) if (byte === ampersand && ++separators >= most) return params
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(ampersand, start)
    const end = found < 0 ? bytes.length : found
    if (end > start) add(params, bytes.subarray(start, end))
    start = end + 1
  }
  return params
}

const add = (params: Params, pair: Buffer) => {
  const at = pair.indexOf(equals)
  const name = unescaped(at < 0 ? pair : pair.subarray(0, at))
  const value = at < 0 ? '' : unescaped(pair.subarray(at + 1))
  const known = params[name]
  // Pushed in place: a form of one name a hundred thousand times must stay cheap.
  if (Array.isArray(known)) known.push(value)
  else params[name] = known === undefined ? value : [known, value]
}

const unescaped = (bytes: Buffer): string => {
  const plain = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    const [high, low] = byte === percent ? [hex(bytes[at + 1]), hex(bytes[at + 2])] : [-1, -1]
    if (high >= 0 && low >= 0) {
      plain[length++] = high * 16 + low
      at += 2
    } else plain[length++] = byte === plus ? space : byte
  }
  return plain.toString('utf8', 0, length)
}

const [ampersand, equals, percent, plus, space] = [0x26, 0x3d, 0x25, 0x2b, 0x20]

const hex = (byte: number | undefined): number => {
  if (byte === undefined) return -1
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

/** Reads one parameter as clean text; undefined when absent or empty. */
export const read = (params: Params, name: string): string | undefined => {
  const value = params[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === undefined ? undefined : cleanText(first) || undefined
}
