import { createHash } from 'node:crypto'
import { type ChannelContext, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import type { EmailSettings } from './settings.ts'

type Context = Pick<ChannelContext<EmailSettings>, 'inboxId' | 'settings' | 'fetch' | 'now'>

const endpoints = {
  google: 'https://oauth2.googleapis.com/token',
  microsoft: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
} as const
const microsoftScope =
  'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access'
/** A token that lives less than this is renewed before it is used. */
const marginMs = 120_000

// Access tokens live an hour: connections made meanwhile share one. Keyed by what it was made from, so that new settings make anew.
const kept = new Map<string, { token: string; until: number }>()

/** An access token for IMAP and SMTP made from the refresh token; null where the inbox signs in by password. */
export async function accessToken(ctx: Context, { fresh = false } = {}): Promise<string | null> {
  const { oauth } = ctx.settings
  if (!oauth) return null
  const key = createHash('sha256')
    .update(JSON.stringify([ctx.inboxId, oauth]))
    .digest('base64')
  const known = kept.get(key)
  if (known && !fresh && known.until > ctx.now().getTime()) return known.token
  kept.delete(key)
  const url = oauth.tokenUrl ?? (oauth.provider === 'other' ? undefined : endpoints[oauth.provider])
  if (!url) throw new Rejected('OAuth with another provider needs its token address.', 'no_token_url', 'config')
  const answer = await ctx.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: oauth.clientId,
      refresh_token: oauth.refreshToken,
      ...(oauth.clientSecret && { client_secret: oauth.clientSecret }),
      ...(oauth.provider === 'microsoft' && { scope: microsoftScope }),
    }).toString(),
    redirect: 'error',
  })
  const said = (await answer.json().catch(() => ({}))) as {
    access_token?: unknown
    expires_in?: unknown
    error?: unknown
  }
  if (typeof said.access_token === 'string' && answer.ok) {
    const seconds = Number(said.expires_in) > 0 ? Number(said.expires_in) : 3600
    if (kept.size > 10_000) kept.clear()
    kept.set(key, { token: said.access_token, until: ctx.now().getTime() + seconds * 1000 - marginMs })
    return said.access_token
  }
  const code = typeof said.error === 'string' ? said.error.slice(0, 60) : `http_${answer.status}`
  if (answer.status >= 500 || answer.status === 429)
    throw new RetryLater(30_000, 'The OAuth provider gives no token right now.', code)
  throw new Reconnect('The OAuth provider no longer accepts the refresh token or the client: sign in again.', code)
}
