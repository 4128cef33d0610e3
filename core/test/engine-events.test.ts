import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { bury } from '../src/act/bury.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { agentWrites, customer, on } from './support/events.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

const say = (text: string) => ({ type: 'auto-reply', params: { text } })
const tag = (name: string) => ({ type: 'tag', params: { add: [name] } })

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([
    onWords('eco', ['oi'], say('oi')),
    on('aberta', { event: 'conversation-opened' }, tag('nova')),
    on('resolvida', { event: 'status-changed' }, say('Resolvido! Protocolo {{conversation.protocol}}'), {
      all: [{ fact: 'conversation.state', operator: 'equal', value: 'resolved' }],
    }),
    on('reaberta', { event: 'status-changed' }, tag('voltou'), {
      all: [{ fact: 'conversation.reopened', operator: 'equal', value: true }],
    }),
    on('dono', { event: 'assigned' }, tag('com-dono'), {
      all: [{ fact: 'conversation.team', operator: 'equal', value: 'Financeiro' }],
    }),
    on('nao-chegou', { event: 'delivery-failed' }, { type: 'priority', params: { value: 'urgent' } }),
    on('fala-na-falha', { event: 'delivery-failed' }, say('não chegou'), {
      all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['fala'] }],
    }),
    on('nota-baixa', { event: 'csat-answered' }, say('Sentimos muito.'), {
      all: [{ fact: 'conversation.csat', operator: 'lessThanInclusive', value: 2 }],
    }),
    on('prazo', { event: 'sla-warning' }, tag('prazo')),
    on('estourou', { event: 'sla-breached' }, say('Já vamos responder.')),
  ])
})
afterAll(() => engine?.stop())
afterEach(() => {
  delete engine.outside.send
})

const set = (conversation: string, change: Record<string, unknown>) =>
  engine.sql`update conversations set ${engine.sql(change)} where id = ${conversation}`
const left = async () => (await engine.sql`select from events`).length

test('a first message is both received and an opening, in one decision; the next one is not', async () => {
  const ana = customer(engine)
  await ana.writes('oi')
  await until('answered', () => ana.texts().length === 1)
  expect(await ana.thread()).toMatchObject({ tags: ['nova'] })
  const [first] = await ana.decisions()
  expect(first).toMatchObject({ event: 'message-received', opened: true, outcome: 'auto-reply' })
  await set((await ana.thread()).id, { tags: [] })
  await ana.writes('oi de novo')
  expect(await ana.thread()).toMatchObject({ tags: [] })
  const second = (await ana.decisions())[1]
  expect(second).toMatchObject({ opened: false })
  expect(second?.explanation[0].rules).toContainEqual(
    expect.objectContaining({ id: 'aberta', outcome: 'not-evaluated', reason: 'other-event' }),
  )
})

test('a resolved conversation thanks its customer although a human owns it, and opening it again is an event too', async () => {
  const bia = customer(engine)
  const id = await bia.writes('preciso de ajuda')
  const told = bia.texts().length
  await agentWrites(engine, id, 'Pronto!')
  await set(id, { status: 'resolved', resolved_at: new Date() })
  await bia.decided('status-changed')
  await until('it was said', () => bia.texts().at(-1)?.startsWith('Resolvido! Protocolo 2'))
  expect(bia.texts()).toHaveLength(told + 2)
  // Whoever takes over meanwhile does not discard it: the rule was written for conversations that people have.
  const parts = await engine.sql`
    select o.automatic from outbox o join messages m on m.id = o.message_id
    where m.conversation_id = ${id} and m.text like 'Resolvido!%'`
  expect(parts).toEqual([{ automatic: false }])
  const [decision] = await bia.decisions('status-changed')
  expect(decision).toMatchObject({ message_id: null, outcome: 'auto-reply', reply_rule: 'resolvida', cause: [] })
  expect(decision?.facts).toMatchObject({ 'event.type': 'status-changed', 'message.text': 'preciso de ajuda' })
  await bia.writes('voltei')
  await bia.decided('status-changed', 2)
  expect(await bia.thread()).toMatchObject({ status: 'open', tags: ['nova', 'voltou'] })
})

