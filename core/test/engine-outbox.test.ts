import { randomUUID } from 'node:crypto'
import { Ambiguous, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { queueMessage } from '../src/act/queue-message.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([echo])
})
afterAll(() => engine?.stop())
afterEach(() => {
  delete engine.outside.send
  delete engine.outside.reconcile
})

let number = 5511944440000
const person = () => String(++number)
const textsTo = (from: string) =>
  engine.sent
    .filter(({ to }) => to[0]?.value === from)
    .map(({ content: [part] }) => (part?.k === 'text' ? part.text : null))
const partsOf = (from: string) => engine.sql`
  select o.* from outbox o join conversations c on c.id = o.conversation_id join identities i on i.contact_id = c.contact_id
  where i.value = ${from} order by o.seq, o.position`
const messagesTo = (from: string) => engine.sql`
  select m.* from messages m join conversations c on c.id = m.conversation_id join identities i on i.contact_id = c.contact_id
  where i.value = ${from} and m.direction = 'out' order by m.seq`
const stateIs = (from: string, state: string) =>
  until(`the part is ${state}`, async () => (await partsOf(from))[0]?.state === state)

test('a refusal is final: failed with its reason, and the conversation waits for a human', async () => {
  const from = person()
  engine.outside.send = () => {
    throw new Rejected('The contact blocked us', '63', 'recipient')
  }
  await engine.write(from, 'oi')
  await stateIs(from, 'failed')
  const [message] = await messagesTo(from)
  expect(message).toMatchObject({
    status: 'failed',
    error: { class: 'recipient', code: '63', message: 'The contact blocked us' },
  })
  const [waits] = await engine.sql`select waiting_since from conversations where id = ${message?.conversation_id}`
  expect(waits?.waiting_since).not.toBeNull()
  expect(textsTo(from)).toHaveLength(1)
})

test('when the provider asks for patience, the order waits with it', async () => {
  const from = person()
  let refusals = 2
  engine.outside.send = (out) => {
    if (refusals-- > 0) throw new RetryLater(300, 'slow down')
    return { ok: true, parts: [{ externalId: `x-${out.id}`, status: 'sent' }] }
  }
  await engine.write(from, 'um')
  await engine.write(from, 'dois')
  await until('both were sent', async () => (await partsOf(from)).filter(({ state }) => state === 'sent').length === 2)
  expect(textsTo(from)).toEqual(['re: um', 're: um', 're: um', 're: dois'])
})

test('an uncertain send is never repeated, and the provider’s word settles it', async () => {
  const from = person()
  engine.outside.send = () => {
    throw new Ambiguous('timeout after the request was written')
  }
  await engine.write(from, 'chegou?')
  await stateIs(from, 'unknown')
  expect((await messagesTo(from))[0]?.status).toBe('unknown')
  const [part] = await partsOf(from)
  await fetch(`${engine.core.url}/hooks/v1/${engine.inbox.key}/status`, {
    method: 'POST',
    headers: { 'x-signature': 'right' },
    body: JSON.stringify({ id: 'SM1', m: part?.id, status: 'delivered' }),
  })
  expect((await messagesTo(from))[0]?.status).toBe('delivered')
  expect(textsTo(from)).toHaveLength(1)
})

test('an uncertain send is looked up; found means sent, and what was sent once is not sent again', async () => {
  const from = person()
  engine.outside.send = () => {
    throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } })
  }
  engine.outside.reconcile = () => ({ externalId: 'SM-found', status: 'delivered' })
  await engine.write(from, 'procura')
  await stateIs(from, 'unknown')
  await stateIs(from, 'sent')
  expect((await partsOf(from))[0]?.external_ids).toEqual(['SM-found'])
  expect(textsTo(from)).toHaveLength(1)
})

test('an uncertain send the provider does not know after three questions goes out again, unless something followed it', async () => {
  const [alone, followed] = [person(), person()]
  let broken = true
  engine.outside.send = (out) => {
    if (broken) throw new Ambiguous('cut off')
    return { ok: true, parts: [{ externalId: `x-${out.id}`, status: 'sent' }] }
  }
  engine.outside.reconcile = () => null
  await engine.write(alone, 'a')
  await engine.write(followed, 'b')
  await stateIs(alone, 'unknown')
  await stateIs(followed, 'unknown')
  broken = false
  await engine.write(followed, 'c')
  await until('the second was sent', async () => (await partsOf(followed))[1]?.state === 'sent')
  const hurry = setInterval(
    () => void engine.sql`update outbox set due = now() where state = 'unknown' and reconciles < 3`.catch(() => {}),
    50,
  )
  await stateIs(alone, 'sent')
  await until('all questions were asked', async () => (await partsOf(followed))[0]?.reconciles === 3)
  clearInterval(hurry)
  expect(textsTo(alone)).toEqual(['re: a', 're: a'])
  expect((await partsOf(followed))[0]?.state).toBe('unknown')
  expect(textsTo(followed)).toEqual(['re: b', 're: c'])
})

