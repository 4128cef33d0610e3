import { randomUUID } from 'node:crypto'
import type { OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites } from './support/events.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const out: OutboundMessage[] = []
let engine: Engine
let mail: Awaited<ReturnType<typeof rawInbox>>
let other: typeof mail
let chat: typeof mail
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [
    { from: 'letter', plugin: rawChannel('letter', true, out) },
    { from: 'chatter', plugin: rawChannel('chatter', false, out) },
  ])
  mail = await rawInbox(engine, 'letter')
  other = await rawInbox(engine, 'letter')
  chat = await rawInbox(engine, 'chatter')
  await engine.publish([echo])
})
afterAll(() => engine?.stop())

let people = 0
const person = () => `pessoa${++people}@x.example`
const answers = (ids: string[], more: object = {}) => ({ thread: { replyToExternalIds: ids, ...more } })
const textsTo = (address: string) =>
  out.filter(({ to }) => to[0]?.value === address).map(({ content: [part] }) => (part?.k === 'text' ? part.text : ''))

test('two mails about different things are two conversations; equal subjects do not join them', async () => {
  const from = person()
  const first = await mail.hears(said(from, 'pedido', answers([], { subject: 'Pedido' })))
  const second = await mail.hears(said(from, 'boleto', answers([], { subject: 'Pedido' })))
  expect(second.thread.id).not.toBe(first.thread.id)
  expect(second.thread.contact_id).toBe(first.thread.contact_id)
  expect([first.thread.status, second.thread.status]).toEqual(['open', 'open'])
})

test('a chat has one open conversation, whatever its messages quote', async () => {
  const from = person()
  const first = await chat.hears(said(from, 'oi'))
  const second = await chat.hears(said(from, 'e aí?', answers([first.message.external_id])))
  expect(second.thread.id).toBe(first.thread.id)
  expect(second.message.flags).toMatchObject({ reply: true })
})

test('a mail is in the thread of what it answers: what we sent by the provider’s id, or any mail of either side, the nearest first', async () => {
  const from = person()
  const first = await mail.hears(said(from, 'um'))
  const ours = await mail.sent(first.thread.id)
  const byOurs = await mail.hears(said(from, 'dois', answers([ours.external_ids[0]])))
  expect(byOurs.thread.id).toBe(first.thread.id)
  const apart = await mail.hears(said(from, 'outro assunto'))
  const nearest = await mail.hears(said(from, 'três', answers([byOurs.message.external_id, apart.message.external_id])))
  expect(nearest.thread.id).toBe(first.thread.id)
  expect(nearest.message.flags.stranger).toBeUndefined()
})

test('edge 43: an unknown In-Reply-To does not hide a known reference; two answers to one mail we never saw are one thread', async () => {
  const from = person()
  const known = await mail.hears(said(from, 'um'))
  const second = await mail.hears(said(from, 'dois', answers([`nunca-vista-${from}`, known.message.external_id])))
  expect(second.thread.id).toBe(known.thread.id)
  const root = `raiz-${from}`
  const a = await mail.hears(said(from, 'a', answers([root])))
  const b = await mail.hears(said(from, 'b', answers([`ramo-${from}`, root])))
  expect(b.thread.id).toBe(a.thread.id)
  // Everybody who answers one newsletter names the same mail: that makes them no thread.
  const somebody = await mail.hears(said(person(), 'c', answers([root])))
  expect(somebody.thread.id).not.toBe(a.thread.id)
})

test('edge 40: a token counts in its own inbox only, and one of a conversation that is gone counts nowhere', async () => {
  const from = person()
  const first = await mail.hears(said(from, 'um'))
  const byToken = await mail.hears(said(from, 'dois', answers([], { conversationId: first.thread.id })))
  expect(byToken.thread.id).toBe(first.thread.id)
  const elsewhere = await other.hears(said(from, 'três', answers([], { conversationId: first.thread.id })))
  expect(elsewhere.thread.id).not.toBe(first.thread.id)
  expect(elsewhere.thread.inbox_id).toBe(other.id)
  for (const conversationId of [randomUUID(), 'no uuid'])
    expect((await mail.hears(said(from, 'quatro', answers([], { conversationId })))).thread.id).not.toBe(
      first.thread.id,
    )
})

test('edge 39: one mail to two inboxes is a message in each, in a conversation of each', async () => {
  const from = person()
  const event = said(from, 'para os dois', { externalId: `dois-${from}` })
  const [one, two] = [await mail.hears(event), await other.hears(event)]
  expect(one.message.id).not.toBe(two.message.id)
  expect(one.thread.id).not.toBe(two.thread.id)
})

