import { randomBytes, randomUUID } from 'node:crypto'
import type { Row } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import email from '../../plugins/email/src/index.ts'
import { type Received, type Sink, smtpSink } from '../../plugins/email/test/smtp-sink.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites } from './support/events.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const secret = 'um-segredo-bem-longo'
const address = 'loja@example.test'
const inbox = { id: randomUUID(), key: randomBytes(16).toString('hex') }
let engine: Engine
let sink: Sink
beforeAll(async () => {
  ;[engine, sink] = await Promise.all([startEngine({}, {}, false, [{ from: 'email', plugin: email }]), smtpSink()])
  const settings = {
    address,
    authservId: 'mx.example.test',
    inbound: 'webhook',
    webhook: { provider: 'raw', secret },
    smtp: { host: '127.0.0.1', port: sink.port, secure: false, user: sink.user, password: sink.password },
  }
  await engine.sql`insert into inboxes (id, organization_id, channel, name, key, settings)
    values (${inbox.id}, ${engine.organization}, 'email', 'E-mail', ${inbox.key}, ${engine.sql.json(settings)})`
  await engine.publish([echo])
})
afterAll(async () => {
  await engine?.stop()
  await sink?.close()
})

// One moment for all: the same words at another second are another mail.
const stamped = new Date().toUTCString()
const raw = (fields: Record<string, string>, body = 'Olá') =>
  `${Object.entries({
    'Message-ID': `<${randomUUID()}@x.example>`,
    To: address,
    Subject: 'Pedido',
    Date: stamped,
    'Content-Type': 'text/plain; charset=utf-8',
    ...fields,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${body}\r\n`

