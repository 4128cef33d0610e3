import type { OutboundMessage, SendResult } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites } from './support/events.ts'
import { from, rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { silent } from './support/workflow.ts'

const out: OutboundMessage[] = []
let refusal: { code: string; class: 'recipient' | 'policy' } | null = null
const send = ({ id }: OutboundMessage): SendResult =>
  refusal
    ? { ok: false, error: { ...refusal, message: 'refused' } }
    : { ok: true, parts: [{ externalId: `ext-${id}`, status: 'sent' }] }
let engine: Engine
let sms: Awaited<ReturnType<typeof rawInbox>>
let whatsapp: typeof sms
let telegram: typeof sms
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [
    { from: 'sms', plugin: rawChannel('sms', false, out, send) },
    { from: 'whatsapp', plugin: rawChannel('whatsapp', false, out, send) },
    { from: 'telegram', plugin: rawChannel('telegram', false, out, send) },
  ])
  sms = await rawInbox(engine, 'sms')
  whatsapp = await rawInbox(engine, 'whatsapp')
  telegram = await rawInbox(engine, 'telegram')
  await engine.publish([silent])
})
afterAll(() => engine?.stop())

let last = 5511900000000
const number = () => String(++last)
const later = (ms: number) => new Date(Date.now() + ms).toISOString()
const wish = (type: 'optout' | 'optin', kind: string, value: string, more: object = {}) => {
  const id = `${type}-${value}-${JSON.stringify(more).length}-${Math.random()}`
  return {
    type,
    externalId: id,
    idempotencyKey: id,
    occurredAt: new Date().toISOString(),
    ...from(kind, value),
    ...more,
  }
}
const failsWith = async (inbox: typeof sms, conversation: string, code: string, kind: 'recipient' | 'policy') => {
  refusal = { code, class: kind }
  await agentWrites(engine, conversation, 'olá')
  await until('it failed', async () => {
    const [row] = await engine.sql`select from messages where conversation_id = ${conversation} and status = 'failed'
      and seq = (select max(seq) from messages where conversation_id = ${conversation} and direction = 'out')`
    return row
  })
  refusal = null
  return inbox
}

test('STOP by SMS shuts the number and tells the agents; other words do not open it, START does', async () => {
  const phone = number()
  const { thread } = await sms.hears(said('', 'oi', from('phone', phone)))
  await sms.post(said('', 'STOP', from('phone', phone)), wish('optout', 'phone', phone))
  expect(await sms.identity(phone)).toMatchObject({ blocked: 'optout', blocked_at: expect.any(Date) })
  expect(await sms.notes(thread.id)).toEqual([
    `Esta pessoa pediu para não receber mais mensagens em ${phone}. Nada será enviado para lá até que ela aceite de novo.`,
  ])
  await sms.hears(said('', 'mais uma coisa', { ...from('phone', phone), occurredAt: later(1000) }))
  expect(await sms.identity(phone)).toMatchObject({ blocked: 'optout' })
  await sms.post(wish('optin', 'phone', phone))
  expect(await sms.identity(phone)).toMatchObject({ blocked: null, blocked_at: null, blocked_code: null })
  expect(await sms.notes(thread.id)).toHaveLength(2)
})

test('the same wish twice is one note, and one of somebody who never wrote is kept', async () => {
  const phone = number()
  await sms.post(wish('optout', 'phone', phone, { n: 1 }))
  await sms.post(wish('optout', 'phone', phone, { n: 22 }))
  expect(await sms.identity(phone)).toMatchObject({ blocked: 'optout' })
  const { thread } = await sms.hears(said('', 'oi', { ...from('phone', phone), occurredAt: later(1000) }))
  expect(await sms.notes(thread.id)).toEqual([])
  await sms.post(wish('optout', 'phone', phone, { n: 333 }))
  expect(await sms.notes(thread.id)).toEqual([])
})

test('who blocked the bot and writes again can be answered again; what they wrote before blocking it opens nothing', async () => {
  const id = number()
  const { thread } = await telegram.hears(said('', 'oi', { ...from('telegram', id), occurredAt: later(-3000) }))
  await telegram.post(wish('optout', 'telegram', id, { occurredAt: later(-1000) }))
  await telegram.hears(said('', 'atrasada', { ...from('telegram', id), occurredAt: later(-60_000) }))
  expect(await telegram.identity(id)).toMatchObject({ blocked: 'optout' })
  await telegram.hears(said('', 'voltei', { ...from('telegram', id), occurredAt: later(1000) }))
  expect(await telegram.identity(id)).toMatchObject({ blocked: null })
  expect((await telegram.notes(thread.id)).at(-1)).toContain('voltou a escrever')
})

