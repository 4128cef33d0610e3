import { expect, test } from 'vitest'
import { ownMessageId, replyAddress } from '../src/threads/token.ts'
import { context, events, mail, message, read } from './mails.ts'

const conversation = '11111111-2222-4333-8444-555555555555'
const sent = '99999999-2222-4333-8444-555555555555'

test('edge 37: a mail without Message-ID is kept, under an id made of its content, the same each time', async () => {
  const raw = mail({ 'Message-ID': '' })
  const [one, two] = [await message(raw), await message(raw)]
  expect(one.externalId).toMatch(/^[0-9a-f]{40}@no-message-id$/)
  expect(two).toEqual(one)
  expect((await message(mail({ 'Message-ID': '' }, 'Outra coisa'))).externalId).not.toBe(one.externalId)
})

test('edge 38: one Message-ID with other words in it is another delivery', async () => {
  const [one, two] = [await message(mail({}, 'Saiu para entrega')), await message(mail({}, 'Entregue'))]
  expect(one.externalId).toBe(two.externalId)
  expect(one.idempotencyKey).not.toBe(two.idempotencyKey)
})

const file = (content: string, more: Record<string, string> = {}) =>
  mail(
    { ...more, 'Content-Type': 'multipart/mixed; boundary=B' },
    `--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nSegue, não esqueça\r\n--B\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}\r\n--B--\r\n`,
  )

test('edge 38: one Message-ID with another file in it is another delivery', async () => {
  const [one, two] = [await message(file('fatura de março')), await message(file('fatura de abril'))]
  expect(one.externalId).toBe(two.externalId)
  expect(one.idempotencyKey).not.toBe(two.idempotencyKey)
})

test('edge 38: one mail that came two ways, by mailbox and by webhook, in another encoding and with other trace headers, is one', async () => {
  const plain = file('fatura')
  const travelled = [
    'Received: from mx.example by box.example; Sun, 22 Nov 2026 11:05:00 +0000',
    'Delivered-To: suporte@loja.example',
    'X-Spam-Score: 0.1',
    plain
      .replace('Subject: Pedido 123', 'Subject: =?utf-8?Q?Pedido_123?=')
      .replace('Date: Sun, 22 Nov 2026 08:00:00 -0300', 'Date: 22 Nov 2026 11:00:00 +0000 (UTC)')
      .replace('From: Ana Souza <ana@cliente.example>', 'From: "Ana Souza" <Ana@cliente.example>')
      .replace(
        'charset=utf-8\r\n\r\nSegue, não esqueça',
        'charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSegue, n=E3o esque=E7a',
      ),
  ].join('\r\n')
  const [one, two] = [await message(plain), await message(travelled, { to: ['suporte@loja.example'] })]
  expect(two.idempotencyKey).toBe(one.idempotencyKey)
  expect((await message(travelled.replaceAll('\r\n', '\n'))).idempotencyKey).toBe(one.idempotencyKey)
})

test('edge 39: the same mail is the same thing in every inbox, and one to ourselves is marked as a machine’s', async () => {
  const raw = mail({ To: 'suporte@loja.example, vendas@outra.example' })
  const other = context({ inboxId: '00000000-0000-4000-8000-000000000002' })
  expect((await message(raw)).idempotencyKey).toBe((await message(raw, {}, other)).idempotencyKey)
  expect((await message(mail({ From: 'suporte@loja.example' }))).flags?.auto).toBe(true)
})

test('edge 40: an id or reply address that only looks like ours opens nothing', async () => {
  const ctx = context()
  const good = replyAddress(ctx, conversation) as string
  expect((await message(mail({ To: good }))).thread?.conversationId).toBe(conversation)
  const forged = good.replace(/.@/, (end) => (end === 'a@' ? 'b@' : 'a@'))
  expect((await message(mail({ To: forged }))).thread?.conversationId).toBeUndefined()
  const id = ownMessageId(ctx, sent, conversation)
  expect((await message(mail({ 'In-Reply-To': `<${id}>` }))).thread?.conversationId).toBe(conversation)
  const stranger = ownMessageId(context({ inboxId: '00000000-0000-4000-8000-000000000009' }), sent, conversation)
  const thread = (await message(mail({ 'In-Reply-To': `<${stranger}>`, References: `<x@y.example> <${stranger}>` })))
    .thread
  expect(thread).toEqual({ replyToExternalIds: ['x@y.example'], subject: 'Pedido 123' })
})

