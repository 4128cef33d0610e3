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

const decode = (body: Uint8Array): Params => {
  // A null prototype, so that a parameter called `__proto__` is only a parameter.
  const params: Params = Object.create(null)
  let separators = 0
  for (const byte of body) if (byte === 0x26 && ++separators >= most) return params
  for (const [name, value] of new URLSearchParams(Buffer.from(body).toString('utf8'))) {
    const known = params[name]
    // Pushed in place: a form of one name a hundred thousand times must stay cheap.
    if (Array.isArray(known)) known.push(value)
    else params[name] = known === undefined ? value : [known, value]
  }
  return params
}

/** Reads one parameter as clean text; undefined when absent or empty. */
export const read = (params: Params, name: string): string | undefined => {
  const value = params[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === undefined ? undefined : cleanText(first) || undefined
}
