import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bury } from '../src/act/bury.ts'
import { type DialogDesk, openDialogDesk } from './support/dialog-desk.ts'
import { until } from './support/until.ts'

let desk: DialogDesk
beforeAll(async () => {
  desk = await openDialogDesk()
})
afterAll(() => desk?.stop())
afterEach(async () => {
  desk?.fake.always(null)
  await policy({ closed: [] })
})

let number = 5511988880000
const phone = () => String(++number)
const policy = (reply_policy: object) => desk.call('PATCH', `/v1/inboxes/${desk.inbox.id}`, { reply_policy })
const answer = (id: string, body: object, headers?: Record<string, string>) =>
  desk.call('POST', `/v1/conversations/${id}/messages`, body, headers)
const preview = (id: string, body: object) => desk.call('POST', `/v1/conversations/${id}/reply-preview`, body)
const messages = (id: string) => desk.engine.sql`select * from messages where conversation_id = ${id} order by seq`
/** What the agent wrote and the customer got; what is said by itself does not count. */
const got = (from: string) => desk.to(from).filter(({ text }) => ['olá', 'já vejo'].includes(text?.body))
const waits = (id: string) =>
  until('it waits', async () => {
    const rows = await desk.engine
      .sql`select from outbox where conversation_id = ${id} and state = 'queued' and attempts > 0`
    return rows.length > 0
  })
const variables = { '1': '{{contact.name}}', '2': '{{conversation.protocol}}', '3': '{{reply.text}}' }

test('free text to a closed window is refused with the remedy, and an open one says until when', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  const open = await desk.call('GET', `/v1/conversations/${id}`)
  expect(open.body.window).toMatchObject({ open: true })
  expect(Date.parse(open.body.window.until)).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  await desk.silentFor(id, 25)
  expect((await desk.call('GET', `/v1/conversations/${id}`)).body.window.open).toBe(false)
  const { status, body } = await answer(id, { text: 'olá' })
  expect([status, body.error.code]).toEqual([409, 'window_closed'])
  expect(body.error.message).toMatch(/template.*another channel/i)
  const inSpanish = await answer(id, { text: 'olá' }, { 'accept-language': 'es' })
  expect(inSpanish.body.error.message).toMatch(/plantilla/)
  expect(got(from)).toHaveLength(0)
})

test('who reads a conversation in the database and who asks the API are told the same window, blocks and thread before', async () => {
  const [from, other] = [phone(), phone()]
  const [id, before] = [await desk.write(from, 'oi'), await desk.write(other, 'antes')]
  await desk.engine.sql`update conversations set follows_id = ${before} where id = ${id}`
  await desk.engine.sql`update identities set blocked = 'unreachable' where value like ${`%${from.slice(-8)}`}`
  const [row] = await desk.engine.sql`select conversation_view(${id}) as view`
  const { body } = await desk.call('GET', `/v1/conversations/${id}`)
  const { window, follows, contact } = row?.view ?? {}
  expect([window.open, Date.parse(window.until)]).toEqual([true, Date.parse(body.window.until)])
  expect(body.follows).toEqual(follows)
  expect(body.follows.id).toBe(before)
  expect(contact.identities).toEqual(body.contact.identities)
  expect(body.contact.identities[0].blocked).toBe('unreachable')
  expect((await desk.call('GET', `/v1/conversations/${before}`)).body.follows).toBeNull()
})

test('edge 28: a message that comes late by WhatsApp’s clock opens no new day', async () => {
  const from = phone()
  const late = String(Math.floor(Date.now() / 1000) - 26 * 3600)
  const id = await desk.write(from, 'atrasada', { timestamp: late })
  expect((await desk.call('GET', `/v1/conversations/${id}`)).body.window.open).toBe(false)
  expect((await answer(id, { text: 'olá' })).body.error.code).toBe('window_closed')
})

test('who writes what cannot be decided is told nothing through a closed window, and a human sees why', async () => {
  const id = await desk.write(phone(), 'oi')
  await desk.silentFor(id, 25)
  const { engine } = desk
  await engine.sql`update conversations set decided_seq = 0, owner = 'rules', told_waiting = false where id = ${id}`
  const before = (await messages(id)).length
  const claim = { conversation_id: id, organization_id: engine.organization, gen: 1, attempts: 8 }
  await bury(engine.host, { ...claim, lease_token: randomUUID() }, 'broken')
  const after = (await messages(id)).slice(before)
  expect(after.map(({ direction }) => direction)).toEqual(['note', 'note'])
  expect(after[0]?.text).toMatch(/janela de conversa está fechada/)
})

