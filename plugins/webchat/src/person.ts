import { createHmac, createPublicKey, verify } from 'node:crypto'
import { type ChannelContext, cleanText, sameBytes } from '@faladesk/plugin-sdk'
import { objectOf } from './body.ts'
import type { WebchatSettings } from './settings.ts'

/** Somebody the site has signed for. */
export interface Person {
  /** The site's own id of them. */
  sub: string
  name?: string
  email?: string
  phone?: string
  attributes?: Record<string, string | number | boolean>
  /** Until when the site's word counts, in seconds since 1970. */
  until: number
}

type Context = Pick<ChannelContext<WebchatSettings>, 'settings' | 'now'>

const daySeconds = 24 * 3600
// How far two clocks may be apart.
const leeway = 60

/**
 * Reads a site's JSON Web Token: signed with one of the inbox's two secrets (HS256) or its key (ES256, RS256), for a day at
 * most. The algorithm is never the token's to choose; the reason of a refusal is for the site's developer.
 */
export const personOf = (token: string, { settings, now }: Context): Person | { refused: string } => {
  const { secret, previousSecret, publicKey } = settings.identity ?? {}
  if (!secret && !previousSecret && !publicKey) return { refused: 'this inbox has no identity secret' }
  const [head = '', payload = '', signature = '', rest] = token.length <= 8_192 ? token.split('.') : []
  const header = jsonOf(head)
  const claims = jsonOf(payload)
  if (!header || !claims || rest !== undefined) return { refused: 'this is no JSON Web Token' }
  const bytes = Buffer.from(signature, 'base64url')
  const signed = `${head}.${payload}`
  const good =
    header.alg === 'HS256'
      ? [secret, previousSecret].some(
          (key) => key && sameBytes(createHmac('sha256', key).update(signed).digest(), bytes),
        )
      : publicKey !== undefined && signedWith(publicKey, header.alg, signed, bytes)
  if (!good) return { refused: 'the signature is not of this inbox’s secret' }
  const at = Math.floor(now().getTime() / 1000)
  const { exp, nbf, sub } = claims
  if (typeof exp !== 'number' || !Number.isFinite(exp)) return { refused: 'exp is missing' }
  if (exp <= at) return { refused: 'the token has expired' }
  if (exp > at + daySeconds + leeway) return { refused: 'exp is more than 24 hours ahead' }
  if (typeof nbf === 'number' && nbf > at + leeway) return { refused: 'the token counts only later' }
  const id = typeof sub === 'number' ? String(sub) : sub
  if (typeof id !== 'string' || id.trim() === '' || id.length > 200) return { refused: 'sub is missing' }
  return { sub: cleanText(id).trim(), ...detailsOf(claims), until: Math.floor(exp) }
}

const signedWith = (pem: string, alg: unknown, signed: string, signature: Buffer): boolean => {
  try {
    const key = createPublicKey(pem)
    if (alg === 'RS256' && key.asymmetricKeyType === 'rsa') return verify('sha256', Buffer.from(signed), key, signature)
    return (
      alg === 'ES256' &&
      key.asymmetricKeyDetails?.namedCurve === 'prime256v1' &&
      verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature)
    )
  } catch {
    return false
  }
}

const detailsOf = ({ name, email, phone, attributes }: Record<string, unknown>): Omit<Person, 'sub' | 'until'> => {
  const called = lineOf(name, 80)
  const mail = emailOf(email)
  const number = phoneOf(phone)
  const known = attributesOf(attributes)
  return {
    ...(called && { name: called }),
    ...(mail && { email: mail }),
    ...(number && { phone: number }),
    ...(known && { attributes: known }),
  }
}

/** A line somebody wrote, cleaned and at most so long; empty when there is none. */
export const lineOf = (value: unknown, most: number): string =>
  typeof value === 'string' ? cleanText(value).replace(/\s+/g, ' ').trim().slice(0, most) : ''

/** An e-mail address as it is kept, or null. */
export const emailOf = (value: unknown): string | null => {
  const line = lineOf(value, 255).toLowerCase()
  return /^[^\s@<>,;:"()[\]\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(line) ? line : null
}

/** A phone number as it is kept, or null: only a whole one, with the country, can be called anywhere. */
export const phoneOf = (value: unknown): string | null => {
  const digits = lineOf(value, 40).replace(/[\s().-]/g, '')
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null
}

const attributesOf = (value: unknown): Person['attributes'] | null => {
  if (!value || typeof value !== 'object' || Array.isArray(value)) return null
  const kept = Object.entries(value)
    .filter(
      ([key, one]) =>
        /^[\w.-]{1,60}$/.test(key) && key !== '__proto__' && ['string', 'number', 'boolean'].includes(typeof one),
    )
    .slice(0, 20)
    .map(([key, one]) => [key, typeof one === 'string' ? lineOf(one, 200) : one])
  // They travel in the visitor's token with every message.
  return kept.length > 0 && Buffer.byteLength(JSON.stringify(kept)) <= 1500 ? Object.fromEntries(kept) : null
}

const jsonOf = (part: string) => objectOf(Buffer.from(part, 'base64url').toString('utf8'))
