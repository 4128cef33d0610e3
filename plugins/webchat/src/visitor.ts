import { randomBytes } from 'node:crypto'
import { type ChannelContext, type Identity, openToken, signToken } from '@faladesk/plugin-sdk'

// A visitor who comes back within half a year finds the conversation again.
const lifetimeSeconds = 180 * 24 * 3600
const visitorId = /^[0-9a-f]{32}$/

/** Makes a new visitor: 128 random bits. */
export const newVisitor = (): string => randomBytes(16).toString('hex')

/** Signs a token for a visitor of this inbox. */
export const tokenFor = (visitor: string, ctx: ChannelContext): string =>
  signToken(ctx.key('visitor'), { v: visitor, exp: Math.floor(ctx.now().getTime() / 1000) + lifetimeSeconds })

/** The visitor a token stands for; null when it is forged, expired or another inbox's. */
export const visitorOf = (token: string | undefined, ctx: ChannelContext): string | null => {
  const claims = token ? openToken(ctx.key('visitor'), token, ctx.now()) : null
  return typeof claims?.v === 'string' && visitorId.test(claims.v) ? claims.v : null
}

/** The identity of a visitor, which this inbox vouches for. */
export const identityOf = (visitor: string): Identity => ({ kind: 'webchat', value: visitor, verified: true })

/** Reads the token out of an Authorization header. */
export const bearer = (headers: Record<string, string>): string | undefined =>
  /^Bearer ([\w.-]{1,4096})$/i.exec(headers.authorization ?? '')?.[1]
