import { randomUUID } from 'node:crypto'
import type { OutboundMessage, SendResult } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites } from './support/events.ts'
import { from, rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { silent } from './support/workflow.ts'

// What providers tell late, twice, in pieces, or of messages that are none of ours.

let pieces = 1
const out: OutboundMessage[] = []
const send = ({ id }: OutboundMessage): SendResult => ({
  ok: true,
  parts: Array.from({ length: pieces }, (_, n) => ({ externalId: `${id}/${n}`, status: 'sent' as const })),
})
let engine: Engine
let whatsapp: Awaited<ReturnType<typeof rawInbox>>
let sms: typeof whatsapp
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [
    { from: 'whatsapp', plugin: rawChannel('whatsapp', false, out, send) },
    { from: 'sms', plugin: rawChannel('sms', false, out, send) },
  ])
  whatsapp = await rawInbox(engine, 'whatsapp')
  sms = await rawInbox(engine, 'sms')
  await engine.publish([silent])
})
afterAll(() => engine?.stop())

let last = 5511910000000
const number = () => String(++last)
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const minute = 60_000
const event = (type: string, more: object) => {
  const id = randomUUID()
  return { type, externalId: id, idempotencyKey: `${type}:${id}`, occurredAt: new Date().toISOString(), ...more }
}
const status = (messageExternalId: string, more: object = {}) =>
  event('status', { messageExternalId, status: 'sent', ...more })
const blocked = async (value: string) => (await whatsapp.identity(value))?.blocked

test('a text the provider took in pieces costs what its pieces cost, each said once', async () => {
  const phone = number()
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', phone)))
  pieces = 2
  await agentWrites(engine, thread.id, 'um texto comprido')
  const part = await whatsapp.sent(thread.id)
  pieces = 1
  const price = (n: number, pricing: object) => whatsapp.post(status(`${part.id}/${n}`, { pricing }))
  const known = async () =>
    (await engine.sql`select pricing from messages where id = ${part.message_id}`)[0]?.pricing as object
  await price(0, { billable: true, category: 'service', amount: 0.05, currency: 'USD' })
  expect(await known()).toMatchObject({ parts: 1, amount: 0.05 })
  await price(1, { billable: true, category: 'service', amount: 0.07, currency: 'USD' })
  expect(await known()).toEqual({ parts: 2, billable: true, category: 'service', amount: 0.12, currency: 'USD' })
  // The same again, and a later word that corrects one of them.
  await price(1, { billable: true, category: 'service', amount: 0.07, currency: 'USD' })
  expect(await known()).toMatchObject({ parts: 2, amount: 0.12 })
  await price(0, { amount: 0.01 })
  expect(await known()).toMatchObject({ parts: 2, amount: 0.08, category: 'service' })
})

test('a price that names no id speaks for its part until one does', async () => {
  const { thread } = await whatsapp.hears(said('', 'oi', from('wa_phone', number())))
  await agentWrites(engine, thread.id, 'olá')
  const part = await whatsapp.sent(thread.id)
  const known = async () =>
    (await engine.sql`select pricing from messages where id = ${part.message_id}`)[0]?.pricing as object
  const nameless = () =>
    whatsapp.post(event('status', { ourMessageId: part.id, status: 'sent', pricing: { amount: 0.5 } }))
  await nameless()
  expect(await known()).toEqual({ parts: 1, amount: 0.5 })
  await whatsapp.post(status(`${part.id}/0`, { pricing: { amount: 0.3 } }))
  await nameless()
  expect(await known()).toEqual({ parts: 1, amount: 0.3 })
})

test('receipts of messages another system sent are kept only while they are news, and not without end', async () => {
  const kept = async () =>
    (await engine.sql`select external_id from early_receipts where inbox_id = ${sms.id} order by id`).map(
      ({ external_id }) => external_id as string,
    )
  await sms.post(status('theirs-old', { occurredAt: ago(61 * minute) }), status('theirs-new'))
  expect(await kept()).toEqual(['theirs-new'])
  for (let n = 0; n < 12; n++) await sms.post(...Array.from({ length: 100 }, (_, i) => status(`theirs-${n * 100 + i}`)))
  const all = await kept()
  expect(all.length).toBeLessThanOrEqual(1000)
  expect(all.length).toBeGreaterThanOrEqual(900)
  // The latest stay: ours may be among them.
  expect(all.at(-1)).toBe('theirs-1199')
  expect(all).not.toContain('theirs-new')
  expect(await engine.sql`select from early_receipts where inbox_id = ${whatsapp.id}`).toHaveLength(0)
})

test('an old STOP that is told again shuts no number that opted in since, and an old START opens none', async () => {
  const phone = number()
  await sms.hears(said('', 'oi', from('phone', phone)))
  const stop = () => sms.post(event('optout', from('phone', phone, { occurredAt: ago(30 * minute) })))
  const start = () => sms.post(event('optin', from('phone', phone, { occurredAt: ago(20 * minute) })))
  await stop()
  expect(await blocked(phone)).toBe('optout')
  await start()
  expect(await blocked(phone)).toBeNull()
  await stop()
  expect(await blocked(phone)).toBeNull()
  await sms.post(event('optout', from('phone', phone, { occurredAt: ago(minute) })))
  expect(await blocked(phone)).toBe('optout')
  await start()
  expect(await blocked(phone)).toBe('optout')
})

test('an old opt-out shuts no address that wrote since, where writing means to talk again; by SMS only START does', async () => {
  const [chat, phone] = [number(), number()]
  const earlier = { occurredAt: ago(30 * minute) }
  await whatsapp.hears(said('', 'voltei', from('wa_phone', chat)))
  await whatsapp.post(event('optout', from('wa_phone', chat, earlier)))
  expect(await blocked(chat)).toBeNull()
  await sms.hears(said('', 'oi', from('phone', phone)))
  await sms.post(event('optout', from('phone', phone, earlier)))
  expect(await blocked(phone)).toBe('optout')
  // One that was shut, wrote again, and is told of its former wish once more.
  const again = number()
  await whatsapp.hears(said('', 'oi', from('wa_phone', again, { occurredAt: ago(60 * minute) })))
  await whatsapp.post(event('optout', from('wa_phone', again, earlier)))
  expect(await blocked(again)).toBe('optout')
  await whatsapp.hears(said('', 'voltei', from('wa_phone', again)))
  await until('it is open', async () => (await blocked(again)) === null)
  await whatsapp.post(event('optout', from('wa_phone', again, earlier)))
  expect(await blocked(again)).toBeNull()
})

test('no more advertising is told again as little as silence', async () => {
  const phone = number()
  await whatsapp.hears(said('', 'oi', from('wa_phone', phone)))
  const code = async () => (await whatsapp.identity(phone))?.blocked_code
  const wish = (type: string, ms: number) =>
    whatsapp.post(event(type, from('wa_phone', phone, { scope: 'marketing', occurredAt: ago(ms) })))
  await wish('optout', 30 * minute)
  expect(await code()).toBe('marketing')
  await wish('optin', 20 * minute)
  await wish('optout', 30 * minute)
  expect(await code()).toBeNull()
  await wish('optout', minute)
  await wish('optin', 20 * minute)
  expect(await code()).toBe('marketing')
})
