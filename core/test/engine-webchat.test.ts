import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import email from '../../plugins/email/src/index.ts'
import { followByMail } from '../src/live/follow/by-mail.ts'
import { putOffWaits } from '../src/live/follow/put-off.ts'
import { createLog } from '../src/log.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

interface Frame {
  type: string
  open?: boolean
  opensAt?: string
  email?: boolean
  messages?: { text: string; content: { k: string; media?: { url?: string } }[] }[]
}

let engine: Engine
const key = randomBytes(16).toString('hex')
const secret = 'um segredo de trinta e duas letras'
const inbox = randomUUID()
const mail = { id: randomUUID(), key: randomBytes(16).toString('hex') }
const stored = new Map<string, Uint8Array>()
const settings = {
  identity: { secret },
  prechat: { name: 'optional', email: 'optional' },
  away: { continueBy: 'first', minutes: 5 },
}

beforeAll(async () => {
  const webchat = (await loadPlugins(createLog('silent'))).channels.get('webchat')
  if (!webchat) throw new Error('the webchat plugin is missing')
  engine = await startEngine({}, {}, false, [
    { from: 'webchat', plugin: webchat },
    { from: 'email', plugin: email },
  ])
  engine.host.files = {
    put: async (path, bytes) => void stored.set(path, bytes),
    signedUrl: async (path) => `https://files.example/${path}`,
  }
  await engine.publish([echo])
  const { sql, organization } = engine
  await sql`insert into inboxes (id, organization_id, channel, name, key, settings)
    values (${inbox}, ${organization}, 'webchat', 'Site', ${key}, ${sql.json(settings)}),
      (${mail.id}, ${organization}, 'email', 'E-mail', ${mail.key},
        ${sql.json({ address: 'suporte@loja.example', inbound: 'webhook', webhook: { provider: 'raw', secret } })})`
})
afterAll(() => engine?.stop())

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const jwt = (claims: object) => {
  const signed = `${part({ alg: 'HS256' })}.${part({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
const hook = (name: string) => `${engine.core.url}/hooks/v1/${key}/${name}`
const session = async (body: object = {}) =>
  (await (await fetch(hook('session'), { method: 'POST', body: JSON.stringify(body) })).json()) as {
    token: string
    visitor: string
  }
const say = (token: string, text: string, more: object = {}) =>
  fetch(hook('inbound'), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: randomUUID(), text, ...more }),
  })
async function connect(token: string) {
  const frames: Frame[] = []
  const socket = new WebSocket(`${engine.core.url.replace('http', 'ws')}/live/v1/${key}`)
  socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'hello', token, after: null })))
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data))))
  await until('it was greeted', () => frames.some(({ type }) => type === 'history'))
  const texts = () => (frames[0]?.messages ?? []).map(({ text }) => text)
  return { socket, frames, texts, say: (frame: object) => socket.send(JSON.stringify(frame)) }
}
const answered = (text: string) =>
  until(`“${text}” was answered`, async () => {
    const [row] =
      await engine.sql`select conversation_id from messages where text = ${`re: ${text}`} and status = 'sent'`
    return row?.conversation_id as string | undefined
  })

test('what an identified person said is shown in any browser of theirs, and to nobody without their token', async () => {
  const one = await session({ identity: jwt({ sub: 'ana', name: 'Ana', attributes: { plano: 'ouro' } }) })
  await say(one.token, 'meu pedido sumiu')
  await answered('meu pedido sumiu')
  const elsewhere = await connect(
    (await session({ identity: jwt({ sub: 'ana', attributes: { plano: 'ouro' } }) })).token,
  )
  expect(elsewhere.texts()).toEqual(['meu pedido sumiu', 're: meu pedido sumiu'])
  const stranger = await connect((await session()).token)
  expect(stranger.texts()).toEqual([])
  const bia = await connect((await session({ identity: jwt({ sub: 'bia' }) })).token)
  expect(bia.texts()).toEqual([])
  const [contact] =
    await engine.sql`select k.name, k.attributes from contacts k join identities n on n.contact_id = k.id
    where n.kind = 'webchat_user' and n.value = 'ana'`
  expect(contact).toEqual({ name: 'Ana', attributes: { plano: 'ouro' } })
  for (const { socket } of [elsewhere, stranger, bia]) socket.close()
})

test('what a browser said before the site named its person becomes theirs; a copy of the old token opens nothing', async () => {
  const before = await session()
  await say(before.token, 'antes de entrar')
  await answered('antes de entrar')
  const after = await session({ token: before.token, identity: jwt({ sub: 'caio', email: 'caio@x.example' }) })
  const page = await connect(after.token)
  expect(page.texts()).toEqual(['antes de entrar', 're: antes de entrar'])
  const old = await connect(before.token)
  expect(old.texts()).toEqual([])
  // Nor can it speak in their name.
  await say(before.token, 'sou eu mesmo')
  await answered('sou eu mesmo')
  const again = await connect(after.token)
  expect(again.texts()).toEqual(['antes de entrar', 're: antes de entrar'])
  expect(page.frames.flatMap(({ type }) => (type === 'message' ? [type] : []))).toEqual([])
  for (const { socket } of [page, old, again]) socket.close()
})

test('an address that is merely claimed never shows what its owner said', async () => {
  const owner = await session({ identity: jwt({ sub: 'dora', email: 'dora@x.example' }) })
  await say(owner.token, 'assunto de dora')
  await answered('assunto de dora')
  const liar = await session()
  await say(liar.token, 'sou dora', { form: { name: 'Dora', email: 'dora@x.example' } })
  await answered('sou dora')
  const page = await connect(liar.token)
  expect(page.texts()).toEqual(['sou dora', 're: sou dora'])
  const rows =
    await engine.sql`select n.kind, n.verified, k.name from identities n join contacts k on k.id = n.contact_id
    where n.value = 'dora@x.example'`
  expect(rows).toEqual([{ kind: 'email', verified: true, name: null }])
  page.socket.close()
})

test('the answers before the conversation are noted with the contact, unverified', async () => {
  const { token } = await session()
  await say(token, 'comecei', { form: { name: 'Edu', email: 'edu@x.example' } })
  await answered('comecei')
  const rows =
    await engine.sql`select n.kind, n.value, n.verified, k.name from identities n join contacts k on k.id = n.contact_id
    where n.value = 'edu@x.example'`
  expect(rows).toEqual([{ kind: 'email', value: 'edu@x.example', verified: false, name: 'Edu' }])
})

test('an uploaded file is stored as what its bytes are and shown with its address', async () => {
  const { token } = await session()
  const upload = (bytes: Buffer, type: string) =>
    fetch(`${hook('file')}?id=${randomUUID()}&name=recibo.png`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body: new Uint8Array(bytes),
    })
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
  expect((await upload(png, 'image/png')).status).toBe(200)
  const path = await until('it was stored', async () => {
    const [row] = await engine.sql`select path from attachments where name = 'recibo.png' and status = 'stored'`
    return row?.path as string | undefined
  })
  expect(Buffer.from(stored.get(path) ?? [])).toEqual(png)
  const page = await connect(token)
  const shown = page.frames[0]?.messages?.flatMap(({ content }) => content)
  expect(shown?.find(({ k }) => k === 'media')?.media?.url).toBe(`https://files.example/${path}`)
  page.socket.close()
  const count = async () => (await engine.sql`select count(*)::int as n from deliveries where hook = 'file'`)[0]?.n
  const deliveries = await count()
  expect((await upload(Buffer.from('MZ'), 'image/png')).status).toBe(400)
  expect((await upload(Buffer.alloc(10 * 1024 * 1024 + 1), 'image/png')).status).toBe(413)
  expect(await count()).toBe(deliveries)
})

