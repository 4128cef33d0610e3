import { createHmac, createSign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { RawRequest } from '@faladesk/plugin-sdk'
import { moment, rawRequest } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { context, mail, settings } from './mails.ts'

type Webhook = NonNullable<EmailSettings['webhook']>
const inbox = (webhook: Webhook, fetch?: typeof globalThis.fetch) =>
  context({ settings: { ...settings, webhook }, ...(fetch && { fetch }) })
const request = (body: string, headers: Record<string, string> = {}): RawRequest =>
  rawRequest(channel, { hook: 'inbound', body, headers })
const secret = 'um-segredo-bem-longo'

test.each(['sendgrid', 'postmark', 'raw'] as const)(
  '%s: a password in the address or a header opens, nothing else does',
  async (provider) => {
    const ctx = inbox({ provider, secret })
    const basic = (password: string) => ({
      authorization: `Basic ${Buffer.from(`faladesk:${password}`).toString('base64')}`,
    })
    expect(await channel.verify(request('x', basic(secret)), ctx)).toEqual({ ok: true })
    expect(await channel.verify(request('x', { 'x-faladesk-secret': secret }), ctx)).toEqual({ ok: true })
    for (const headers of [basic('outra'), basic(''), { authorization: 'Basic %%%' }, { 'x-faladesk-secret': '' }])
      expect(await channel.verify(request('x', headers), ctx)).toMatchObject({
        ok: false,
        status: 403 - Number('authorization' in headers && headers.authorization.includes('%')) * 2,
      })
    expect(await channel.verify(request('x'), ctx)).toMatchObject({ ok: false, status: 401 })
  },
)

test('edge 24: without a webhook, a secret or a key everything stays shut', async () => {
  const { webhook: _, ...without } = settings
  const all: EmailSettings[] = [
    without,
    ...(['raw', 'mailgun', 'ses'] as const).map((provider) => ({ ...settings, webhook: { provider, secret: '' } })),
  ]
  for (const one of all)
    expect(await channel.verify(request('x', { 'x-faladesk-secret': '' }), context({ settings: one }))).toMatchObject({
      ok: false,
    })
  const stream = { ...request(mail(), { 'x-faladesk-secret': secret }), name: 'stream' }
  expect(await channel.verify(stream, context())).toMatchObject({ ok: false, status: 403 })
})

test('mailgun: signed within five minutes opens; old, changed or by another key does not', async () => {
  const ctx = inbox({ provider: 'mailgun', secret, signingKey: 'chave' })
  const body = (age: number, key = 'chave', token = 't'.repeat(50)) => {
    const timestamp = String(Math.floor(moment.getTime() / 1000) - age)
    const signature = createHmac('sha256', key)
      .update(timestamp + token)
      .digest('hex')
    return new URLSearchParams({
      timestamp,
      token,
      signature,
      recipient: 'suporte@loja.example',
      'body-mime': mail(),
    }).toString()
  }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await channel.verify(request(body(10), form), ctx)).toEqual({ ok: true })
  for (const bad of [body(3600), body(-3600), body(10, 'outra'), body(10).replace('token=t', 'token=u'), 'body-mime=x'])
    expect(await channel.verify(request(bad, form), ctx)).toMatchObject({ ok: false })
  const outcome = await channel.parse(request(body(10), form), ctx)
  expect(outcome).toMatchObject({
    events: [{ type: 'message', externalId: 'm1@cliente.example', account: 'suporte@loja.example' }],
  })
})

const raw = (accents: string) =>
  Buffer.from(mail({ 'Content-Type': 'text/plain; charset=iso-8859-1' }, accents), 'latin1')

test('every provider’s form of a raw mail becomes the same message, its bytes untouched', async () => {
  const bytes = raw('Ol\xe1')
  const multipart = Buffer.concat([
    Buffer.from(
      '--X\r\nContent-Disposition: form-data; name="to"\r\n\r\nx\r\n--X\r\nContent-Disposition: form-data; name="email"\r\n\r\n',
    ),
    bytes,
    Buffer.from('\r\n--X--\r\n'),
  ])
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  const note = {
    Type: 'Notification',
    MessageId: 'n1',
    Message: JSON.stringify({ notificationType: 'Received', content: bytes.toString('base64') }),
  }
  const posted: [string, string | Buffer][] = [
    ['multipart/form-data; boundary=X', multipart],
    ['application/x-www-form-urlencoded', `body-mime=${percent}&recipient=a`],
    [
      'application/json',
      JSON.stringify({ RawEmail: mail({ 'Content-Type': 'text/plain; charset=utf-8' }, 'Olá'), MailboxHash: '' }),
    ],
    ['text/plain; charset=UTF-8', JSON.stringify(note)],
    ['message/rfc822', bytes],
  ]
  for (const [type, body] of posted) {
    const outcome = await channel.parse(
      rawRequest(channel, { hook: 'inbound', body, headers: { 'content-type': type } }),
      context(),
    )
    expect(outcome, type).toMatchObject({
      events: [{ externalId: 'm1@cliente.example', content: [{ k: 'text', text: 'Olá' }] }],
    })
  }
})

