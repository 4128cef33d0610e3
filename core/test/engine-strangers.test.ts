import { randomUUID } from 'node:crypto'
import type { ClassifyRequest, OutboundMessage } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askAiFacts } from '../src/act/ai/classify.ts'
import { bury } from '../src/act/bury.ts'
import { readContext } from '../src/decide/context.ts'
import { readKnown } from '../src/decide/reply/known.ts'
import { addressIn } from '../src/decide/reply/place.ts'
import { listenerOf } from '../src/http/conversations/presence.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites, always } from './support/events.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'

const out: OutboundMessage[] = []
let engine: Engine
let mail: Awaited<ReturnType<typeof rawInbox>>
beforeAll(async () => {
  engine = await startEngine({}, {}, true, [{ from: 'letter', plugin: rawChannel('letter', true, out) }])
  mail = await rawInbox(engine, 'letter')
  await engine.publish([
    { id: 'q', name: 'q', lane: 'reply', conditions: always, event: { type: 'ignore', params: {} } },
  ])
})
afterAll(() => engine?.stop())

/** A thread in which the contact wrote from two addresses, the second one last, and then somebody else did. */
async function interrupted() {
  const [first, second, stranger] = ['um', 'dois', 'outra'].map((name) => `${name}-${randomUUID()}@x.example`) as [
    string,
    string,
    string,
  ]
  const begun = await mail.hears(said(first, 'oi', { occurredAt: new Date(Date.now() - 3_600_000).toISOString() }))
  const { sql } = engine
  await sql`insert into identities (organization_id, contact_id, kind, value)
    values (${engine.organization}, ${begun.thread.contact_id}, 'email', ${second})`
  const thread = { thread: { replyToExternalIds: [begun.message.external_id] } }
  const own = await mail.hears(
    said(second, 'sou eu', { ...thread, occurredAt: new Date(Date.now() - 1_800_000).toISOString() }),
  )
  const theirs = await mail.hears(said(stranger, 'e eu', thread))
  expect(theirs.message.conversation_id).toBe(begun.thread.id)
  expect([own.message.flags.stranger, theirs.message.flags.stranger]).toEqual([undefined, true])
  return { id: begun.thread.id as string, second, stranger, own: own.message }
}
const inTx = <T>(work: Parameters<typeof engine.host.db.inOrganization<T>>[1]) =>
  engine.host.db.inOrganization(engine.organization, work)

test('an answer goes to the address the contact last wrote from, whoever else has written in the thread since', async () => {
  const { id, second } = await interrupted()
  await agentWrites(engine, id, 'olá')
  const part = await mail.sent(id)
  expect(part.recipients[0]).toMatchObject({ value: second })
  await until('it was sent', () => out.some(({ to }) => to[0]?.value === second))
})

test('what is known of the reply, the window and who is shown typing is the contact’s own last message', async () => {
  const { id, second, own } = await interrupted()
  const known = await inTx((tx) => readKnown(tx, id, []))
  const home = known?.inboxes.find(({ id: inbox }) => inbox === known.home)
  expect(home && addressIn(home, undefined, known?.contact.identities ?? [])).toMatchObject({ value: second })
  const [row] = await engine.sql`select private.window_from(${id}) as at`
  expect(row?.at.getTime()).toBe(own.occurred_at.getTime())
  const listener = await inTx((tx) => listenerOf(tx, id))
  expect(listener).toMatchObject({ last: own.external_id, to: [{ value: second }, {}] })
})

test('that somebody else takes no messages keeps nobody from answering the contact, that they take none does', async () => {
  const { id, second, stranger } = await interrupted()
  const blocked = async () => (await inTx((tx) => readContext(tx, id, engine.plugins)))?.blocked
  const block = (value: string) =>
    engine.sql`update identities set blocked = 'unreachable', blocked_at = now() where value = ${value}`
  await block(stranger)
  expect(await blocked()).toBeNull()
  await block(second)
  expect(await blocked()).toBe('unreachable')
})

test('the AI reads what somebody else wrote only where it is asked about that very message', async () => {
  const { id, second, own } = await interrupted()
  const later = await mail.hears(said(second, 'e agora?', { thread: { replyToExternalIds: [own.external_id] } }))
  const [theirs] = await engine.sql`select seq from messages where conversation_id = ${id} and text = 'e eu'`
  const read = async (seq: unknown) => {
    let request: ClassifyRequest | undefined
    engine.outside.classify = (asked) => {
      request = asked
      return { intent: 'other', sentiment: 'neutral', language: 'pt', askedForHuman: false }
    }
    await askAiFacts(engine.host, { organizationId: engine.organization, conversationId: id, seq: Number(seq) })
    return request?.messages.map(({ text }) => text)
  }
  expect(await read(later.message.seq)).toEqual(['oi', 'sou eu', 'e agora?'])
  expect(await read(theirs?.seq)).toEqual(['oi', 'sou eu', 'e eu'])
})

test('what somebody else wrote and no rule could decide is for people to see, and tells nobody anything', async () => {
  const { id } = await interrupted()
  const { sql, organization, host } = engine
  await until('it is decided', async () => {
    const [row] = await sql`select decided_seq = last_seq as done from conversations where id = ${id}`
    return row?.done
  })
  await sql`update conversations set decided_seq = last_seq - 1, owner = 'rules', told_waiting = false where id = ${id}`
  const [before] = await sql`select max(seq) as seq from messages where conversation_id = ${id}`
  const claim = { conversation_id: id, organization_id: organization, gen: 1, attempts: 8, lease_token: randomUUID() }
  await bury(host, claim, 'broken')
  const said = await sql`select direction from messages where conversation_id = ${id} and seq > ${before?.seq}`
  expect(said.map(({ direction }) => direction)).toEqual(['note'])
  const [row] = await sql`select waiting_since is not null as waits from conversations where id = ${id}`
  expect(row?.waits).toBe(true)
})
