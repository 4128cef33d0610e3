import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pauseSla } from '../src/act/sla-pause.ts'
import type { Tx } from '../src/store/database.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

let engine: Engine
const background = (id: string, more: object) => ({ ...onWords(id, ['urgente'], {}), lane: 'background', ...more })

beforeAll(async () => {
  engine = await startEngine({}, {}, true)
  await engine.sql`
    insert into sla_policies (organization_id, name, first_response_minutes, resolution_minutes, business_hours)
    values (${engine.organization}, 'VIP', 10, 60, false)`
  const always = { all: [{ fact: 'conversation.protocol', operator: 'isPresent', value: true }] }
  await engine.publish([
    background('prazo', { event: { type: 'sla', params: { policy: 'vip' } } }),
    background('aviso', {
      on: { event: 'sla-warning' },
      conditions: always,
      event: { type: 'tag', params: { add: ['quase'] } },
    }),
    background('estourou', {
      on: { event: 'sla-breached' },
      conditions: { all: [{ fact: 'sla.state', operator: 'equal', value: 'breached' }] },
      event: { type: 'priority', params: { value: 'urgent' } },
    }),
  ])
})
afterAll(() => engine?.stop())

let number = 5511966660000
const promised = async () => {
  const from = String(++number)
  await engine.write(from, 'é urgente')
  const read = async () =>
    (
      await engine.sql`select c.* from conversations c join identities i on i.contact_id = c.contact_id where i.value = ${from}`
    )[0]
  await until('it has its deadline', async () => (await read())?.sla_policy_id)
  return read
}
// All moments come nearer by so many minutes.
const pass = (id: string, minutes: number) => engine.sql`
  update conversations set sla_first_warn_at = sla_first_warn_at - make_interval(mins => ${minutes}),
    sla_first_due_at = sla_first_due_at - make_interval(mins => ${minutes}), sla_warn_at = sla_warn_at - make_interval(mins => ${minutes}),
    sla_due_at = sla_due_at - make_interval(mins => ${minutes}), sla_next_at = sla_next_at - make_interval(mins => ${minutes})
  where id = ${id}`

test('a deadline warns, then is broken, each once; what is kept says nothing', async () => {
  const read = await promised()
  const { id, tags } = (await read()) ?? {}
  expect(tags).toEqual([])
  await pass(id, 9)
  await until('the warning came', async () => (await read())?.tags.includes('quase'))
  expect((await read())?.priority).toBe('normal')
  await pass(id, 2)
  await until('it is broken', async () => (await read())?.priority === 'urgent')
  expect((await read())?.sla_breached_at).not.toBeNull()
  const decided =
    await engine.sql`select event from decisions where conversation_id = ${id} and event like 'sla%' order by created_at`
  expect(decided.map(({ event }) => event)).toEqual(['sla-warning', 'sla-breached'])
})

test('an answer of a person keeps the first promise; the one to solve it runs on', async () => {
  const read = await promised()
  const { id } = (await read()) ?? {}
  await engine.sql`update conversations set sla_first_met_at = now() where id = ${id}`
  await pass(id, 11)
  await engine.sql`select private.sweep_sla()`
  expect(await engine.sql`select from events where conversation_id = ${id}`).toHaveLength(0)
  expect((await read())?.sla_breached_at).toBeNull()
  await pass(id, 50)
  await until('the other is broken', async () => (await read())?.priority === 'urgent')
})

test('while the customer is waited for no promise runs; what they write brings the conversation back with its time', async () => {
  const read = await promised()
  const { id, sla_due_at: due } = (await read()) ?? {}
  await engine.sql.begin(async (tx) => {
    await tx`update conversations set status = 'pending' where id = ${id}`
    await pauseSla(tx as Tx, id)
  })
  // Two hours go by: the moments and the beginning of the pause lie as much farther back.
  await pass(id, 120)
  await engine.sql`update conversations set sla_paused_at = sla_paused_at - interval '2 hours' where id = ${id}`
  await engine.sql`select private.sweep_sla()`
  expect(await engine.sql`select from events where conversation_id = ${id} and event like 'sla%'`).toHaveLength(0)
  const [address] = await engine.sql`
    select i.value from identities i join conversations c on c.contact_id = i.contact_id where c.id = ${id}`
  await engine.write(address?.value, 'voltei')
  await until('it is open again', async () => (await read())?.status === 'open')
  const back = await read()
  expect(back?.sla_paused_at).toBeNull()
  expect(Math.abs(Date.parse(back?.sla_due_at) - Date.parse(due))).toBeLessThanOrEqual(60_000)
  expect(back?.sla_next_at).not.toBeNull()
})

test('nothing is due in what is resolved, and a policy nobody made is told in the decision', async () => {
  const read = await promised()
  const { id } = (await read()) ?? {}
  await engine.sql`update conversations set status = 'resolved' where id = ${id}`
  await pass(id, 100)
  await engine.sql`select private.sweep_sla()`
  expect(await read()).toMatchObject({ sla_next_at: null, sla_breached_at: null })
  await engine.publish([background('prazo', { event: { type: 'sla', params: { policy: randomUUID() } } })])
  const from = String(++number)
  await engine.write(from, 'urgente')
  await until('it was decided', async () => {
    const [row] = await engine.sql`select d.actions from decisions d join conversations c on c.id = d.conversation_id
      join identities i on i.contact_id = c.contact_id where i.value = ${from}`
    return row?.actions.some(
      (action: { ok: boolean; reason?: string }) => !action.ok && action.reason?.includes('no SLA policy'),
    )
  })
})
