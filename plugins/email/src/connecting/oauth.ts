import { createHash } from 'node:crypto'
import { type ChannelContext, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'
import { connectionTroubleOf } from './connection-trouble.ts'

type Context = Pick<ChannelContext<EmailSettings>, 'inboxId' | 'settings' | 'fetch' | 'now'>
type Oauth = NonNullable<EmailSettings['oauth']>

/** A token that lives less than this is renewed before it is used. */
const marginMs = 120_000

// Access tokens live an hour: connections made meanwhile share one. Keyed by what it was made from, so that new settings make anew.
const kept = new Map<string, { token: string; until: number }>()

/** An access token for IMAP and SMTP made from the refresh token; null where the inbox signs in by password. */
export async function accessToken(ctx: Context, { fresh = false } = {}): Promise<string | null> {
  const { oauth } = ctx.settings
  if (!oauth) return null
  const key = keyOf(ctx)
  const known = kept.get(key)
  if (known && !fresh && known.until > ctx.now().getTime()) return known.token
  kept.delete(key)
  const answer = await ctx.fetch(tokenUrl(oauth), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams(grantOf(oauth)).toString(),
    redirect: 'error',
  })
  const said = ((await answer.json().catch(() => null)) ?? {}) as Record<string, unknown>
  if (typeof said.access_token === 'string' && answer.ok) {
    const seconds = Number(said.expires_in) > 0 ? Number(said.expires_in) : 3600
    if (kept.size > 10_000) kept.clear()
    kept.set(key, { token: said.access_token, until: ctx.now().getTime() + seconds * 1000 - marginMs })
    return said.access_token
  }
  if (answer.status >= 500 || answer.status === 429)
    throw new RetryLater(30_000, 'The OAuth provider gives no token right now.', `http_${answer.status}`)
  // Microsoft's own number says more than the word beside it.
  const code =
    /AADSTS\d{4,8}/.exec(String(said.error_description ?? ''))?.[0] ??
    (typeof said.error === 'string' ? said.error.slice(0, 60) : `http_${answer.status}`)
  throw new Reconnect('The OAuth provider no longer accepts the refresh token or the client: sign in again.', code)
}

/**
 * Signs in with the token at hand. A server may end a token before its time: where it refuses one made earlier, once more
 * with a fresh one.
 */
export async function withAccess<T>(ctx: Context, signIn: (token: string | null) => Promise<T>): Promise<T> {
  const held = kept.get(keyOf(ctx))?.token
  const token = await accessToken(ctx)
  try {
    return await signIn(token)
  } catch (error) {
    const refused = connectionTroubleOf(error, { port: 0, secure: true }) === 'login'
    if (token === null || token !== held || !refused) throw error
    return signIn(await accessToken(ctx, { fresh: true }))
  }
}

const keyOf = ({ inboxId, settings }: Context): string =>
  createHash('sha256')
    .update(JSON.stringify([inboxId, settings.oauth]))
    .digest('base64')

const tokenUrl = ({ provider, tokenUrl: own, tenant }: Oauth): string => {
  if (own) return own
  if (provider === 'google') return 'https://oauth2.googleapis.com/token'
  if (provider === 'microsoft')
    return `https://login.microsoftonline.com/${encodeURIComponent(tenant?.trim() || 'common')}/oauth2/v2.0/token`
  throw new Rejected('OAuth with another provider needs its token address.', 'no_token_url', 'config')
}

const forUser = 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access'
const forApp = 'https://outlook.office365.com/.default'

const grantOf = ({ provider, clientId, clientSecret, refreshToken }: Oauth): Record<string, string> => {
  const client = { client_id: clientId, ...(clientSecret && { client_secret: clientSecret }) }
  const scope = provider === 'microsoft' && { scope: refreshToken ? forUser : forApp }
  // Without one the app signs in as itself, which Microsoft allows a registered app of one directory.
  return refreshToken
    ? { grant_type: 'refresh_token', ...client, refresh_token: refreshToken, ...scope }
    : { grant_type: 'client_credentials', ...client, ...scope }
}