test('edge 41: somebody new who writes into a thread is told apart from those in it', async () => {
  const id = ownMessageId(context(), sent, conversation)
  const event = await message(mail({ From: 'curioso@fora.example', 'In-Reply-To': `<${id}>` }))
  expect(event.from.identities).toEqual([{ kind: 'email', value: 'curioso@fora.example' }])
  expect(event.thread?.conversationId).toBe(conversation)
})

test('edge 42: References too long, joined by commas, with comments, and several In-Reply-To are all read, the nearest first', async () => {
  const event = await message(
    mail({ References: '<a@x>,<b@x>, <c@x> (comment)', 'In-Reply-To': ['<d@x> <e@x> (Ana)', '<f@x>'] }),
  )
  expect(event.thread?.replyToExternalIds).toEqual(['f@x', 'e@x', 'd@x', 'c@x', 'b@x', 'a@x'])
  const many = Array.from({ length: 2000 }, (_, n) => `<id${n}@x>`).join('\r\n ')
  const long = await message(mail({ References: many }))
  expect(long.thread?.replyToExternalIds[0]).toMatch(/^id\d+@x$/)
  expect(long.thread?.replyToExternalIds.length).toBeLessThanOrEqual(50)
  expect((await message(mail({ 'In-Reply-To': 'nua@x.example' }))).thread?.replyToExternalIds).toEqual([
    'nua@x.example',
  ])
})

test('the subject stays whole, so that the protocol in it (`[#…]`) can be found', async () => {
  for (const subject of ['Res: RES: Seu pedido [#2026112200001]', '[EXTERNO] Re: [#2026112200001] x (urgente)'])
    expect((await message(mail({ Subject: subject }))).thread?.subject).toBe(subject)
})

test('edge 43: an unknown In-Reply-To does not hide the References we know', async () => {
  const id = ownMessageId(context(), sent, conversation)
  const event = await message(mail({ 'In-Reply-To': '<desconhecido@x>', References: `<${id}> <outro@x>` }))
  expect(event.thread).toEqual({
    replyToExternalIds: ['desconhecido@x', 'outro@x', id],
    conversationId: conversation,
    subject: 'Pedido 123',
  })
})

const encoded: [string, string, Buffer, string][] = [
  ['windows-1252 without a label', '', Buffer.from('Ol\xe1 n\xe3o \x93aspas\x94', 'latin1'), 'Olá não “aspas”'],
  ['windows-1252 that says utf-8', 'utf-8', Buffer.from('A a\xe7\xe3o', 'latin1'), 'A ação'],
  ['utf-8 that says latin1', 'iso-8859-1', Buffer.from('A ação'), 'A ação'],
  ['utf-8 that says us-ascii', 'us-ascii', Buffer.from('A ação'), 'A ação'],
  ['an unknown label', 'x-unknown', Buffer.from('a\xe7\xe3o', 'latin1'), 'ação'],
  ['UTF-7', 'utf-7', Buffer.from('Ol+AOE- a+AOcA4w-o 1 +- 1'), 'Olá ação 1 + 1'],
  ['ISO-2022-JP', 'iso-2022-jp', Buffer.from('\x1b$B$3$s\x1b(B', 'latin1'), 'こん'],
  ['GB18030', 'gb18030', Buffer.from([0xc4, 0xe3, 0xba, 0xc3]), '你好'],
  ['windows-1258', 'windows-1258', Buffer.from([0x56, 0x69, 0xea, 0xf2, 0x74]), 'Việt'],
  ['latin1 as it should be', 'iso-8859-1', Buffer.from('a\xe7\xe3o', 'latin1'), 'ação'],
]
test.each(encoded)('edge 44: %s is read as it was written', async (_, charset, body, text) => {
  const head = mail({ 'Content-Type': `text/plain${charset && `; charset=${charset}`}` }, '')
  const [part] = (await message(Buffer.concat([Buffer.from(head), body]))).content
  expect(part?.k === 'text' && part.text.normalize('NFC')).toBe(text)
})

