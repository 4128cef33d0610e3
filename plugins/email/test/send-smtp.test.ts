import { createServer, type Server } from 'node:http'
import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessToken } from '../src/connecting/oauth.ts'
import { send } from '../src/sending/send.ts'
import type { EmailSettings } from '../src/settings/settings.ts'
import { conversationOfAddress, openMessageId } from '../src/threads/token.ts'
import { contextOf } from './imap-host.ts'
import { type Sink, smtpSink } from './smtp-sink.ts'

let sink: Sink
let files: Server
let filesUrl: string
beforeAll(async () => {
  sink = await smtpSink()
  files = createServer((request, response) => {
    if (request.url === '/token') {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ access_token: 'fresh-token', expires_in: 3600 }))
    } else if (request.url === '/revoked') {
      response.statusCode = 400
      response.end(JSON.stringify({ error: 'invalid_grant' }))
    } else response.end('conteúdo do boleto')
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => files.once('listening', resolve))
  filesUrl = `http://127.0.0.1:${(files.address() as { port: number }).port}`
})
afterAll(async () => {
  files?.close()
  await sink?.close()
})
beforeEach(() => {
  sink.mails.length = 0
  sink.answer = undefined
})

const conversation = { id: '22222222-2222-4222-8222-222222222222', protocol: '2026112200001', subject: 'Meu pedido' }
const settings = (more: object = {}): EmailSettings =>
  ({
    address: 'loja@example.test',
    name: 'Loja da Ana',
    inbound: 'imap',
    signature: 'Equipe da Loja',
    aliases: ['vendas@example.test'],
    smtp: { host: '127.0.0.1', port: sink.port, secure: false, user: sink.user, password: sink.password },
    ...more,
  }) as EmailSettings
const message = (more: Partial<OutboundMessage> = {}): OutboundMessage => ({
  id: '33333333-3333-4333-8333-333333333333',
  to: [{ kind: 'email', value: 'ana@cliente.test' }],
  content: [{ k: 'text', text: 'Olá!\n\nSeu pedido saiu <hoje>: https://loja.example/p?a=1&b=2.' }],
  statusUrl: '',
  conversation,
  ...more,
})
const go = (more: Partial<OutboundMessage> = {}, own: object = {}) => send(message(more), contextOf(settings(own)))

test('an answer is text and HTML, signed, with the quote of what it answers', async () => {
  const result = await go({
    answering: { text: 'Onde está?\nObrigada', author: 'Ana', at: '2026-11-22T12:00:00Z' },
    references: ['m1@cliente.test'],
  })
  expect(result.ok).toBe(true)
  const [mail] = sink.mails
  expect(mail?.headers('from')).toBe('Loja da Ana <loja@example.test>')
  expect(mail?.headers('subject')).toBe('Re: Meu pedido')
  expect(mail?.text).toContain('Seu pedido saiu <hoje>')
  expect(mail?.text).toContain('-- \nEquipe da Loja')
  expect(mail?.text).toMatch(/Em 22\/11\/2026 às 09:00, Ana escreveu:\n> Onde está\?\n> Obrigada/)
  expect(mail?.html).toContain('saiu &lt;hoje&gt;: <a href="https://loja.example/p?a=1&amp;b=2">')
  expect(mail?.html).toContain('<blockquote type="cite"')
})

test('its id and its reply address name the message and the conversation, provably ours', async () => {
  const result = await go()
  const ctx = contextOf(settings())
  const id = result.ok ? (result.parts[0]?.externalId ?? '') : ''
  expect(sink.mails[0]?.headers('message-id')).toBe(`<${id}>`)
  expect(openMessageId(ctx, id)).toEqual({ messageId: message().id, conversationId: conversation.id })
  const reply = /<([^>]+)>/.exec(sink.mails[0]?.headers('reply-to') ?? '')?.[1] ?? ''
  expect(conversationOfAddress(ctx, reply)).toBe(conversation.id)
})

test('edge 42: References hold the root and the latest, at most 20 and 900 bytes, oldest first; In-Reply-To the nearest', async () => {
  const references = Array.from({ length: 60 }, (_, n) => `id-${60 - n}-${'x'.repeat(n % 40)}@cliente.test`)
  await go({ references: [...references, 'broken id', 'no-at', `${'y'.repeat(400)}@z`] })
  const line = sink.mails[0]?.headers('references') ?? ''
  const ids = line.split(/\s+/)
  expect(ids.length).toBeLessThanOrEqual(20)
  expect(line.length).toBeLessThanOrEqual(900)
  expect(ids[0]).toMatch(/^<id-1-/)
  expect(ids.at(-1)).toBe('<id-60-@cliente.test>')
  expect(sink.mails[0]?.headers('in-reply-to')).toBe('<id-60-@cliente.test>')
})

test('a subject has one Re: whatever it had before', async () => {
  for (const [subject, expected] of [
    ['RE: Res: Aw: Fwd: oferta', 'Re: Fwd: oferta'],
    ['Re[2]: re: boleto', 'Re: boleto'],
    ['Reclamação', 'Re: Reclamação'],
    [undefined, 'Re: Loja da Ana [#2026112200001]'],
  ] as const) {
    sink.mails.length = 0
    await go({
      references: ['m@x.test'],
      conversation: { id: conversation.id, protocol: conversation.protocol, ...(subject && { subject }) },
    })
    const { simpleParser } = await import('mailparser')
    expect((await simpleParser(sink.mails[0]?.raw ?? '')).subject).toBe(expected)
  }
})