test('that a customer writes is told to the organization, seldom; what passes reaches the visitor’s pages', async () => {
  const { token, visitor } = await session()
  await say(token, 'digito')
  const conversation = await answered('digito')
  const page = await connect(token)
  for (let n = 0; n < 5; n++) page.say({ type: 'typing' })
  const told = () => engine.sql`select payload from realtime.messages where event = 'typing'
    and payload ->> 'conversation_id' = ${conversation}`
  await until('it was told', async () => (await told()).length > 0)
  expect(await told()).toMatchObject([{ payload: { from: 'contact' } }])
  const inboxHere = await engine.host.inboxes.byId(inbox)
  await inboxHere?.channel.present?.('typing', [{ kind: 'webchat', value: visitor }], undefined, inboxHere.context())
  await inboxHere?.channel.present?.('read', [{ kind: 'webchat', value: visitor }], undefined, inboxHere.context())
  await until('both came', () => page.frames.length >= 3)
  expect(page.frames.slice(1)).toEqual([{ type: 'typing' }, { type: 'read' }])
  for (let n = 0; n < 30; n++) page.say({ type: 'typing' })
  await until('too much ends it', () => page.frames.some(({ type }) => type === 'error'))
})

test('outside opening hours the page is told when somebody is back', async () => {
  const { sql, organization } = engine
  const day = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][(new Date().getUTCDay() + 3) % 7] as string
  await sql`insert into calendars (organization_id, name, weekly, is_default)
    values (${organization}, 'Geral', ${sql.json({ [day]: [['09:00', '18:00']] })}, true)`
  const page = await connect((await session()).token)
  expect(page.frames[0]).toMatchObject({ open: false, email: false })
  expect(Date.parse(page.frames[0]?.opensAt ?? '')).toBeGreaterThan(Date.now() + 24 * 3600_000)
  await sql`delete from calendars where organization_id = ${organization}`
  page.socket.close()
})