test('edge 44: raw bytes in a header are somebody’s letters, not question marks', async () => {
  const event = await message(
    Buffer.from(mail({ From: 'Jo\xe3o <joao@x.example>', Subject: 'Devolu\xe7\xe3o' }), 'latin1'),
  )
  expect(event.from.name).toBe('João')
  expect(event.thread?.subject).toBe('Devolução')
})

const senders: [string, Record<string, string>, string, string | undefined][] = [
  ['an empty quoted address', { From: '<"">', 'Reply-To': 'ana@x.example' }, 'ana@x.example', undefined],
  ['no From', { From: '', Sender: 'bia@x.example' }, 'bia@x.example', undefined],
  ['a group', { From: 'Equipe: Ana <ana@x.example>, bia@x.example;' }, 'ana@x.example', 'Ana'],
  [
    'a Google group',
    {
      From: "'Ana' via Suporte <suporte@grupo.example>",
      'X-Original-Sender': 'ana@x.example',
      'List-Id': '<suporte.grupo.example>',
    },
    'ana@x.example',
    'Ana',
  ],
  [
    'a contact form',
    { From: 'Site <suporte@loja.example>', 'Reply-To': 'Ana <ana@x.example>' },
    'ana@x.example',
    'Ana',
  ],
  ['no quotes around a comma', { From: 'Souza, Ana <ana@x.example>' }, 'ana@x.example', undefined],
  ['a quote that never ends', { From: '"Ana <ana@x.example>' }, 'ana@x.example', 'Ana'],
  ['another address as the name', { From: '"seguranca@banco.example" <mau@x.example>' }, 'mau@x.example', undefined],
]
test.each(senders)('edge 45: %s still names the sender', async (_, fields, address, name) => {
  const { from } = await message(mail(fields))
  expect(from.identities).toEqual([{ kind: 'email', value: address }])
  if (name) expect(from.name).toBe(name)
})

test('edge 45: a mail that names nobody is refused with its reason; a name that shows another address is a risk', async () => {
  expect(await read(mail({ From: '', 'Reply-To': '' }))).toEqual({ refused: 'The mail names no sender.' })
  expect((await message(mail({ From: '"seguranca@banco.example" <mau@x.example>' }))).flags?.spoofRisk).toBe(true)
})

const machines: [string, Record<string, string>][] = [
  ['an out-of-office', { 'Auto-Submitted': 'auto-replied (vacation)' }],
  ['an Exchange one without the field', { Subject: 'Resposta automática: Pedido 123' }],
  ['an autoresponder', { 'X-Autorespond': 'Pedido' }],
  ['one with no way back', { 'Return-Path': '<>' }],
]
test.each(machines)('edge 46: %s opens no conversation', async (_, fields) => {
  expect(await events(mail(fields))).toMatchObject([{ type: 'account', topic: 'auto-reply' }])
})

test('edge 46: an automatic answer to us is in its thread and marked; what is ours and came back is ignored', async () => {
  const ctx = context()
  const id = ownMessageId(ctx, sent, conversation)
  const answer = await message(mail({ 'Auto-Submitted': 'auto-replied', 'In-Reply-To': `<${id}>` }))
  expect(answer).toMatchObject({ flags: { auto: true }, thread: { conversationId: conversation } })
  const ignored = { events: [], ignored: [{ reason: 'a mail of ours that came back' }] }
  expect(await read(mail({ 'Message-ID': `<${id}>` }))).toEqual(ignored)
  expect(await read(mail({ 'X-Faladesk-Loop': ctx.inboxId }))).toEqual(ignored)
  expect((await message(mail({ Precedence: 'bulk' }))).flags).toEqual({ bulk: true })
  expect((await message(mail({ From: 'no-reply@x.example' }))).flags).toEqual({ auto: true })
})

const tree = (type: string, parts: string[]) =>
  mail(
    { 'MIME-Version': '1.0', 'Content-Type': `${type}; boundary=B` },
    `${parts.map((part) => `--B\r\n${part}\r\n`).join('')}--B--\r\n`,
  )