test('the first mail of a conversation we open carries its protocol in the subject, once; the customer’s own subject never does', async () => {
  const marked = 'Seu pedido chegou [#2026112200001]'
  for (const [more, expected] of [
    [{ conversation: { ...conversation, subject: 'Seu pedido chegou' } }, marked],
    [{ conversation: { ...conversation, subject: marked } }, marked],
    [{ conversation: { id: conversation.id, protocol: conversation.protocol } }, 'Loja da Ana [#2026112200001]'],
    [{ conversation: { ...conversation, subject: `Re: ${marked}` }, references: ['m@x.test'] }, `Re: ${marked}`],
    [{ references: ['m@x.test'] }, 'Re: Meu pedido'],
  ] as const) {
    sink.mails.length = 0
    await go(more as Partial<OutboundMessage>)
    expect(sink.mails[0]?.subject).toBe(expected)
  }
})

test('an automatic answer says so, so that machines do not answer it', async () => {
  await go({ automatic: true })
  expect(sink.mails[0]?.headers('auto-submitted')).toBe('auto-replied')
  expect(sink.mails[0]?.headers('x-auto-response-suppress')).toBe('All')
  sink.mails.length = 0
  await go()
  expect(sink.mails[0]?.headers('auto-submitted')).toBeUndefined()
  expect(sink.mails[0]?.headers('x-faladesk-loop')).toBe(contextOf(settings()).inboxId)
})

test('who wrote to an alias is answered from it; an address that is no alias changes nothing', async () => {
  await go({ account: 'Vendas@example.test' })
  await go({ account: 'evil@other.test' })
  expect(sink.mails.map(({ from }) => from)).toEqual(['vendas@example.test', 'loja@example.test'])
})

test('files travel with the words in one mail', async () => {
  const result = await go({
    content: [
      { k: 'text', text: 'Segue o boleto.' },
      { k: 'media', media: { url: `${filesUrl}/boleto`, mime: 'application/pdf', filename: 'boleto/1.pdf' } },
    ],
  })
  expect(result.ok).toBe(true)
  expect(sink.mails).toHaveLength(1)
  expect(sink.mails[0]?.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
    ['boleto_1.pdf', 'conteúdo do boleto'],
  ])
})

test('line breaks in a subject, an address or an id never reach the wire', async () => {
  const evil = 'x\r\nBcc: todos@mundo.test'
  for (const more of [
    { conversation: { ...conversation, subject: evil } },
    { to: [{ kind: 'email', value: `ana@cliente.test\r\nRCPT TO:<b@c.d>` }] },
    { references: [`${evil}@x`] },
  ]) {
    const result = await go(more)
    expect(result.ok).toBe(false)
    if (!result.ok) expect(['content', 'recipient']).toContain(result.error.class)
  }
  expect(sink.mails).toEqual([])
})

test('edge 54: 4xx is tried again later; 5xx is final and says whether person, content, sender or policy is why', async () => {
  for (const [at, code, text, kind] of [
    ['RCPT', 451, '4.7.1 Greylisted', 'transient'],
    ['DATA', 452, '4.3.1 Full', 'transient'],
    ['RCPT', 550, '5.1.1 User unknown', 'recipient'],
    ['RCPT', 552, '5.2.2 Mailbox full', 'recipient'],
    ['RCPT', 550, '5.7.1 Blocked by policy', 'policy'],
    ['MAIL', 550, '5.7.60 Not allowed to send as', 'config'],
    ['MAIL', 552, '5.3.4 Too big', 'content'],
    ['DATA', 552, '5.3.4 Message size exceeds', 'content'],
    ['DATA', 554, '5.7.1 Spam', 'policy'],
    ['AUTH', 535, '5.7.8 Bad', 'auth'],
  ] as const) {
    sink.answer = { at, code, text }
    const result = await go()
    expect(result.ok ? 'sent' : result.error.class, `${at} ${code} ${text}`).toBe(kind)
    if (!result.ok) expect(JSON.stringify(result.error)).not.toContain('ana@')
    if (!result.ok && kind === 'transient') expect(result.error.retryAfterMs).toBeGreaterThanOrEqual(60_000)
  }
})

test('edge 54: silence after the whole mail was written is ambiguous, and the repetition carries the same Message-ID', async () => {
  sink.answer = 'silent'
  const first = await send(message(), contextOf(settings(), AbortSignal.timeout(5000)))
  expect(first.ok ? 'sent' : first.error.class).toBe('ambiguous')
  sink.answer = undefined
  const second = await go()
  expect(second.ok).toBe(true)
  const ids = sink.mails.map((mail) => mail.headers('message-id'))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

test('a server that is not there is tried again; nothing was sent', async () => {
  const result = await go({}, { smtp: { host: '127.0.0.1', port: 1, secure: false, user: 'x', password: 'y' } })
  expect(result.ok ? 'sent' : result.error.class).toBe('transient')
})

test('XOAUTH2: the refresh token is turned into an access token, once for many mails', async () => {
  const oauth = { provider: 'other', clientId: 'id', refreshToken: 'refresh', tokenUrl: `${filesUrl}/token` }
  const own = { oauth, smtp: { host: '127.0.0.1', port: sink.port, secure: false, user: sink.user } }
  expect((await go({}, own)).ok).toBe(true)
  let asked = 0
  const counted = {
    ...contextOf(settings(own)),
    fetch: ((...given: Parameters<typeof fetch>) => {
      asked += 1
      return fetch(...given)
    }) as typeof fetch,
  }
  expect(await accessToken(counted)).toBe('fresh-token')
  expect(asked).toBe(0)
  const revoked = await go({}, { ...own, oauth: { ...oauth, tokenUrl: `${filesUrl}/revoked` } })
  expect(revoked.ok ? 'sent' : revoked.error.class).toBe('auth')
})