test('the policy makes of a closed window a template, and people read what was sent', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  await desk.silentFor(id, 30)
  expect((await policy({ closed: ['paid_template'], template: { ref: 'retorno', variables } })).status).toBe(200)
  const seen = await preview(id, { text: 'Seu pedido\nchegou' })
  const protocol = (await desk.call('GET', `/v1/conversations/${id}`)).body.protocol
  expect(seen.body).toMatchObject({ window: { open: false }, chosen: 1 })
  expect(seen.body.ways[0]).toMatchObject({ via: 'text', allowed: false, reason: expect.stringContaining('closed') })
  expect(seen.body.ways[1]).toMatchObject({
    via: 'template',
    allowed: true,
    template: { ref: 'retorno', body: `Olá Joana, sobre o protocolo ${protocol}: Seu pedido chegou` },
    cost: { amount: 0.0068, currency: 'USD', category: 'utility', free: false, exact: false },
  })
  const key = { 'idempotency-key': randomUUID() }
  const sent = await answer(id, { text: 'Seu pedido\nchegou' }, key)
  expect(sent.status).toBe(201)
  expect(sent.body.text).toBe(`Olá Joana, sobre o protocolo ${protocol}: Seu pedido chegou`)
  const sentThere = await until('it is sent', () => desk.to(from).find(({ type }) => type === 'template'))
  expect(sentThere).toMatchObject({ type: 'template', template: { name: 'retorno', language: { code: 'pt_BR' } } })
  expect(sentThere.template.components[0].parameters.map(({ text }: { text: string }) => text)).toEqual([
    'Joana',
    protocol,
    'Seu pedido chegou',
  ])
  // The same press again is the same message.
  const again = await answer(id, { text: 'Seu pedido\nchegou' }, key)
  expect([again.status, again.body.id]).toEqual([200, sent.body.id])
})

test('a template that is to be free is not paid for; who came by an advertisement has it for nothing', async () => {
  await policy({ closed: ['template'], template: { ref: 'retorno', variables } })
  const [paid, free] = [phone(), phone()]
  const there = await desk.write(paid, 'oi')
  await desk.silentFor(there, 30)
  expect((await answer(there, { text: 'olá' })).body.error.code).toBe('window_closed')
  const referral = { source_type: 'ad', source_id: '1', source_url: 'https://fb.me/1', ctwa_clid: 'x' }
  const here = await desk.write(free, 'vi o anúncio', { referral })
  await desk.engine.sql`
    insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, status, text, created_at)
    select organization_id, id, inbox_id, 50, 'out', 'agent', 'sent', 'oi', now() - interval '29 hours' from conversations where id = ${here}`
  await desk.silentFor(here, 30)
  await desk.engine.sql`update conversations set last_seq = 50 where id = ${here}`
  const seen = await preview(here, { text: 'olá' })
  expect(seen.body.ways[1]).toMatchObject({ allowed: true, cost: { free: true, category: 'free' } })
  expect((await answer(here, { text: 'olá' })).status).toBe(201)
})

test('another opted-in channel takes the answer, and both conversations say so', async () => {
  await policy({ closed: ['channel'] })
  const from = phone()
  const id = await desk.write(from, 'oi')
  await desk.silentFor(id, 30)
  const [contact] = await desk.engine.sql`select contact_id from conversations where id = ${id}`
  // The same person has written to the carrier pigeon before.
  await desk.engine.write(`p-${from}`, 'por aqui também')
  const there = await until('they wrote there', async () => {
    const [row] = await desk.engine.sql`
      select c.id from conversations c join identities i on i.contact_id = c.contact_id where i.value = ${`p-${from}`}`
    return row?.id
  })
  await desk.engine.sql`update conversations set contact_id = ${contact?.contact_id} where id = ${there}`
  await desk.engine.sql`update identities set contact_id = ${contact?.contact_id} where value = ${`p-${from}`}`
  const seen = await preview(id, { text: 'olá' })
  expect(seen.body.ways[seen.body.chosen]).toMatchObject({
    via: 'channel',
    channel: 'carrier-pigeon',
    cost: { free: true },
  })
  const sent = await answer(id, { text: 'olá' })
  expect([sent.status, sent.body.conversation_id]).toEqual([201, there])
  await until('it flew', () => desk.engine.sent.some(({ to }) => to.some(({ value }) => value === `p-${from}`)))
  const notes = [...(await messages(id)), ...(await messages(there))].filter(({ flags }) => flags.linked)
  expect(notes.map(({ flags }) => flags.linked).sort()).toEqual([there, id].sort())
  expect(got(from)).toHaveLength(0)
})

test('who opted out is not written to: refused with the remedy, and stopped even when queued before', async () => {
  const from = phone()
  const id = await desk.write(from, 'oi')
  const block = (value: string | null) =>
    desk.engine.sql`update identities set blocked = ${value}, blocked_at = now() where value = ${`+${from}`}`
  await block('optout')
  const { status, body } = await answer(id, { text: 'olá' })
  expect([status, body.error.code]).toEqual([409, 'opted_out'])
  await block(null)
  desk.fake.always({ status: 429, code: 131056, retryAfter: 1 })
  expect((await answer(id, { text: 'olá' })).status).toBe(201)
  await waits(id)
  await block('optout')
  desk.fake.always(null)
  const failed = await until('it failed', async () => (await messages(id)).find(({ status: is }) => is === 'failed'))
  expect(failed.error.text['pt-BR']).toMatch(/pediu para não receber/)
  expect(got(from)).toHaveLength(0)
})