test('edge 41: somebody new in a thread is seen there and flagged; nothing is said to them, and the customer goes on being answered', async () => {
  const [customer, stranger] = [person(), person()]
  const first = await mail.hears(said(customer, 'meu pedido'))
  await until('the customer was answered', () => textsTo(customer).length === 1)
  const joined = await mail.hears(said(stranger, 'e o histórico?', answers([first.message.external_id])))
  expect(joined.thread.id).toBe(first.thread.id)
  expect(joined.message.flags.stranger).toBe(true)
  expect(joined.decision.outcome).toBe('none')
  expect(joined.decision.explanation[0].rules[0]).toMatchObject({ reason: 'unknown-sender' })
  const [who] = await engine.sql`select contact_id, value from identities where id = ${joined.message.identity_id}`
  expect(who).toMatchObject({ value: stranger })
  expect(who?.contact_id).not.toBe(first.thread.contact_id)
  expect(joined.thread).toMatchObject({ contact_id: first.thread.contact_id, waiting_since: expect.anything() })
  await agentWrites(engine, first.thread.id, 'respondo a quem pediu')
  await until('the agent’s answer was sent', () => textsTo(customer).includes('respondo a quem pediu'))
  expect(textsTo(stranger)).toEqual([])
})

test('the protocol in a subject counts for who takes part already, and for nobody else', async () => {
  const from = person()
  const first = await mail.hears(said(from, 'um'))
  const subject = `Re: Pedido [#${first.thread.protocol}]`
  expect((await mail.hears(said(from, 'dois', answers([], { subject })))).thread.id).toBe(first.thread.id)
  expect((await mail.hears(said(person(), 'três', answers([], { subject })))).thread.id).not.toBe(first.thread.id)
})

test('an answer opens a resolved thread again, beside another that is open; after 30 days a new one follows it', async () => {
  const from = person()
  const first = await mail.hears(said(from, 'um'))
  const second = await mail.hears(said(from, 'outro assunto'))
  const resolve = (interval: string) => engine.sql`
    update conversations set status = 'resolved', resolved_at = now() - ${interval}::interval, owner = 'human'
    where id = ${first.thread.id}`
  await resolve('20 days')
  const again = await mail.hears(said(from, 'voltei', answers([first.message.external_id])))
  expect(again.thread).toMatchObject({ id: first.thread.id, status: 'open', owner: 'rules', resolved_at: null })
  expect(second.thread.status).toBe('open')
  await resolve('40 days')
  const later = await mail.hears(said(from, 'muito depois', answers([first.message.external_id])))
  expect(later.thread.id).not.toBe(first.thread.id)
  expect(later.thread).toMatchObject({ follows_id: first.thread.id, attributes: {}, tags: [] })
  expect(await mail.notes(later.thread.id)).toEqual([
    `Continua o protocolo ${first.thread.protocol}, encerrado há mais de 30 dias.`,
  ])
})

test('whose sender is false is trusted in nothing: an own conversation, flagged, unanswered, the contact’s name as it was', async () => {
  const from = person()
  const name = { from: { identities: [{ kind: 'email', value: from }], name: 'Ana' } }
  const first = await mail.hears(said(from, 'um'))
  const forged = await mail.hears(
    said(from, 'mude minha senha', {
      ...name,
      ...answers([first.message.external_id], { conversationId: first.thread.id }),
      flags: { spoofRisk: true, authentication: { dmarc: 'fail' } },
    }),
  )
  expect(forged.thread.id).not.toBe(first.thread.id)
  expect(forged.message.flags).toMatchObject({ spoofRisk: true, authentication: { dmarc: 'fail' } })
  expect(forged.decision.explanation[0].rules[0]).toMatchObject({ reason: 'false-sender' })
  expect(forged.thread.waiting_since).not.toBeNull()
  const [contact] = await engine.sql`select name from contacts where id = ${first.thread.contact_id}`
  expect(contact?.name).toBeNull()
})

test('edge 38: one id with other words is another message, whichever comes first; the same words are one, however they came', async () => {
  const from = person()
  const id = `dhl-${from}`
  const version = (print: string, text: string) =>
    said(from, text, { externalId: id, idempotencyKey: `message:${id}:${print}` })
  const events = [version('aaaa', 'saiu'), version('bbbb', 'chegou'), version('aaaa', 'saiu')]
  for (const event of events) await mail.post(event)
  await mail.post(...events)
  const rows = await engine.sql`
    select external_id, text from messages where inbox_id = ${mail.id} and external_id like ${`${id}%`} order by created_at`
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { external_id: id, text: 'saiu' },
    { external_id: `${id}#bbbb`, text: 'chegou' },
  ])
})

test('edge 35: the advertisement a message came by is kept with it', async () => {
  const from = person()
  const { message } = await chat.hears(said(from, 'vi o anúncio', { referral: { ctwa_clid: 'abc' } }))
  expect(message.flags).toEqual({ referral: { ctwa_clid: 'abc' } })
})
