import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import email from '../../plugins/email/src/index.ts'
import { streamRequest } from '../../plugins/email/src/receiving/stream-request.ts'
import { newApiKey } from '../src/http/auth/api-key.ts'
import { storeItems } from '../src/inbound/stream-store.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const secret = 'um-segredo-bem-longo'
let engine: Engine
let token: string
const inbox = { id: randomUUID(), key: randomBytes(16).toString('hex') }

beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'email', plugin: email }])
  const settings = { address: 'suporte@loja.example', inbound: 'webhook', webhook: { provider: 'raw', secret } }
  await engine.sql`insert into inboxes (id, organization_id, channel, name, key, settings)
    values (${inbox.id}, ${engine.organization}, 'email', 'E-mail', ${inbox.key}, ${engine.sql.json(settings)})`
  await engine.publish([echo])
  const made = newApiKey()
  await engine.sql`insert into api_keys (organization_id, name, prefix, hash)
    values (${engine.organization}, 'Leitor', ${made.prefix}, ${made.hash})`
  token = made.key
})
afterAll(() => engine?.stop())

// Bytes no text survives: a letter of Latin-1, and line ends of its own.
const mail = (id: string, body: string) =>
  Buffer.from(
    `Message-ID: <${id}@x.example>\r\nFrom: Ana <ana@x.example>\r\nTo: suporte@loja.example, Beto <beto@x.example>\r\nCc: Chefe <chefe@x.example>\r\nSubject: =?utf-8?Q?Or=C3=A7amento_n=C2=BA_7/2026?=\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n${body} n\xe3o\n`,
    'latin1',
  )
const post = (body: Buffer, type = 'message/rfc822') =>
  fetch(`${engine.core.url}/hooks/v1/${inbox.key}/inbound`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-faladesk-secret': secret },
    body: new Uint8Array(body),
  })
const heard = (words: string) =>
  until(`"${words}" was stored`, async () => {
    const [row] = await engine.sql`
      select id, conversation_id, flags from messages where inbox_id = ${inbox.id} and text like ${`${words}%`} and direction = 'in'`
    return row as { id: string; conversation_id: string; flags: Record<string, unknown> } | undefined
  })
const ask = ({ id, conversation_id }: { id: string; conversation_id: string }, language = 'en') =>
  fetch(`${engine.core.url}/v1/conversations/${conversation_id}/messages/${id}/original`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': language },
  })

test('the original of a mail is the very bytes its sender sent, as a file that is saved and never shown; who read it is kept', async () => {
  const raw = mail('um', 'Primeiro')
  expect((await post(raw)).status).toBe(200)
  const message = await heard('Primeiro')
  const answer = await ask(message)
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(raw)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'message/rfc822',
    'content-disposition': `attachment; filename="Or_amento n_ 7 2026.eml"; filename*=UTF-8''Or%C3%A7amento%20n%C2%BA%207%202026.eml`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const [audit] = await engine.sql`select * from audit_log where target = ${message.id}`
  expect(audit).toMatchObject({ action: 'message.original_read', detail: { conversation: message.conversation_id } })
})

test('of a mail wrapped in a provider’s form the mail alone is given', async () => {
  const raw = mail('dois', 'Segundo')
  const form = new FormData()
  form.set('recipient', 'suporte@loja.example')
  form.set('body-mime', new Blob([new Uint8Array(raw)]))
  const wrapped = new Response(form)
  const type = wrapped.headers.get('content-type') ?? ''
  expect((await post(Buffer.from(await wrapped.arrayBuffer()), type)).status).toBe(200)
  expect(Buffer.from(await (await ask(await heard('Segundo'))).arrayBuffer())).toEqual(raw)
})

test('each mail of a batch has its own original, and two of one id have theirs', async () => {
  const raws = ['Terceiro', 'Quarto', 'Quinto'].map((words, n) => mail(n === 0 ? 'tres' : 'igual', words))
  const desk = await engine.host.inboxes.byId(inbox.id)
  if (!desk) throw new Error('no inbox')
  const items = raws.map((raw) => ({ request: streamRequest(raw, { receivedAt: new Date() }) }))
  await storeItems(engine.host, desk, desk.context(), items)
  for (const [n, words] of ['Terceiro', 'Quarto', 'Quinto'].entries())
    expect(Buffer.from(await (await ask(await heard(words))).arrayBuffer())).toEqual(raws[n])
})

test('where the delivery is gone, or there never was one, that is said in the reader’s language', async () => {
  expect((await post(mail('seis', 'Sexto'))).status).toBe(200)
  const message = await heard('Sexto')
  await engine.sql`delete from deliveries where inbox_id = ${inbox.id}`
  const gone = await ask(message, 'pt-BR')
  expect(gone.status).toBe(404)
  expect(await gone.json()).toMatchObject({
    error: { code: 'no_original', message: expect.stringMatching(/^O original/) },
  })
  const [ours] = await engine.sql`select id, conversation_id from messages where direction = 'out' limit 1`
  expect((await ask(ours as never)).status).toBe(404)
})

test('a message of another conversation is not found', async () => {
  const [message, other] = [await heard('Primeiro'), randomUUID()]
  const answer = await ask({ id: message.id, conversation_id: other })
  expect(await answer.json()).toMatchObject({ error: { code: 'not_found' } })
})

test('whom a mail was copied to is kept apart from whom it was written to', async () => {
  expect((await heard('Primeiro')).flags).toMatchObject({
    from: { value: 'ana@x.example' },
    to: [{ value: 'suporte@loja.example' }, { value: 'beto@x.example' }],
    cc: [{ value: 'chefe@x.example' }],
  })
})
