import { locales } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { check } from '../src/check/check.ts'
import { accessToken } from '../src/connecting/oauth.ts'
import { openImap } from '../src/imap/connect.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'
import { contextOf, imapHost, mailOf, until } from './imap-host.ts'
import { type OauthProvider, oauthProvider } from './oauth-provider.ts'

let provider: OauthProvider
beforeAll(async () => {
  provider = await oauthProvider('loja')
})
afterAll(() => provider?.stop())
beforeEach(() => {
  provider.asked.length = 0
  provider.refusal = undefined
  provider.email = 'loja'
})

let inboxes = 0
/** An inbox of its own each time: tokens are kept for each. */
const inbox = (oauth: object, more: object = {}) => ({
  ...contextOf({
    address: 'loja@example.test',
    inbound: 'imap',
    smtp: { host: '127.0.0.1', port: 1, secure: false, user: 'loja' },
    oauth: { provider: 'other', clientId: 'desk', refreshToken: 'refresh-1', tokenUrl: provider.tokenUrl, ...oauth },
    ...more,
  } as EmailSettings),
  inboxId: `00000000-0000-4000-8000-${String(++inboxes).padStart(12, '0')}`,
})

test('Google and Microsoft are asked where they listen, with what each wants; a directory has an address of its own', async () => {
  const asked = async (oauth: EmailSettings['oauth']) => {
    let seen: [string, Record<string, string>] | undefined
    const ctx = {
      ...inbox({}),
      settings: { address: 'a@b.test', inbound: 'imap', oauth } as EmailSettings,
      fetch: (async (url, init) => {
        seen = [String(url), Object.fromEntries(new URLSearchParams(String(init?.body)))]
        return Response.json({ access_token: 'x', expires_in: 3599 })
      }) as typeof fetch,
    }
    await accessToken(ctx)
    return seen
  }
  expect(await asked({ provider: 'google', clientId: 'c', clientSecret: 's', refreshToken: 'r' })).toEqual([
    'https://oauth2.googleapis.com/token',
    { grant_type: 'refresh_token', client_id: 'c', client_secret: 's', refresh_token: 'r' },
  ])
  const [url, fields] = (await asked({ provider: 'microsoft', clientId: 'c', refreshToken: 'r' })) ?? []
  expect(url).toBe('https://login.microsoftonline.com/common/oauth2/v2.0/token')
  expect(fields?.scope).toContain('IMAP.AccessAsUser.All')
  expect(
    await asked({ provider: 'microsoft', clientId: 'c', clientSecret: 's', tenant: 'loja.onmicrosoft.com' }),
  ).toEqual([
    'https://login.microsoftonline.com/loja.onmicrosoft.com/oauth2/v2.0/token',
    {
      grant_type: 'client_credentials',
      client_id: 'c',
      client_secret: 's',
      scope: 'https://outlook.office365.com/.default',
    },
  ])
})

test('a token is used until two minutes before it ends, then made anew', async () => {
  const ctx = inbox({})
  let now = new Date('2026-11-22T12:00:00Z')
  const at = { ...ctx, now: () => now }
  const first = await accessToken(at)
  now = new Date('2026-11-22T12:57:00Z')
  expect(await accessToken(at)).toBe(first)
  now = new Date('2026-11-22T12:58:30Z')
  expect(await accessToken(at)).not.toBe(first)
  expect(provider.asked).toHaveLength(2)
})

test('each thing that can be wrong is told at its field, in three languages', async () => {
  const told = async (oauth: object, refusal?: object) => {
    provider.refusal = refusal && { status: 400, body: refusal }
    const result = await check(inbox(oauth, { inbound: 'smtp' }))
    if (!result.ok) for (const locale of locales) expect(result.message[locale].length).toBeGreaterThan(20)
    return result.ok ? 'ok' : result.field
  }
  expect(await told({ refreshToken: 'an-old-one' })).toBe('oauth.refreshToken')
  expect(await told({}, { error: 'invalid_client' })).toBe('oauth.clientSecret')
  expect(await told({}, { error: 'unauthorized_client', error_description: 'AADSTS700016: no such app' })).toBe(
    'oauth.clientId',
  )
  expect(await told({}, { error: 'invalid_request', error_description: 'AADSTS90002: Tenant x not found.' })).toBe(
    'oauth.tenant',
  )
  expect(await told({ tokenUrl: undefined })).toBe('oauth.tokenUrl')
  expect(await told({ tokenUrl: 'http://127.0.0.1:1/' })).toBe('oauth')
})

const skipped = noDovecot ? ` (skipped: ${noDovecot})` : ''
describe.skipIf(noDovecot !== null)(`XOAUTH2 at a real Dovecot${skipped}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl })
  })
  afterAll(() => dovecot?.stop())
  const mailbox = (oauth: object = {}) =>
    inbox(oauth, { imap: { host: '127.0.0.1', port: dovecot.imapPort, secure: false, user: 'loja', importDays: 5 } })

  test('mail is read with an access token and no password', async () => {
    await dovecot.deliver('loja', mailOf('oauth'))
    const host = imapHost(mailbox().settings)
    const run = host.run()
    await until('the mail came', () => host.mails.length === 1)
    await run.stop()
    expect(provider.asked).toEqual([{ grant_type: 'refresh_token', client_id: 'desk', refresh_token: 'refresh-1' }])
  })

  test('a token the server ended before its time is renewed by itself, once', async () => {
    const ctx = mailbox()
    ;(await openImap(ctx)).close()
    expect(provider.asked).toHaveLength(1)
    ;(await openImap(ctx)).close()
    expect(provider.asked).toHaveLength(1)
    provider.revoke()
    ;(await openImap(ctx)).close()
    expect(provider.asked).toHaveLength(2)
    // One that was made just now and is refused is no matter of time.
    provider.email = 'somebody-else'
    provider.revoke()
    await expect(openImap(ctx)).rejects.toMatchObject({ authenticationFailed: true })
    expect(provider.asked).toHaveLength(3)
  })

  test('a good token of another account is told at the user, not as a wrong password', async () => {
    provider.email = 'somebody-else'
    expect(await check(mailbox())).toMatchObject({ ok: false, field: 'imap.user' })
    provider.email = 'loja'
    // Only the sending server, which is not there, is left to complain about.
    expect(await check(mailbox())).toMatchObject({ ok: false, field: 'smtp.port' })
  })
})