test('no more advertising is not silence: answers still go out, and opening it again leaves a STOP standing', async () => {
  const phone = number()
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', phone)))
  await whatsapp.post(wish('optout', 'wa_phone', phone, { scope: 'marketing' }))
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked: null, blocked_code: 'marketing' })
  expect((await whatsapp.notes(thread.id))[0]).toContain('propaganda')
  await whatsapp.post(wish('optout', 'wa_phone', phone))
  await whatsapp.post(wish('optin', 'wa_phone', phone, { scope: 'marketing' }))
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked: 'optout' })
})

test.each([
  ['21610', 'recipient', 'optout'],
  ['blocked', 'recipient', 'optout'],
  ['63032', 'recipient', null],
  ['30003', 'recipient', null],
  ['131049', 'policy', null],
] as const)('edge 31: a send that fails with %s leaves its address %s %s', async (code, kind, blocked) => {
  const phone = number()
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', phone)))
  await failsWith(whatsapp, thread.id, code, kind)
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked, ...(blocked && { blocked_code: code }) })
  expect(await whatsapp.notes(thread.id)).toHaveLength(blocked ? 1 : 0)
})

test('edge 31: 131026 has many causes: who wrote today is not unreachable, who wrote last week is, until they write', async () => {
  const phone = number()
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', phone)))
  await failsWith(whatsapp, thread.id, '131026', 'recipient')
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked: null })
  await engine.sql`update messages set occurred_at = now() - interval '8 days' where conversation_id = ${thread.id} and direction = 'in'`
  await failsWith(whatsapp, thread.id, '131026', 'recipient')
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked: 'unreachable', blocked_code: '131026' })
  expect((await whatsapp.notes(thread.id)).at(-1)).toContain(`Nada chega em ${phone}`)
  await whatsapp.hears(said('', 'estou aqui', { ...from('wa_phone', phone), occurredAt: later(1000) }))
  expect(await whatsapp.identity(phone)).toMatchObject({ blocked: null, blocked_at: null })
})

test('edge 10: a new number joins the contact and the old one is not written to; one that is somebody else’s stays theirs', async () => {
  const [before, now, taken] = [number(), number(), number()]
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', before)))
  const other = await whatsapp.hears(said('', 'oi', from('wa_phone', taken)))
  const moved = (previous: string, current: string) => ({
    type: 'identity',
    externalId: `moved-${current}`,
    idempotencyKey: `identity:moved-${current}`,
    occurredAt: new Date().toISOString(),
    previous: [{ kind: 'wa_phone', value: previous }],
    current: [{ kind: 'wa_phone', value: current }],
  })
  await whatsapp.post(moved(before, now))
  expect(await whatsapp.identity(now)).toMatchObject({ contact_id: thread.contact_id, blocked: null })
  expect(await whatsapp.identity(before)).toMatchObject({ blocked: 'unreachable', blocked_code: 'changed' })
  expect((await whatsapp.hears(said('', 'sou eu', from('wa_phone', now)))).thread.id).toBe(thread.id)
  await whatsapp.post(moved(now, taken))
  expect(await whatsapp.identity(taken)).toMatchObject({ contact_id: other.thread.contact_id })
  expect(await whatsapp.identity(now)).toMatchObject({ blocked: null })
  expect((await whatsapp.notes(thread.id)).at(-1)).toContain('já é de outro contato')
  // Somebody we never heard of is nobody's contact.
  await whatsapp.post(moved(number(), number()))
})

test('bad news of the account show as the inbox’s health and are told to the people; good news take them back', async () => {
  const told = await engine.sql`select count(*)::int as n from realtime.messages where event = 'notify'`
  const news = (event: string, topic = 'account') => ({
    type: 'account',
    externalId: `n-${event}-${topic}`,
    idempotencyKey: `account:n-${event}-${topic}`,
    occurredAt: new Date().toISOString(),
    topic,
    note: `account update: ${event}`,
    detail: { event },
  })
  const health = async () =>
    (await engine.sql`select health from inboxes where id = ${whatsapp.id}`)[0]?.health as Record<string, unknown>
  await whatsapp.post(news('VERIFIED_ACCOUNT'), news('DISABLED', 'template'))
  expect(await health()).toMatchObject({ status: 'ok' })
  await whatsapp.post(news('ACCOUNT_RESTRICTION'))
  expect(await health()).toMatchObject({ status: 'degraded', source: 'account' })
  await whatsapp.post(news('PARTNER_REMOVED'))
  expect(await health()).toMatchObject({ status: 'error', source: 'account' })
  expect(JSON.stringify(await health())).toContain('O provedor avisou: account update: PARTNER_REMOVED')
  await whatsapp.post(news('ACCOUNT_RECONNECTED'))
  expect(await health()).toMatchObject({ status: 'ok' })
  const [after] = await engine.sql`select count(*)::int as n from realtime.messages where event = 'notify'`
  expect((after?.n ?? 0) - (told[0]?.n ?? 0)).toBe(2)
  expect(
    await engine.sql`select from dead_letters where inbox_id = ${whatsapp.id} and source = 'webhook'`,
  ).toHaveLength(0)
})
