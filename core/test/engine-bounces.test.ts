import { randomUUID } from 'node:crypto'
import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayDelivery } from '../src/http/dead-letters/replay.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites, on } from './support/events.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const out: OutboundMessage[] = []
let engine: Engine
let mail: Awaited<ReturnType<typeof rawInbox>>
let chat: typeof mail
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [
    { from: 'email', plugin: rawChannel('email', true, out) },
    { from: 'chatter', plugin: rawChannel('chatter', false, out) },
  ])
  mail = await rawInbox(engine, 'email')
  chat = await rawInbox(engine, 'chatter')
  await engine.publish([
    echo,
    on('voltou', { event: 'delivery-failed' }, { type: 'tag', params: { add: ['voltou'] } }),
    on('sumiu', { event: 'customer-silent', minutes: 60 }, { type: 'tag', params: { add: ['sumiu'] } }),
  ])
})
afterAll(() => engine?.stop())

let people = 0
const person = () => `pessoa${++people}@x.example`
const base = (type: string) => {
  const id = randomUUID()
  return { type, externalId: id, idempotencyKey: `${type}:${id}`, occurredAt: new Date().toISOString() }
}
const gone = { class: 'recipient', code: '5.1.1', message: 'there is nobody of that name' }
const bounce = (about: object, more: object = {}) => ({
  ...base('bounce'),
  status: 'failed',
  error: gone,
  ...about,
  ...more,
})
const message = async (id: string) => (await engine.sql`select * from messages where id = ${id}`)[0]
const conversation = async (id: string) => (await engine.sql`select * from conversations where id = ${id}`)[0]

test('edge 47: a bounce marks our mail failed, shuts the address, tells rules and admins, and opens no conversation', async () => {
  const from = person()
  const { thread } = await mail.hears(said(from, 'oi'))
  const part = await mail.sent(thread.id)
  const before = await engine.sql`select count(*)::int as n from conversations`
  const event = bounce({ ourMessageId: part.id }, { recipient: { kind: 'email', value: from.toUpperCase() } })
  await mail.post(event)
  await mail.post({ ...event, ...base('bounce') })
  expect(await message(part.message_id)).toMatchObject({
    status: 'failed',
    error: { code: '5.1.1', class: 'recipient' },
  })
  expect(await mail.identity(from)).toMatchObject({ blocked: 'unreachable', blocked_code: '5.1.1' })
  const letters = await engine.sql`select * from dead_letters where conversation_id = ${thread.id}`
  expect(letters).toHaveLength(1)
  expect(letters[0]).toMatchObject({
    source: 'send',
    detail: { outbox_id: part.id, class: 'recipient', code: '5.1.1' },
  })
  await until('the rules were asked', async () => (await conversation(thread.id))?.tags.includes('voltou'))
  expect((await conversation(thread.id))?.waiting_since).not.toBeNull()
  expect(await engine.sql`select count(*)::int as n from conversations`).toEqual(before)
})

test('edge 47: a late mail says so until it arrives; a bounce without our id is known by the provider’s', async () => {
  const { thread } = await mail.hears(said(person(), 'oi'))
  const part = await mail.sent(thread.id)
  const about = { messageExternalId: part.external_ids[0] }
  await mail.post(bounce(about, { status: 'delayed', error: { class: 'transient', code: '4.4.7', message: 'late' } }))
  expect(await message(part.message_id)).toMatchObject({ status: 'sent', flags: { delayed: true } })
  await mail.post({ ...base('status'), ...about, status: 'delivered' })
  expect(await message(part.message_id)).toMatchObject({ status: 'delivered', flags: {}, error: null })
  await mail.post(bounce(about, { error: { class: 'content', code: '5.3.4', message: 'too large' } }))
  expect(await message(part.message_id)).toMatchObject({ status: 'failed', error: { code: '5.3.4' } })
})

test('edge 47: a bounce about no mail of ours is kept and changes nothing, and another recipient’s shuts nobody', async () => {
  const from = person()
  const { thread } = await mail.hears(said(from, 'oi'))
  const letters = await engine.sql`select count(*)::int as n from dead_letters`
  const strange = bounce({ messageExternalId: 'never@seen' }, { recipient: { kind: 'email', value: from } })
  await mail.post(strange)
  await mail.post(bounce({}))
  expect(await engine.sql`select count(*)::int as n from dead_letters`).toEqual(letters)
  expect(await mail.identity(from)).toMatchObject({ blocked: null })
  expect(await engine.sql`select from deliveries where idempotency_key = ${strange.idempotencyKey}`).toHaveLength(1)
  const part = await mail.sent(thread.id)
  await mail.post(bounce({ ourMessageId: part.id }, { recipient: { kind: 'email', value: 'other@y.example' } }))
  expect(await message(part.message_id)).toMatchObject({ status: 'failed' })
  expect(await mail.identity(from)).toMatchObject({ blocked: null })
})

