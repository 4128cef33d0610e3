import { createServer } from 'node:http'
import { locales } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../src/check/check.ts'
import { connectionTroubleOf } from '../src/connecting/connection-trouble.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'
import { contextOf } from './imap-host.ts'
import { mute, type Sink, smtpSink } from './smtp-sink.ts'

let sink: Sink
let tls: Sink
beforeAll(async () => {
  ;[sink, tls] = await Promise.all([smtpSink(), smtpSink({ secure: true })])
})
afterAll(() => Promise.all([sink?.close(), tls?.close()]))

const smtp = (more: object = {}) => ({
  host: '127.0.0.1',
  port: sink.port,
  secure: false,
  user: sink.user,
  password: sink.password,
  ...more,
})
const settings = (more: object): EmailSettings =>
  ({ address: 'loja@example.test', inbound: 'smtp', smtp: smtp(), ...more }) as EmailSettings
const found = async (more: object, context: object = {}) => {
  const result = await check({ ...contextOf(settings(more)), ...context })
  if (!result.ok) for (const locale of locales) expect(result.message[locale].length).toBeGreaterThan(20)
  return result.ok ? 'ok' : result.field
}

test('right settings are right', async () => {
  expect(await found({})).toBe('ok')
})

test('what is missing is named', async () => {
  expect(await found({ smtp: undefined })).toBe('smtp')
  expect(await found({ inbound: 'imap' })).toBe('imap')
  expect(await found({ inbound: 'webhook' })).toBe('webhook')
})

test('a wrong password, port, TLS setting, name or certificate of the sending server is found and named', async () => {
  expect(await found({ smtp: smtp({ password: 'errada' }) })).toBe('smtp.password')
  expect(await found({ smtp: smtp({ port: 1 }) })).toBe('smtp.port')
  expect(await found({ smtp: smtp({ secure: true }) })).toBe('smtp.secure')
  expect(await found({ smtp: smtp({ port: tls.port, secure: true }) })).toBe('smtp.host')
  const gone = { resolve: async () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' })) }
  expect(await found({ smtp: smtp({ host: 'naoexiste.invalid' }) }, gone)).toBe('smtp.host')
})

test('a server that waits for TLS, or says nothing, is given up within the ten seconds a host waits', async () => {
  const quiet = await mute()
  const before = performance.now()
  expect(await found({ smtp: smtp({ port: tls.port, secure: false }) })).toBe('smtp.secure')
  expect(await found({ smtp: smtp({ port: quiet.port, secure: true }) })).toMatch(/^smtp\./)
  expect(performance.now() - before).toBeLessThan(40_000)
  quiet.close()
})

test('private addresses are refused where they are not allowed, before any connection', async () => {
  const refuses = {
    allowPrivateNetwork: false,
    resolve: async () => Promise.reject(Object.assign(new Error('private'), { code: 'EPRIVATE' })),
  }
  expect(await found({}, refuses)).toBe('smtp.host')
  // A host that does not look addresses up for us cannot keep us from private ones.
  expect(await found({}, { allowPrivateNetwork: false, resolve: undefined })).toMatch(/^smtp\./)
})

test('credentials never cross a public network in the clear: a server without STARTTLS is refused', async () => {
  expect(await found({}, { allowPrivateNetwork: false })).toBe('smtp.secure')
})

test('a refresh token that is no longer accepted is told apart from a wrong password', async () => {
  const provider = createServer((_request, response) => {
    response.statusCode = 400
    response.end(JSON.stringify({ error: 'invalid_grant' }))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => provider.once('listening', resolve))
  const { port } = provider.address() as { port: number }
  const oauth = { provider: 'other', clientId: 'x', refreshToken: 'y' }
  expect(await found({ oauth: { provider: 'google', clientId: 'x' } })).toBe('oauth.refreshToken')
  expect(await found({ oauth: { provider: 'microsoft', clientId: 'x' } })).toBe('oauth.tenant')
  expect(await found({ oauth: { ...oauth, tokenUrl: `http://127.0.0.1:${port}/` } })).toBe('oauth.refreshToken')
  expect(await found({ oauth })).toBe('oauth.tokenUrl')
  provider.close()
})

test('what servers and sockets say is read right', () => {
  for (const [error, secure, port, expected] of [
    [{ code: 'ECONNREFUSED' }, true, 993, 'port'],
    [{ code: 'ENOTFOUND' }, true, 993, 'host'],
    [{ code: 'CERT_HAS_EXPIRED' }, true, 993, 'certificate'],
    [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, true, 993, 'certificate'],
    [{ code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, true, 143, 'tls'],
    [{ code: 'GREETING_TIMEOUT', message: 'Failed to receive greeting' }, false, 993, 'plain'],
    [{ authenticationFailed: true }, true, 993, 'login'],
    [{ authenticationFailed: true, serverResponseCode: 'UNAVAILABLE' }, true, 993, 'busy'],
    [{ authenticationFailed: true, message: 'Too many simultaneous connections' }, true, 993, 'busy'],
  ] as const)
    expect(connectionTroubleOf(Object.assign(new Error('x'), error), { secure, port }), JSON.stringify(error)).toBe(
      expected,
    )
})

describe.skipIf(noDovecot !== null)(`against a real mailbox${noDovecot ? ` (skipped: ${noDovecot})` : ''}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot?.stop())

  test('password, folder and TLS of the mailbox are told apart', async () => {
    const imap = (more: object = {}) => ({
      inbound: 'imap',
      imap: {
        host: '127.0.0.1',
        port: dovecot.imapPort,
        secure: false,
        user: 'loja',
        password: dovecot.password,
        ...more,
      },
    })
    expect(await found(imap())).toBe('ok')
    expect(await found(imap({ password: 'errada' }))).toBe('imap.password')
    expect(await found(imap({ password: undefined }))).toBe('imap.password')
    expect(await found(imap({ folders: ['INBOX', 'Nada'] }))).toBe('imap.folders')
    expect(await found(imap({ secure: true }))).toBe('imap.secure')
    expect(await found(imap({ port: sink.port }))).toMatch(/^imap\.(host|port)$/)
    expect(await found(imap(), { allowPrivateNetwork: false })).toBe('imap.secure')
  })
})
