import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([echo])
})
afterAll(() => engine?.stop())

const conversationsOf = (from: string) => engine.sql`
  select c.id, c.protocol from conversations c join identities i on i.contact_id = c.contact_id where i.value = ${from}`
const answersTo = (from: string) =>
  engine.sent
    .filter(({ to }) => to[0]?.value === from)
    .map(({ content: [part] }) => (part?.k === 'text' ? part.text : null))

test('a message is answered by the rule that matches it', async () => {
  expect((await engine.write('5511911110001', 'oi')).status).toBe(200)
  await until('the answer went out', () => answersTo('5511911110001').length === 1)
  expect(answersTo('5511911110001')).toEqual(['re: oi'])
  const [row] = await engine.sql`select status, author_kind from messages where direction = 'out'`
  expect(row).toMatchObject({ author_kind: 'rule' })
  await until(
    'it is sent',
    async () => (await engine.sql`select from messages where direction = 'out' and status = 'sent'`).length === 1,
  )
})

test('the same webhook five times at once is one message, one decision, one request', async () => {
  const body = { id: 'same', from: '5511911110002', text: 'de novo' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => engine.post(body)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  await until('the answer went out', () => answersTo('5511911110002').length > 0)
  await engine.post(body)
  const [count] = await engine.sql`
    select (select count(*)::int from messages where external_id = 'same') as messages,
      (select count(*)::int from decisions d join messages m on m.id = d.message_id where m.external_id = 'same') as decisions`
  expect(count).toEqual({ messages: 1, decisions: 1 })
  expect(answersTo('5511911110002')).toEqual(['re: de novo'])
})

test('an album of ten at once is one conversation, decided and answered in order', async () => {
  const from = '5511911110003'
  await Promise.all(Array.from({ length: 10 }, (_, n) => engine.write(from, `foto ${n}`)))
  await until('ten answers', () => answersTo(from).length === 10)
  expect(await conversationsOf(from)).toHaveLength(1)
  const inbound = await engine.sql`
    select m.text from messages m join conversations c on c.id = m.conversation_id join identities i on i.contact_id = c.contact_id
    where i.value = ${from} and m.direction = 'in' order by m.seq`
  expect(answersTo(from)).toEqual(inbound.map(({ text }) => `re: ${text}`))
})

test('a burst of twenty is decided and answered in its order', async () => {
  const from = '5511911110004'
  await engine.write(from, 'começo')
  for (let n = 0; n < 20; n++) await engine.write(from, `m${n}`)
  await until('all answers', () => answersTo(from).length === 21)
  expect(answersTo(from)).toEqual(['re: começo', ...Array.from({ length: 20 }, (_, n) => `re: m${n}`)])
})

test('two processes on one database keep the order of every conversation', async () => {
  const other = await engine.another()
  const people = Array.from({ length: 12 }, (_, n) => `55118000000${n}`)
  try {
    for (let n = 0; n < 8; n++) await Promise.all(people.map((from) => engine.write(from, `${n}`)))
    await until('all answers', () => people.every((from) => answersTo(from).length === 8))
    for (const from of people) expect(answersTo(from)).toEqual(Array.from({ length: 8 }, (_, n) => `re: ${n}`))
  } finally {
    await other.stop()
  }
})

test('nothing is left behind when all is answered', async () => {
  await until('no work is left', async () => (await engine.sql`select from work`).length === 0)
  const [left] = await engine.sql`
    select count(*)::int as undecided from messages m join conversations c on c.id = m.conversation_id
    where m.direction = 'in' and m.seq > c.decided_seq`
  expect(left).toEqual({ undecided: 0 })
})