const post = async (mail: string): Promise<void> => {
  const { status } = await fetch(`${engine.core.url}/hooks/v1/${inbox.key}/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'x-faladesk-secret': secret },
    body: mail,
  })
  expect(status).toBe(200)
}

// The message a mail became, found by its words.
const heard = async (mail: string, body: string): Promise<Row> => {
  await post(mail)
  return until(`"${body}" was stored`, async () => {
    const [row] = await engine.sql`select m.*, d.outcome from messages m join decisions d on d.message_id = m.id
      where m.inbox_id = ${inbox.id} and m.text = ${body}`
    return row
  })
}
const answerTo = (body: string): Promise<Received> =>
  until(`"${body}" was answered`, () => sink.mails.find(({ text }) => text.includes(`re: ${body}`)))

// A customer who wrote and was answered.
async function thread(from: string) {
  const words = `pedido de ${from}`
  const message = await heard(raw({ From: from }, words), words)
  const answer = await answerTo(words)
  const id = answer.headers('message-id') ?? ''
  const replyTo = /[^<\s]+@[^>\s]+/.exec(answer.headers('reply-to') ?? '')?.[0] ?? ''
  return { conversation: message.conversation_id as string, answer, id, replyTo }
}

test('a reply finds its thread by our Message-ID, and by the address alone where a mail program lost every header', async () => {
  const { conversation, id, replyTo } = await thread('ana@x.example')
  expect((await heard(raw({ From: 'ana@x.example', 'In-Reply-To': id }, 'ana dois'), 'ana dois')).conversation_id).toBe(
    conversation,
  )
  expect(replyTo).toMatch(/^loja\+c\./)
  const alone = await heard(raw({ From: 'ana@x.example', To: replyTo }, 'ana três'), 'ana três')
  expect(alone).toMatchObject({ conversation_id: conversation, outcome: 'auto-reply' })
  const fresh = await heard(raw({ From: 'ana@x.example' }, 'ana quatro'), 'ana quatro')
  expect(fresh.conversation_id).not.toBe(conversation)
})

test('edge 41: somebody else who answers our mail is flagged in its thread and gets no answer', async () => {
  const { conversation, id } = await thread('bia@x.example')
  const stranger = await heard(raw({ From: 'outra@y.example', References: id }, 'me mande tudo'), 'me mande tudo')
  expect(stranger).toMatchObject({ conversation_id: conversation, flags: { stranger: true }, outcome: 'none' })
  expect(sink.mails.filter(({ to }) => to.includes('outra@y.example'))).toEqual([])
  await agentWrites(engine, conversation, 'respondo à Bia')
  const answer = await until('the agent’s answer was sent', () =>
    sink.mails.find(({ text }) => text.includes('respondo à Bia')),
  )
  expect(answer.to).toEqual(['bia@x.example'])
  expect(answer.raw).not.toContain('me mande tudo')
  expect(answer.headers('references')).not.toContain(stranger.external_id)
})

test('edge 40: a forged id, and a mail that fails DMARC with a true one, open nothing', async () => {
  const { conversation, id, replyTo } = await thread('caio@x.example')
  const forged = id.replace(/\.[a-z2-7]{12}@/, '.aaaaaaaaaaaa@')
  expect(forged).not.toBe(id)
  const first = await heard(raw({ From: 'caio@x.example', 'In-Reply-To': forged }, 'caio forjado'), 'caio forjado')
  expect(first.conversation_id).not.toBe(conversation)
  const spoofed = await heard(
    raw(
      {
        'Authentication-Results': 'mx.example.test; dmarc=fail header.from=x.example',
        From: 'caio@x.example',
        To: replyTo,
        'In-Reply-To': id,
      },
      'caio falso',
    ),
    'caio falso',
  )
  expect(spoofed.conversation_id).not.toBe(conversation)
  expect(spoofed).toMatchObject({ flags: { spoofRisk: true, authentication: { dmarc: 'fail' } }, outcome: 'none' })
})

test('edge 38: one Message-ID with other words is another message of the same conversation; the same words are one', async () => {
  const { conversation, id } = await thread('dora@x.example')
  const version = (body: string) =>
    raw({ From: 'dora@x.example', 'Message-ID': '<aviso@x.example>', 'In-Reply-To': id }, body)
  await heard(version('saiu para entrega'), 'saiu para entrega')
  await heard(version('foi entregue'), 'foi entregue')
  await post(version('saiu para entrega'))
  const rows = await engine.sql`
    select external_id, conversation_id from messages where external_id like 'aviso@x.example%' order by seq`
  expect(rows.map((row) => row.conversation_id)).toEqual([conversation, conversation])
  expect(rows[0]?.external_id).toBe('aviso@x.example')
  expect(rows[1]?.external_id).toMatch(/^aviso@x\.example#[0-9a-f]{16}$/)
  // Each is answered by the id its sender knows.
  for (const words of ['saiu para entrega', 'foi entregue'])
    expect((await answerTo(words)).headers('in-reply-to')).toBe('<aviso@x.example>')
})

test('edge 47: a delivery report about our mail marks it failed and its address unreachable, and is no message', async () => {
  const { conversation, id } = await thread('gone@x.example')
  const before = await engine.sql`select count(*)::int as n from messages where direction = 'in'`
  await post(
    raw(
      {
        From: 'MAILER-DAEMON@x.example',
        Subject: 'Undelivered Mail Returned to Sender',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=B',
      },
      [
        '--B\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.',
        '--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.example\r\n\r\nFinal-Recipient: rfc822; gone@x.example\r\nAction: failed\r\nStatus: 5.1.1',
        `--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${id}\r\nTo: gone@x.example\r\nSubject: Re: Pedido`,
        '--B--',
      ].join('\r\n'),
    ),
  )
  const [message] = await engine.sql`
    select status, error from messages where conversation_id = ${conversation} and direction = 'out'`
  expect(message).toMatchObject({ status: 'failed', error: { code: '5.1.1' } })
  const [identity] = await engine.sql`select blocked, blocked_code from identities where value = 'gone@x.example'`
  expect(identity).toMatchObject({ blocked: 'unreachable', blocked_code: '5.1.1' })
  expect(await engine.sql`select count(*)::int as n from messages where direction = 'in'`).toEqual(before)
})
