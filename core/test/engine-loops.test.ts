import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { customer, on } from './support/events.ts'
import { until } from './support/until.ts'

const inState = (value: string) => ({ all: [{ fact: 'conversation.state', operator: 'equal', value }] })
const toState = (value: string) => ({ type: 'status', params: { value } })

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([
    on('abre', { event: 'status-changed' }, toState('open'), inState('pending')),
    on('espera', { event: 'status-changed' }, toState('pending'), inState('open')),
    on('falhou', { event: 'delivery-failed' }, { type: 'auto-reply', params: { text: 'Tentando de novo.' } }),
    on('prazo', { event: 'sla-warning' }, { type: 'tag', params: { add: ['prazo'] } }),
  ])
})
afterAll(() => engine?.stop())

const quiet = (conversation: string) =>
  until('nothing happens any more', async () => {
    const left = await engine.sql`
      select from work where conversation_id = ${conversation} union all select from events where conversation_id = ${conversation}`
    return left.length === 0
  })

test('two rules that set each other off are stopped after three, and the cycle is named', async () => {
  const ana = customer(engine)
  const id = await ana.writes('oi')
  await engine.sql`update conversations set status = 'pending' where id = ${id}`
  await ana.decided('status-changed', 4)
  await quiet(id)
  const decisions = await ana.decisions('status-changed')
  expect(decisions.map(({ cause }) => cause)).toEqual([[], ['abre'], ['abre', 'espera'], ['abre', 'espera', 'abre']])
  expect(decisions.map(({ actions }) => actions.at(-1)?.ok)).toEqual([true, true, true, false])
  expect(decisions[3]?.actions).toEqual([
    { action: 'status', rule: 'espera', ok: false, reason: 'loop-guard', chain: ['abre', 'espera', 'abre', 'espera'] },
  ])
  expect(Object.values(decisions[3]?.matched ?? {}).flat()).toEqual([])
  expect(await ana.thread()).toMatchObject({ status: 'open' })
})

test('an event that goes on without a rule is no loop', async () => {
  const bia = customer(engine)
  const id = await bia.writes('oi')
  await engine.sql`update conversations set status = 'resolved', resolved_at = now() where id = ${id}`
  await engine.sql`select private.add_event(${id}, 'status-changed', null, '["a","b","c"]')`
  engine.host.wake('work')
  await bia.decided('status-changed', 2)
  const decisions = await bia.decisions('status-changed')
  expect(decisions.map(({ cause, actions }) => ({ cause, actions }))).toEqual([
    { cause: [], actions: [] },
    { cause: ['a', 'b', 'c'], actions: [] },
  ])
})

test('an answer that fails because its recipient is gone is not tried for ever', async () => {
  engine.outside.send = () => ({ ok: false, error: { class: 'recipient', message: 'gone' } })
  const caio = customer(engine)
  try {
    const id = await caio.writes('oi')
    await caio.decided('delivery-failed', 4)
    await until('all sends are settled', async () => {
      const open = await engine.sql`select from outbox where conversation_id = ${id} and state in ('queued', 'sending')`
      return open.length === 0
    })
    await quiet(id)
  } finally {
    delete engine.outside.send
  }
  const decisions = await caio.decisions('delivery-failed')
  expect(decisions).toHaveLength(4)
  expect(decisions[3]?.actions[0]).toMatchObject({
    rule: 'falhou',
    reason: 'loop-guard',
    chain: ['falhou', 'falhou', 'falhou', 'falhou'],
  })
})

test('a rule acts on the events of one conversation ten times an hour, and in others as before', async () => {
  const davi = customer(engine)
  const id = await davi.writes('oi')
  for (let n = 1; n <= 12; n++) {
    await engine.sql`select private.add_event(${id}, 'sla-warning')`
    engine.host.wake('work')
    await davi.decided('sla-warning', n)
  }
  const decisions = await davi.decisions('sla-warning')
  expect(decisions.map(({ actions }) => actions[0].ok)).toEqual([...Array(10).fill(true), false, false])
  expect(decisions[10]?.actions[0]).toMatchObject({ rule: 'prazo', reason: 'loop-guard', chain: ['prazo'], fires: 10 })
  const eva = customer(engine)
  const other = await eva.writes('oi')
  await engine.sql`select private.add_event(${other}, 'sla-warning')`
  engine.host.wake('work')
  const [decision] = await eva.decided('sla-warning')
  expect(decision?.actions[0]).toMatchObject({ ok: true })
  // An hour later it may again.
  await engine.sql`update decisions set created_at = created_at - interval '61 minutes' where conversation_id = ${id}`
  await engine.sql`select private.add_event(${id}, 'sla-warning')`
  engine.host.wake('work')
  const again = await davi.decided('sla-warning', 13)
  expect(again.at(-1)?.actions[0]).toMatchObject({ ok: true })
})
