import { randomBytes } from 'node:crypto'
import { type ChannelContext, type Identity, openToken, signToken } from '@faladesk/plugin-sdk'
import type { Person } from './person.ts'

// A visitor who comes back within half a year finds the conversation again.
const lifetimeSeconds = 180 * 24 * 3600
const visitorId = /^[0-9a-f]{32}$/

/** Who a token stands for: a browser, and where the site has signed for it a person. */
export interface Visitor {
  id: string
  person?: Person
  /** The questions before the conversation are answered. */
  answered?: boolean
  /** The browser's id before the site named the person, and when it did, in seconds since 1970. */
  before?: [id: string, at: number]
}

/** Makes a new visitor: 128 random bits. */
export const newVisitor = (): Visitor => ({ id: randomBytes(16).toString('hex') })

/** Signs a token for a visitor of this inbox. One of a person lives no longer than the site's own word for it. */
export const tokenFor = ({ id, person, answered, before }: Visitor, ctx: ChannelContext): string => {
  const exp = person?.until ?? secondsNow(ctx) + lifetimeSeconds
  const claims = { v: id, exp, ...(person && { p: person }), ...(answered && { f: 1 }), ...(before && { b: before }) }
  return signToken(ctx.key('visitor'), claims)
}

/** The visitor a token stands for; null when it is forged, expired or another inbox's. */
export const visitorOf = (token: string | undefined, ctx: ChannelContext): Visitor | null => {
  const claims = token ? openToken(ctx.key('visitor'), token, ctx.now()) : null
  if (typeof claims?.v !== 'string' || !visitorId.test(claims.v)) return null
  const { p: person, b: before } = claims as { p?: Person; b?: [string, number] }
  return {
    id: claims.v,
    ...(person && { person }),
    ...(claims.f === 1 && { answered: true }),
    ...(before && { before }),
  }
}

/** The address of a visitor, which this inbox vouches for: the person where there is one, else the browser. */
export const identityOf = ({ id, person }: Visitor): Identity =>
  person ? { kind: 'webchat_user', value: person.sub, verified: true } : browserOf(id)

/** The address of a browser nobody signed for. */
export const browserOf = (id: string): Identity => ({ kind: 'webchat', value: id, verified: true })

/** All addresses of a visitor, the surest first: what the site says of e-mail and phone is proven by its signature. */
export const identitiesOf = (visitor: Visitor): Identity[] => {
  const { email, phone } = visitor.person ?? {}
  return [
    identityOf(visitor),
    ...(email ? [{ kind: 'email', value: email, verified: true }] : []),
    ...(phone ? [{ kind: 'phone', value: phone, verified: true }] : []),
  ]
}

/** Reads the token out of an Authorization header. */
export const bearer = (headers: Record<string, string>): string | undefined =>
  /^Bearer ([\w.-]{1,4096})$/i.exec(headers.authorization ?? '')?.[1]

/** The present moment as tokens write it. */
export const secondsNow = (ctx: ChannelContext): number => Math.floor(ctx.now().getTime() / 1000)