test('a conversation given to a team, a rating and a deadline lead to their rules', async () => {
  const caio = customer(engine)
  const id = await caio.writes('preciso de ajuda')
  const [team] = await engine.sql`select id from teams where organization_id = ${engine.organization}`
  await set(id, { team_id: team?.id, owner: 'human' })
  await caio.decided('assigned')
  await set(id, { csat: 1 })
  await caio.decided('csat-answered')
  await until('it was said', () => caio.texts().includes('Sentimos muito.'))
  await engine.sql`select private.add_event(${id}, 'sla-warning')`
  await engine.sql`select private.add_event(${id}, 'sla-breached', null, '[]')`
  engine.host.wake('work')
  await caio.decided('sla-breached')
  await until('it was said', () => caio.texts().includes('Já vamos responder.'))
  expect(await caio.thread()).toMatchObject({ tags: ['nova', 'com-dono', 'prazo'], owner: 'human' })
})

test('a message that cannot be delivered leads to its rule, which stays silent beside a human', async () => {
  const davi = customer(engine)
  const id = await davi.writes('fala comigo')
  engine.outside.send = () => ({ ok: false, error: { class: 'recipient', message: 'no such number' } })
  await agentWrites(engine, id, 'Alô?')
  const [decision] = await davi.decided('delivery-failed')
  expect(decision).toMatchObject({ outcome: 'none', cause: [] })
  expect(decision?.explanation[0].rules).toContainEqual(
    expect.objectContaining({ id: 'fala-na-falha', outcome: 'not-evaluated', reason: 'human-owner' }),
  )
  expect(await davi.thread()).toMatchObject({ priority: 'urgent' })
})

test('what happened is decided in the order it happened', async () => {
  const eva = customer(engine)
  const id = await eva.writes('preciso de ajuda')
  await engine.sql`select private.add_event(${id}, 'sla-warning')`
  await engine.write(eva.number, 'um')
  await engine.sql`select private.add_event(${id}, 'sla-warning')`
  await engine.write(eva.number, 'dois')
  engine.host.wake('work')
  await eva.decided('message-received', 3)
  await eva.decided('sla-warning', 2)
  expect((await eva.decisions()).map(({ event, facts }) => `${event} ${facts['message.text']}`)).toEqual([
    'message-received preciso de ajuda',
    'sla-warning preciso de ajuda',
    'message-received um',
    'sla-warning um',
    'message-received dois',
  ])
})

test('an event that cannot be decided is put aside, the agents are told, and what follows is decided', async () => {
  const gil = customer(engine)
  const id = await gil.writes('oi')
  await engine.sql`
    insert into events (organization_id, conversation_id, event, at_seq, cause)
    values (${engine.organization}, ${id}, 'sla-warning', 9, '["a"]')`
  const claim = {
    conversation_id: id,
    organization_id: engine.organization,
    gen: 1,
    lease_token: randomUUID(),
    attempts: 8,
  }
  await bury(engine.host, claim, 'broken')
  const letters = await engine.sql`select source, detail from dead_letters where conversation_id = ${id}`
  expect(letters).toMatchObject([{ source: 'decision', detail: { event: 'sla-warning', cause: ['a'] } }])
  expect(await engine.sql`select from events where conversation_id = ${id}`).toHaveLength(0)
  const notes = await engine.sql`select text from messages where conversation_id = ${id} and direction = 'note'`
  expect(notes).toEqual([{ text: 'The rules could not decide on the event sla-warning: broken' }])
  expect(await gil.thread()).toMatchObject({ owner: 'rules' })
  await gil.writes('oi')
})

test('what no rule waits for leaves no trace, and nothing decided is left behind', async () => {
  const fabi = customer(engine)
  const id = await fabi.writes('oi')
  await engine.publish([onWords('eco', ['oi'], say('oi'))])
  expect(await engine.sql`select from workflow_triggers`).toHaveLength(0)
  await set(id, { status: 'pending' })
  await engine.sql`select private.add_event(${id}, 'sla-warning')`
  await until('nothing is left', async () => (await left()) === 0 && (await engine.sql`select from work`).length === 0)
  expect(await fabi.decisions()).toHaveLength(1)
})
