import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { customer } from './support/events.ts'
import { until } from './support/until.ts'

const rule = (id: string, conditions: object[], text: string) => ({
  id,
  name: id,
  lane: 'reply',
  conditions: { all: conditions },
  event: { type: 'auto-reply', params: { text } },
})
const is = (fact: string, value: unknown, path?: string) => ({ fact, operator: 'equal', value, ...(path && { path }) })

let engine: Engine
beforeAll(async () => {
  engine = await startEngine()
  await engine.publish([
    rule('curta', [is('message.text', 'curta')], 'sem saber de ninguém'),
    rule('fila', [is('message.text', 'fila')], 'São {{agents.queue}} na fila.'),
    rule('ninguem', [is('agents.online', 0)], 'Ninguém agora.'),
    rule('equipe', [is('agents.by_team', 1, '$.pos-venda.online')], 'A equipe está aqui.'),
    rule('alguem', [is('agents.online', 1)], 'Há alguém.'),
  ])
})
afterAll(() => engine?.stop())

const present = (seconds: number) => engine.sql`
  insert into presences (organization_id, user_id, seen_at)
  values (${engine.organization}, ${engine.agent}, now() - make_interval(secs => ${seconds}))
  on conflict (organization_id, user_id) do update set seen_at = excluded.seen_at`

const answer = async (text: string) => {
  const one = customer(engine)
  await one.writes(text)
  await until('answered', () => one.texts().length === 1)
  return { text: one.texts()[0], facts: (await one.decisions())[0]?.facts }
}

test('who is at work is known by their last minutes, for all and for each team, and only to rules that ask', async () => {
  expect((await answer('oi')).text).toBe('Ninguém agora.')
  await present(200)
  expect((await answer('oi')).text).toBe('Ninguém agora.')
  await present(10)
  expect((await answer('oi')).text).toBe('Há alguém.')
  const [team] = await engine.sql`
    insert into teams (organization_id, name) values (${engine.organization}, 'Pós-venda') returning id`
  await engine.sql`insert into team_members (organization_id, team_id, user_id) values (${engine.organization}, ${team?.id}, ${engine.agent})`
  const { text, facts } = await answer('oi')
  expect(text).toBe('A equipe está aqui.')
  expect(facts).toMatchObject({
    'agents.online': 1,
    'agents.by_team': { 'pos-venda': { online: 1, queue: 0 }, financeiro: { online: 0, queue: 0 } },
  })
  expect((await answer('curta')).facts).not.toHaveProperty('agents.online')
  await engine.sql`update memberships set suspended_at = now() where user_id = ${engine.agent}`
  expect((await answer('oi')).text).toBe('Ninguém agora.')
})

test('a text may name what no condition asked for; another organization’s people do not count', async () => {
  const other = randomUUID()
  await engine.sql`insert into organizations (id, slug, name) values (${other}, ${`other-${other.slice(0, 8)}`}, 'Outra')`
  const stranger = randomUUID()
  await engine.sql`insert into auth.users (id, email) values (${stranger}, ${`${stranger}@example.test`})`
  await engine.sql`
    insert into memberships (organization_id, user_id, role, name, email)
    values (${other}, ${stranger}, 'agent', 'Zé', ${`${stranger}@example.test`})`
  await engine.sql`insert into presences (organization_id, user_id) values (${other}, ${stranger})`
  expect((await answer('oi')).text).toBe('Ninguém agora.')
  const waiting = customer(engine)
  await waiting.writes('oi')
  await engine.sql`update conversations set owner = 'human', waiting_since = now() where id = ${(await waiting.thread()).id}`
  expect((await answer('fila')).text).toBe('São 1 na fila.')
})
