import { readFileSync } from 'node:fs'
import { connect as connectSocket } from 'node:net'
import tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { ListenContext, OutboundMessage, StreamItem } from '@faladesk/plugin-sdk'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { check } from '../src/check/check.ts'
import { listenForMail } from '../src/receiving/smtp.ts'
import { send } from '../src/sending/send.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'
import { contextOf, imapHost, mailOf, until } from './imap-host.ts'
import { type Sink, smtpSink } from './smtp-sink.ts'

// A certificate for mail.example.test that nobody vouches for, unless a test does.
const pem = (name: string) => fileURLToPath(new URL(`certificates/${name}`, import.meta.url))
const [cert, key] = [readFileSync(pem('mail.pem'), 'utf8'), readFileSync(pem('mail-key.pem'), 'utf8')]
const usual = tls.getCACertificates('default')
const trust = () => tls.setDefaultCACertificates([...usual, cert])
afterEach(() => tls.setDefaultCACertificates(usual))

let sink: Sink
beforeAll(async () => {
  sink = await smtpSink({ tls: { cert, key } })
})
afterAll(() => sink?.close())

/** A host that lets nothing pass in the clear, as one on the internet does; the name leads to this machine. */
const strict = (settings: EmailSettings) => ({
  ...contextOf(settings),
  allowPrivateNetwork: false,
  resolve: async () => ['127.0.0.1'],
})
const smtp = (more: object = {}) => ({
  host: 'mail.example.test',
  port: sink.port,
  secure: false,
  user: sink.user,
  password: sink.password,
  ...more,
})
const settings = (more: object = {}): EmailSettings =>
  ({ address: 'loja@example.test', inbound: 'smtp', smtp: smtp(), ...more }) as EmailSettings
const out: OutboundMessage = {
  id: '33333333-3333-4333-8333-333333333333',
  to: [{ kind: 'email', value: 'ana@cliente.test' }],
  content: [{ k: 'text', text: 'Olá' }],
  statusUrl: '',
}
const told = async (own: EmailSettings) => {
  const result = await check(strict(own))
  return result.ok ? 'ok' : [result.field, result.message.en]
}

test('an answer leaves by STARTTLS, its password behind it', async () => {
  trust()
  expect((await send(out, strict(settings()))).ok).toBe(true)
  expect(sink.mails.at(-1)).toMatchObject({ encrypted: true, to: ['ana@cliente.test'] })
})

test('a certificate nobody vouches for, or of another name, sends nothing and is told in plain words', async () => {
  const before = sink.mails.length
  expect(await send(out, strict(settings()))).toMatchObject({
    ok: false,
    error: { class: 'config', code: 'certificate' },
  })
  expect(await told(settings())).toEqual([
    'smtp.host',
    expect.stringContaining('certificate is not valid for mail.example.test'),
  ])
  trust()
  expect(await told(settings())).toBe('ok')
  expect(await told(settings({ smtp: smtp({ host: 'other.example.test' }) }))).toEqual([
    'smtp.host',
    expect.stringContaining('certificate is not valid for other.example.test'),
  ])
  expect(sink.mails).toHaveLength(before)
})

test('mail comes in by STARTTLS where the operator gave a certificate', async () => {
  const stored: StreamItem[] = []
  const own = { address: 'loja@example.test', inbound: 'smtp' } as EmailSettings
  const server = await listenForMail(
    {
      host: '127.0.0.1',
      port: 0,
      tls: { cert, key },
      log: contextOf(own).log,
      signal: AbortSignal.timeout(30_000),
      inboxes: async () => [{ context: contextOf(own), store: async (item: StreamItem) => void stored.push(item) }],
    } as ListenContext<EmailSettings>,
    { resolver: async () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })) },
  )
  const answers = await overTls(server.port, [
    'EHLO cliente.test',
    'MAIL FROM:<ana@cliente.test>',
    'RCPT TO:<loja@example.test>',
    'DATA',
    `${mailOf('tls')}.`,
  ])
  await server.close()
  expect(answers.at(-1)).toContain('250')
  expect(Buffer.from(stored[0]?.request.body ?? []).toString()).toContain('Pedido tls')
})

/** Speaks SMTP by hand: EHLO and STARTTLS in the clear, the rest behind the server's certificate, which must be right. */
const overTls = (port: number, lines: string[]) =>
  new Promise<string[]>((resolve, reject) => {
    const answers: string[] = []
    const plain = connectSocket(port, '127.0.0.1')
    plain.on('error', reject)
    const first = ['EHLO cliente.test', 'STARTTLS']
    plain.on('data', (chunk) => {
      if (!/^\d{3} /m.test(String(chunk))) return
      const next = first.shift()
      if (next) return void plain.write(`${next}\r\n`)
      plain.removeAllListeners('data')
      const secure = tls.connect({ socket: plain, servername: 'mail.example.test', ca: cert }, () =>
        secure.write(`${lines.shift()}\r\n`),
      )
      secure.on('error', reject)
      secure.on('data', (said) => {
        if (!/^\d{3} /m.test(String(said))) return
        answers.push(String(said))
        const line = lines.shift()
        if (line) return void secure.write(`${line}\r\n`)
        secure.destroy()
        resolve(answers)
      })
    })
  })

const skipped = noDovecot ? ` (skipped: ${noDovecot})` : ''
describe.skipIf(noDovecot !== null)(`a mailbox behind STARTTLS on a real Dovecot${skipped}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot({ tls: { cert: pem('mail.pem'), key: pem('mail-key.pem') } })
  })
  afterAll(() => dovecot?.stop())
  const mailbox = (more: object = {}) =>
    settings({
      inbound: 'imap',
      imap: {
        host: 'mail.example.test',
        port: dovecot.imapPort,
        secure: false,
        user: 'loja',
        password: dovecot.password,
        importDays: 5,
        ...more,
      },
    })

  test('mail is read behind a certificate that is right; the password never goes where it is not', async () => {
    await dovecot.deliver('loja', mailOf('starttls'))
    expect(await told(mailbox())).toEqual(['imap.host', expect.stringContaining('certificate is not valid')])
    trust()
    expect(await told(mailbox())).toBe('ok')
    expect(await told(mailbox({ host: 'other.example.test' }))).toEqual([
      'imap.host',
      expect.stringContaining('for other.example.test'),
    ])
    const host = imapHost(mailbox())
    const run = host.run({ allowPrivateNetwork: false, resolve: async () => ['127.0.0.1'] })
    await until('the mail came', () => host.mails.length === 1)
    await run.stop()
  })
})