test('edge 7: a receipt for an id we do not know yet is applied when we learn it, in any order', async () => {
  const from = person()
  const { thread } = await mail.hears(said(from, 'oi'))
  const part = await mail.sent(thread.id)
  const status = (id: string, name: string) => ({ ...base('status'), messageExternalId: id, status: name })
  await mail.post(status('later@provider', 'read'), status('later@provider', 'delivered'))
  expect(await engine.sql`select from early_receipts where external_id = 'later@provider'`).toHaveLength(2)
  await engine.sql`update outbox set external_ids = external_ids || 'later@provider'::text where id = ${part.id}`
  expect((await message(part.message_id))?.status).toBe('read')
  expect(await engine.sql`select from early_receipts`).toHaveLength(0)
  // While its send is being settled in another transaction, the receipt is neither lost nor doubled.
  const second = await mail.hears(said(from, 'de novo'))
  const late = await mail.sent(second.thread.id)
  let told: Promise<void> = Promise.resolve()
  await engine.sql.begin(async (tx) => {
    await tx`update outbox set external_ids = external_ids || 'raced@provider'::text where id = ${late.id}`
    told = mail.post(status('raced@provider', 'delivered'))
    await new Promise((resolve) => setTimeout(resolve, 150))
  })
  await told
  expect((await message(late.message_id))?.status).toBe('delivered')
  await mail.post(status('nobody@provider', 'read'))
  await engine.sql`update early_receipts set received_at = now() - interval '25 hours'`
  await engine.sql`select private.tick()`
  expect(await engine.sql`select from early_receipts`).toHaveLength(0)
})

test('edge 8: what an agent wrote in another program counts as their answer, begins the customer’s silence, and may be read', async () => {
  const from = person()
  const { thread } = await chat.hears(said(from, 'oi'))
  await chat.sent(thread.id)
  await engine.sql`update conversations set sla_first_met_at = null, bot_attempts = 3 where id = ${thread.id}`
  const id = `echo-${from}`
  const echoed = said('', 'já te respondo', {
    externalId: id,
    direction: 'echo',
    from: { identities: [{ kind: 'phone', value: 'loja' }] },
    to: [{ kind: 'email', value: from }],
  })
  await chat.post({ ...base('status'), messageExternalId: id, status: 'delivered' })
  await chat.post(echoed)
  const stored = await chat.message(id)
  expect(stored).toMatchObject({ conversation_id: thread.id, direction: 'out', status: 'delivered' })
  await chat.post({ ...base('status'), messageExternalId: id, status: 'read' })
  expect(await chat.message(id)).toMatchObject({ status: 'read' })
  expect(await conversation(thread.id)).toMatchObject({
    owner: 'human',
    bot_attempts: 0,
    waiting_since: null,
    sla_first_met_at: expect.any(Date),
  })
  const [timer] =
    await engine.sql`select * from timers where conversation_id = ${thread.id} and event = 'customer-silent'`
  expect(timer).toMatchObject({ minutes: 60, generation: stored?.seq })
  await agentWrites(engine, thread.id, 'e aqui também')
  expect(await engine.sql`select from early_receipts where external_id = ${id}`).toHaveLength(0)
})

test('a kept delivery can be read again when it held a bounce, a wish or news of the account', async () => {
  const from = person()
  const { thread } = await mail.hears(said(from, 'oi'))
  const part = await mail.sent(thread.id)
  const news = { ...base('account'), topic: 'account', note: 'news' }
  const events = [
    bounce({ ourMessageId: part.id }),
    { ...base('optout'), from: { identities: [{ kind: 'email', value: from }] } },
    news,
  ]
  const [delivery] = await engine.sql`
    insert into deliveries (organization_id, inbox_id, idempotency_key, hook, headers, body)
    values (${engine.organization}, ${mail.id}, ${randomUUID()}, 'inbound', '{}', ${Buffer.from(JSON.stringify(events))})
    returning id`
  const [letter] = await engine.sql`
    insert into dead_letters (organization_id, source, inbox_id, delivery_id, reason)
    values (${engine.organization}, 'webhook', ${mail.id}, ${delivery?.id}, 'event type not handled') returning id`
  const replayed = await engine.host.db.inOrganization(engine.organization, (tx) =>
    replayDelivery(tx, engine.host, letter?.id, delivery?.id),
  )
  expect(replayed).toEqual([])
  expect(await message(part.message_id)).toMatchObject({ status: 'failed' })
  expect(await mail.identity(from)).toMatchObject({ blocked: 'optout' })
  expect(await engine.sql`select from dead_letters where inbox_id = ${mail.id} and source = 'webhook'`).toHaveLength(1)
})