test('edge 28: a window that closes before the send asks nobody: the policy’s template goes, else it fails in plain words and a human is waited for', async () => {
  const [planned, unplanned] = [phone(), phone()]
  const late = async (from: string) => {
    const id = await desk.write(from, 'oi')
    desk.fake.always({ status: 429, code: 131056, retryAfter: 1 })
    expect((await answer(id, { text: 'já vejo' })).status).toBe(201)
    await waits(id)
    await desk.silentFor(id, 25)
    return id
  }
  await policy({ closed: ['paid_template'], template: { ref: 'retorno', variables } })
  const converted = await late(planned)
  desk.fake.always(null)
  await until('the template is sent', () => desk.to(planned).find(({ type }) => type === 'template'))
  expect(got(planned)).toHaveLength(0)
  const said = (await messages(converted)).find(({ author_kind }) => author_kind === 'agent')
  expect(said).toMatchObject({
    text: expect.stringContaining('já vejo'),
    flags: { template: 'retorno', meant: 'já vejo' },
  })
  await policy({ closed: [] })
  const left = await late(unplanned)
  desk.fake.always(null)
  const failed = await until('it failed', async () =>
    (await messages(left)).find(({ author_kind, status }) => author_kind === 'agent' && status === 'failed'),
  )
  expect(failed.error).toMatchObject({
    class: 'window_closed',
    text: { 'pt-BR': expect.stringMatching(/modelo aprovado/) },
  })
  expect(got(unplanned)).toHaveLength(0)
  const [row] = await desk.engine.sql`select waiting_since from conversations where id = ${left}`
  expect(row?.waiting_since).not.toBeNull()
})

test('edge 28: what the provider refuses for its window is not turned into anything by itself', async () => {
  await policy({ closed: ['paid_template'], template: { ref: 'retorno', variables } })
  const from = phone()
  const id = await desk.write(from, 'oi')
  desk.fake.always({ status: 400, code: 131047 })
  await answer(id, { text: 'olá' })
  const failed = await until('it failed', async () => (await messages(id)).find(({ status }) => status === 'failed'))
  expect(failed.error).toMatchObject({
    class: 'window_closed',
    code: '131047',
    text: { es: expect.stringMatching(/plantilla/) },
  })
  expect(got(from)).toHaveLength(0)
})

test('edge 33: a template is checked before it is sent, each variable by its name', async () => {
  const id = await desk.write(phone(), 'oi')
  const wrong = async (template: object) => {
    const { status, body } = await answer(id, { template })
    return [status, ...(body.error?.details ?? []).map(({ field }: { field: string }) => field)]
  }
  expect(await wrong({ ref: 'nada' })).toEqual([400, 'template.ref'])
  expect(await wrong({ ref: 'parado', variables: { '1': 'a' } })).toEqual([400, 'template.ref'])
  expect(await wrong({ ref: 'retorno', variables: { '1': 'Ana', '2': 'a\nb' } })).toEqual([
    400,
    'template.variables.2',
    'template.variables.3',
  ])
  const sent = await answer(id, { template: { ref: 'oferta', variables: { '1': 'Ana' } } })
  expect([sent.status, sent.body.text]).toEqual([201, 'Só hoje, Ana!'])
})

test('a rule whose answer comes too late sends the template it names; one that names none leaves a note and a human is waited for', async () => {
  const rule = (template?: object) => ({
    id: 'oi',
    name: 'Oi',
    lane: 'reply',
    enabled: true,
    conditions: { all: [{ fact: 'message.length', operator: 'greaterThan', value: 0 }] },
    event: { type: 'auto-reply', params: { text: 'Olá {{contact.name}}', ...(template && { template }) } },
  })
  const timestamp = String(Math.floor(Date.now() / 1000) - 30 * 3600)
  const named = {
    ref: 'retorno',
    variables: { '1': '{{contact.name}}', '2': '{{conversation.protocol}}', '3': 'já\nvolto' },
  }
  await desk.engine.publish([rule(named)])
  const [one, two] = [phone(), phone()]
  const first = await desk.write(one, 'atrasada', { timestamp })
  const sent = await until('the template is sent', () => desk.to(one)[0])
  expect(sent.template.components[0].parameters[2].text).toBe('já volto')
  const said = (await messages(first)).find(({ direction }) => direction === 'out')
  expect(said).toMatchObject({
    author_kind: 'rule',
    text: expect.stringMatching(/^Olá Joana, sobre o protocolo \d+: já volto$/),
  })
  await desk.engine.publish([rule()])
  const second = await desk.write(two, 'atrasada', { timestamp })
  const note = await until('people are told', async () =>
    (await messages(second)).find(({ direction }) => direction === 'note'),
  )
  expect(note.text).toMatch(/janela de conversa está fechada[\s\S]*“Olá Joana”/)
  expect(desk.to(two)).toHaveLength(0)
  const [row] = await desk.engine.sql`select waiting_since, told_waiting from conversations where id = ${second}`
  expect([row?.waiting_since !== null, row?.told_waiting]).toEqual([true, false])
})