test('what a dead worker was sending becomes uncertain, not sent twice', async () => {
  const from = person()
  let letGo = () => {}
  engine.outside.send = (out) =>
    new Promise((resolve) => {
      letGo = () => resolve({ ok: false, error: { class: 'transient', message: `too late for ${out.id}` } })
    })
  await engine.write(from, 'no meio')
  await stateIs(from, 'sending')
  await engine.sql`update outbox set lease_by = 4242 where state = 'sending'`
  await stateIs(from, 'unknown')
  expect(textsTo(from)).toHaveLength(1)
  delete engine.outside.send
  letGo()
  await engine.write(from, 'depois')
  await until('the next one is sent', async () => (await partsOf(from))[1]?.state === 'sent')
  expect((await messagesTo(from))[0]).toMatchObject({ status: 'unknown', error: { code: 'worker_lost' } })
})

test('an automatic answer is discarded when a human takes the conversation first', async () => {
  const from = person()
  let asked = 0
  engine.outside.send = ({ to }) => {
    if (to[0]?.value === from) asked += 1
    throw new RetryLater(5000, 'busy')
  }
  await engine.write(from, 'humano?')
  await until('it was tried once', () => asked === 1)
  await engine.sql`update conversations c set owner = 'human', taken_over_at = clock_timestamp()
    from identities i where i.contact_id = c.contact_id and i.value = ${from}`
  await stateIs(from, 'discarded')
  expect((await messagesTo(from))[0]?.status).toBe('discarded')
  expect(asked).toBe(1)
})

test('credentials that no longer work hold the inbox and turn it red; once they work everything goes out and it is green', async () => {
  const from = person()
  engine.outside.send = () => {
    throw new Reconnect('The token was revoked')
  }
  await engine.write(from, 'oi')
  await until('it was refused once', async () => (await partsOf(from))[0]?.error?.class === 'auth')
  expect((await partsOf(from))[0]?.state).toBe('queued')
  const health = async () => (await engine.sql`select health from inboxes`)[0]?.health
  await until('it is red', async () => (await health()).status === 'error')
  const asked = textsTo(from).length
  await engine.write(from, 'de novo')
  await new Promise((done) => setTimeout(done, 1200))
  expect(textsTo(from)).toHaveLength(asked)
  delete engine.outside.send
  // What an admin does when saving new credentials.
  await engine.sql`update inboxes set revision = revision + 1 where id = ${engine.inbox.id}`
  await until('both were sent', async () => (await partsOf(from)).every(({ state }) => state === 'sent'))
  expect(textsTo(from).slice(asked)).toEqual(['re: oi', 're: de novo'])
  await until('it is green', async () => (await health()).status === 'ok')
})

test('a plugin that breaks is tried again, then given up as a dead letter', async () => {
  const from = person()
  engine.outside.send = () => {
    throw new Error('a mistake in the plugin')
  }
  await engine.write(from, 'bug')
  const hurry = setInterval(
    () => void engine.sql`update outbox set due = now() where state = 'queued'`.catch(() => {}),
    50,
  )
  await stateIs(from, 'failed')
  clearInterval(hurry)
  expect(textsTo(from)).toHaveLength(8)
  const letters =
    await engine.sql`select reason from dead_letters where source = 'send' and reason like '%a mistake in the plugin%'`
  expect(letters).toHaveLength(1)
})

test('a long answer goes out in parts the channel takes, and is delivered when all are', async () => {
  const from = person()
  await engine.write(from, `${'palavra '.repeat(120)}. ${'outra '.repeat(200)}`.slice(0, 2200))
  await until('three parts', async () => (await partsOf(from)).filter(({ state }) => state === 'sent').length === 3)
  const parts = await partsOf(from)
  expect(parts.every(({ content }) => content[0].text.length <= 1000)).toBe(true)
  const status = (id: string, word: string) =>
    fetch(`${engine.core.url}/hooks/v1/${engine.inbox.key}/status`, {
      method: 'POST',
      headers: { 'x-signature': 'right' },
      body: JSON.stringify({ id: `${id}-${word}`, m: id, status: word }),
    })
  await Promise.all(parts.map(({ id }) => status(id, 'delivered')))
  expect((await messagesTo(from))[0]?.status).toBe('delivered')
  await status(parts[0]?.id, 'sent')
  expect((await messagesTo(from))[0]?.status).toBe('delivered')
})

test('the same press of Send never makes two messages, and a person who answers becomes the owner', async () => {
  const from = person()
  await engine.write(from, 'quero falar')
  await stateIs(from, 'sent')
  const [{ conversation_id: conversationId } = { conversation_id: '' }] = await messagesTo(from)
  const clientId = randomUUID()
  const press = () =>
    engine.host.db.inOrganization(engine.organization, (tx) =>
      queueMessage(
        tx,
        {
          organizationId: engine.organization,
          conversationId,
          channel: 'carrier-pigeon',
          author: { kind: 'agent', id: engine.agent },
          text: 'Oi, sou a Ana',
          clientId,
          automatic: false,
        },
        engine.plugins,
      ),
    )
  const made = await Promise.all([press(), press(), press()])
  engine.host.wake()
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  await until('it was sent once', () => textsTo(from).length === 2)
  const [conversation] = await engine.sql`select owner, waiting_since from conversations where id = ${conversationId}`
  expect(conversation).toEqual({ owner: 'human', waiting_since: null })
  await engine.write(from, 'obrigado')
  await until(
    'it was decided',
    async () =>
      (
        await engine.sql`select d.outcome from decisions d join messages m on m.id = d.message_id where m.text = 'obrigado'`
      )[0]?.outcome === 'none',
  )
  expect(textsTo(from)).toHaveLength(2)
})