// What a worker that takes the wait of a visitor is given.
const claimOf = (conversation: string, mailed_seq = 0) => ({
  conversation_id: conversation,
  organization_id: engine.organization,
  inbox_id: inbox,
  mailed_seq,
  attempts: 1,
})

test('what a visitor who left has not read follows by e-mail once, in a conversation of its own with a note in both', async () => {
  const { sql, host } = engine
  const { token } = await session()
  await say(token, 'volto já', { form: { name: 'Fay', email: 'fay@x.example' } })
  const conversation = await answered('volto já')
  const wait = async () => (await sql`select * from visitor_waits where conversation_id = ${conversation}`)[0]
  expect((await wait())?.due).not.toBeNull()
  // While a page is open, the wait is put off.
  const page = await connect(token)
  await sql`update visitor_waits set due = now() + interval '10 seconds' where conversation_id = ${conversation}`
  expect(await putOffWaits(host)).toBe(1)
  expect(Date.parse(String((await wait())?.due))).toBeGreaterThan(Date.now() + 5 * 60_000)
  page.socket.close()
  await until('it is gone', () => host.live.size() === 0)
  expect(await putOffWaits(host)).toBe(0)
  // What a rule said by itself is no reason for a mail.
  expect(await followByMail(host, claimOf(conversation))).toBe(false)
  await sql`update messages set author_kind = 'ai' where conversation_id = ${conversation} and direction = 'out'`
  await sql`update visitor_waits set due = now() where conversation_id = ${conversation}`
  await until(
    'the worker had it follow',
    async () => (await sql`select from messages where inbox_id = ${mail.id} and direction = 'out'`).length > 0,
  )
  const [sent] = await sql`select m.text, m.flags, c.inbox_id, c.contact_id, o.recipients from messages m
    join conversations c on c.id = m.conversation_id join outbox o on o.message_id = m.id
    where c.inbox_id = ${mail.id} and m.direction = 'out'`
  expect(sent?.text).toContain('re: volto já')
  expect(sent?.flags.subject).toMatch(/^Sua conversa no nosso site \(\d+\)$/)
  expect(sent?.recipients).toEqual([{ kind: 'email', value: 'fay@x.example', verified: false }])
  const notes = await sql`select c.inbox_id from messages m join conversations c on c.id = m.conversation_id
    where m.direction = 'note' and c.contact_id = ${sent?.contact_id}`
  expect(new Set(notes.map(({ inbox_id }) => inbox_id))).toEqual(new Set([inbox, mail.id]))
  await expect.poll(wait).toMatchObject({ due: null })
  const { mailed_seq } = (await wait()) ?? {}
  expect(await followByMail(host, claimOf(conversation, Number(mailed_seq)))).toBe(false)
})

test('what was read in time does not follow', async () => {
  const { token } = await session()
  await say(token, 'li na hora', { form: { email: 'gil@x.example' } })
  const conversation = await answered('li na hora')
  const page = await connect(token)
  page.say({ type: 'read', upTo: 2 })
  await until(
    'it is read',
    async () =>
      (await engine.sql`select from messages where conversation_id = ${conversation} and status = 'read'`).length === 1,
  )
  expect(await followByMail(engine.host, claimOf(conversation))).toBe(false)
  page.socket.close()
})

test('an address that asks for sessions without end is told to wait', async () => {
  const from = (address: string) =>
    fetch(hook('session'), { method: 'POST', body: '{}', headers: { 'x-forwarded-for': `9.9.9.9, ${address}` } })
  const many = await Promise.all(Array.from({ length: 80 }, () => from('8.8.4.4')))
  expect(many.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(15)
  expect((await from('8.8.8.8')).status).toBe(200)
})