test('a mail already taken apart is refused with what to switch on', async () => {
  const parts = '--X\r\nContent-Disposition: form-data; name="text"\r\n\r\nOi\r\n--X--\r\n'
  const form = await channel.parse(request(parts, { 'content-type': 'multipart/form-data; boundary=X' }), context())
  expect(form).toEqual({ refused: expect.stringContaining('raw, full MIME') })
  const json = await channel.parse(request(JSON.stringify({ FromFull: {}, TextBody: 'Oi' })), context())
  expect(json).toEqual({ refused: expect.stringContaining('Include raw email') })
})

test('a webhook cannot say what only our own sources may: envelope, arrival, findings about the sender', async () => {
  const headers = { 'x-faladesk-received-at': '2020-01-01T00:00:00Z', 'x-faladesk-authentication': '{"dmarc":"pass"}' }
  const outcome = await channel.parse(request(mail(), headers), context())
  expect(outcome).toMatchObject({ events: [{ occurredAt: '2026-11-22T11:00:00.000Z' }] })
  expect(JSON.stringify(outcome)).not.toContain('dmarc')
})

const topicArn = 'arn:aws:sns:us-east-1:123456789012:mails'
// A certificate of our own, good for a hundred years: what Amazon's would be at its address.
const ofTest = (name: string) => readFileSync(new URL(`certificates/${name}`, import.meta.url), 'utf8')
const certificate = ofTest('sns.pem')
const privateKey = ofTest('sns-key.pem')

const signedNote = (changes: Record<string, string> = {}, version = '2') => {
  const note: Record<string, string> = {
    Type: 'Notification',
    MessageId: 'n1',
    TopicArn: topicArn,
    Message: JSON.stringify({ notificationType: 'Received', content: Buffer.from(mail()).toString('base64') }),
    Timestamp: moment.toISOString(),
    ...changes,
  }
  const names =
    note.Type === 'Notification'
      ? ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type']
      : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = names.flatMap((name) => (note[name] === undefined ? [] : `${name}\n${note[name]}\n`)).join('')
  const Signature = createSign(version === '2' ? 'RSA-SHA256' : 'RSA-SHA1')
    .update(text)
    .sign(privateKey, 'base64')
  return {
    SigningCertURL: 'https://sns.us-east-1.amazonaws.com/cert.pem',
    ...note,
    SignatureVersion: version,
    Signature,
  }
}

test('Amazon SES by SNS: signed by Amazon for our topic opens; another topic, host, time or word does not', async () => {
  const asked: string[] = []
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(String(url))
    return new Response(certificate)
  }
  const ctx = inbox({ provider: 'ses', secret, topicArn }, fetch)
  const verdict = (note: object) => channel.verify(request(JSON.stringify(note)), ctx)
  expect(await verdict(signedNote())).toEqual({ ok: true })
  expect(await verdict(signedNote({}, '1'))).toEqual({ ok: true })
  const bad = [
    { ...signedNote(), Message: '{"content":"x"}' },
    signedNote({ TopicArn: `${topicArn}2` }),
    signedNote({ Timestamp: '2026-11-20T00:00:00.000Z' }),
    { ...signedNote(), SignatureVersion: '9' },
    { Type: 'Notification' },
    ...[
      'http://sns.us-east-1.amazonaws.com/cert.pem',
      'https://sns.us-east-1.amazonaws.com.evil.example/cert.pem',
      'https://evil.example/cert.pem',
      'https://sns.us-east-1.amazonaws.com@evil.example/cert.pem',
      'https://evil.example/sns.us-east-1.amazonaws.com/cert.pem',
    ].map((SigningCertURL) => ({ ...signedNote(), SigningCertURL })),
  ]
  for (const note of bad) expect(await verdict(note), JSON.stringify(note).slice(0, 200)).toMatchObject({ ok: false })
  expect(new Set(asked)).toEqual(new Set(['https://sns.us-east-1.amazonaws.com/cert.pem']))
})

test('a subscription of our topic is confirmed at Amazon’s own host and told to the admins', async () => {
  const asked: string[] = []
  const ctx = inbox({ provider: 'ses', secret, topicArn }, async (url) => {
    asked.push(String(url))
    return new Response(certificate)
  })
  const SubscribeURL = 'https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&Token=t'
  const note = signedNote({ Type: 'SubscriptionConfirmation', Message: 'confirm', Token: 't', SubscribeURL })
  expect(await channel.verify(request(JSON.stringify(note)), ctx)).toEqual({ ok: true })
  expect(asked).toContain(SubscribeURL)
  expect(await channel.parse(request(JSON.stringify(note)), ctx)).toMatchObject({
    events: [{ type: 'account', topic: 'subscription' }],
  })
  const elsewhere = signedNote({
    Type: 'SubscriptionConfirmation',
    Message: 'confirm',
    Token: 't',
    SubscribeURL: 'https://evil.example/',
  })
  expect(await channel.verify(request(JSON.stringify(elsewhere)), ctx)).toMatchObject({ ok: false })
  expect(asked.join()).not.toContain('evil')
})