test('edge 49: calendars, nested mails, signatures, nameless parts and images of the text all arrive as what they are', async () => {
  const ics = [
    'BEGIN:VCALENDAR',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    'UID:u1',
    'SUMMARY:Visita t\\, técnica',
    'DTSTART;TZID=America/Sao_Paulo:20261201T100000',
    'DTEND;TZID=E. South America Standard Time:20261201T110000',
    'ORGANIZER;CN=Ana:mailto:ana@x.example',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
  const event = await message(
    tree('multipart/mixed', [
      'Content-Type: text/html\r\n\r\n<p>Oi <img src="cid:foto@x"></p>',
      'Content-Type: image/png\r\nContent-ID: <foto@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==',
      `Content-Type: text/calendar; charset=utf-8\r\n\r\n${ics}`,
      'Content-Type: message/rfc822\r\n\r\nFrom: b@x.example\r\nSubject: Dentro\r\n\r\nOi',
      'Content-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA',
      'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==',
      'Content-Type: application/pdf; name="../../etc/senha\u0000.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==',
    ]),
  )
  const [text, ...parts] = event.content
  expect(text).toMatchObject({ k: 'text', text: 'Oi', html: expect.stringContaining('src="cid:foto@x"') })
  expect(parts[0]).toMatchObject({ k: 'media', inlineCid: 'foto@x', media: { mime: 'image/png', part: '0', size: 4 } })
  expect(parts[1]).toEqual({
    k: 'calendar',
    method: 'REQUEST',
    uid: 'u1',
    title: 'Visita t, técnica',
    starts: '2026-12-01T13:00:00.000Z',
    ends: '2026-12-01T14:00:00.000Z',
    organizer: 'Ana',
  })
  const names = parts.flatMap((part) => (part.k === 'media' ? [part.media.filename] : []))
  expect(names.slice(2)).toEqual(['Dentro.eml', 'smime.p7s', 'anexo-5.pdf', expect.stringMatching(/senha\.pdf$/)])
  for (const name of names) expect(name).not.toMatch(/[\\/\p{Cc}]|^\./u)
})

const tnef = (files: [string, string][]): Buffer => {
  const attribute = (id: number, data: Buffer) => {
    const head = Buffer.alloc(9)
    head.writeUInt8(2, 0)
    head.writeUInt32LE(id, 1)
    head.writeUInt32LE(data.length, 5)
    return Buffer.concat([head, data, Buffer.alloc(2)])
  }
  const start = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])
  const held = files.flatMap(([name, words]) => [
    attribute(0x00069002, Buffer.alloc(14)),
    attribute(0x00018010, Buffer.from(`${name}\0`)),
    attribute(0x0006800f, Buffer.from(words)),
  ])
  return Buffer.concat([start, ...held])
}

test('edge 49: a winmail.dat is opened; one that cannot be is kept as it is', async () => {
  const part = (bytes: Buffer) =>
    `Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}`
  const body = 'Content-Type: text/plain\r\n\r\nSegue'
  const opened = await message(
    tree('multipart/mixed', [
      body,
      part(
        tnef([
          ['nota.pdf', '%PDF'],
          ['foto.jpg', 'jpg'],
        ]),
      ),
    ]),
  )
  expect(opened.content.slice(1)).toMatchObject([
    { media: { filename: 'nota.pdf', mime: 'application/pdf', part: '0.0', size: 4 } },
    { media: { filename: 'foto.jpg', mime: 'image/jpeg', part: '0.1' } },
  ])
  const broken = await message(tree('multipart/mixed', [body, part(Buffer.from('quebrado'))]))
  expect(broken.content[1]).toMatchObject({ media: { filename: 'winmail.dat', part: '0' } })
})

const hostile: [string, string][] = [
  ['deep HTML', mail({ 'Content-Type': 'text/html' }, `${'<div>'.repeat(60_000)}x`)],
  ['unclosed comments', mail({ 'Content-Type': 'text/html' }, '<!--'.repeat(100_000))],
  ['a huge header', mail({ 'X-Long': 'a'.repeat(900_000) })],
  ['many header lines', mail({ 'X-Many': Array.from({ length: 20_000 }, (_, n) => `v${n}`) })],
  [
    '1,000 parts',
    tree(
      'multipart/mixed',
      Array.from({ length: 1000 }, (_, n) => `Content-Type: text/plain\r\n\r\n${n}`),
    ),
  ],
  ['a rule with an odd end', mail({}, `Oi\n\n${'_'.repeat(200)}x\n${'-*'.repeat(90)}!`)],
  ['signs that open no tag', mail({ 'Content-Type': 'text/html' }, '@<'.repeat(40_000))],
  [
    'rows of carriage returns between headers',
    `From: ana@x.example\r\nA: b${'\r'.repeat(120_000)} c\r\nB: d${'\r'.repeat(30_000)}\n\r\nOi`,
  ],
  ['many newlines', mail({}, '\n'.repeat(300_000))],
  ['dashes', mail({}, '-'.repeat(300_000))],
  ['lines of "On"', mail({}, 'On \n'.repeat(60_000))],
  ['attributions', mail({}, 'Em 3 de mar. de 2026 10:00, a@b.c escreveu\n'.repeat(5000))],
  ['quotes', mail({}, '> a\nb\n'.repeat(40_000))],
  ['addresses', mail({ To: 'a@b.example, '.repeat(4000) })],
  [
    'names of zip bombs',
    tree('multipart/mixed', [`Content-Type: application/zip; name="${'a/'.repeat(5000)}x.zip"\r\n\r\nPK`]),
  ],
]
test.each(hostile)('edge 50: %s take time in proportion to their size and are not lost', async (_, raw) => {
  let best = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 4; turn++) {
    const cpu = process.cpuUsage()
    expect((await message(raw)).content.length).toBeGreaterThan(0)
    const { user, system } = process.cpuUsage(cpu)
    best = Math.min(best, (user + system) / 1000)
  }
  expect(best).toBeLessThan(250 * Math.max(1, raw.length / 100_000))
})

test('edge 51: what is folded is still there; a mail that is only a forward or answers between the lines is shown whole', async () => {
  const said = 'Oi, não recebi.\n\nEm 03/03/2026 10:00, Suporte escreveu:\n> Olá\n'
  const [part] = (await message(mail({}, said))).content
  expect(part).toMatchObject({ k: 'text', text: said.trimEnd(), visible: [0, 15] })
  for (const whole of [
    '> Olá\n> tudo',
    'Em 3 de março fiz o pedido e o vendedor escreveu:\n\nChega logo.',
    '> Qual o pedido?\n123\n> E o CPF?\n456',
  ])
    expect((await message(mail({}, whole))).content[0]).toEqual({ k: 'text', text: whole })
  const forward =
    '---------- Mensagem encaminhada ---------\nDe: Loja <a@x.example>\nAssunto: x\nPara: b@x.example\n\nOferta'
  expect((await message(mail({ Subject: 'Enc: Oferta' }, `Vejam\n\n${forward}`))).content[0]).not.toHaveProperty(
    'visible',
  )
})

test.each([
  ['bad', 'ontem à noite'],
  ['missing', ''],
  ['in the future', 'Sun, 22 Nov 2099 08:00:00 +0000'],
  ['long past', 'Thu, 01 Jan 1998 08:00:00 +0000'],
])('edge 52: a date that is %s orders nothing: the arrival does', async (_, date) => {
  const receivedAt = new Date('2026-11-22T11:59:00Z')
  expect((await message(mail({ Date: date }), { receivedAt })).occurredAt).toBe('2026-11-22T11:59:00.000Z')
  expect((await message(mail({ Date: date }))).occurredAt).toBe('2026-11-22T12:00:00.000Z')
})

test('edge 53: a mail that only a blind copy or a trace field brings to us is still ours, and a token in Cc counts', async () => {
  const blind = await message(mail({ To: 'outro@x.example', 'Delivered-To': 'vendas@loja.example' }))
  expect(blind.account).toBe('vendas@loja.example')
  const envelope = await message(mail({ To: 'outro@x.example' }), { to: ['vendas@loja.example'] })
  expect(envelope.account).toBe('vendas@loja.example')
  const token = replyAddress(context(), conversation) as string
  for (const name of ['Cc', 'Bcc', 'Delivered-To', 'X-Original-To', 'Envelope-To'])
    expect((await message(mail({ To: 'outro@x.example', [name]: `<${token}>` }))).thread?.conversationId).toBe(
      conversation,
    )
  expect((await message(mail({ To: 'outro@x.example' }), { to: [token] })).thread?.conversationId).toBe(conversation)
})

test('edge 55: the same mail found again has the same id and key, so that what was deleted is known', async () => {
  const raw = mail()
  const [first, again] = [await message(raw, { receivedAt: new Date('2026-11-20T00:00:00Z') }), await message(raw)]
  expect([again.externalId, again.idempotencyKey]).toEqual([first.externalId, first.idempotencyKey])
})
