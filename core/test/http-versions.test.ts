import { afterAll, beforeAll, expect, test } from 'vitest'
import { type House, openHouse } from './http-house.ts'
import { document } from './http-things.ts'
import { type Replica, startReplica } from './support/replica.ts'
import { until } from './support/until.ts'

let house: House
let replicas: Replica[] = []
beforeAll(async () => {
  house = await openHouse()
  replicas = await Promise.all([startReplica(house.host.config), startReplica(house.host.config)])
})
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()))
  await house?.close()
})

const asAdmin = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(house.acme.admin.token, method, url, body, headers)
const created = async (wanted: object = document): Promise<string> =>
  (await asAdmin('POST', '/v1/workflows', { document: wanted })).body.id
const read = async (id: string) => (await asAdmin('GET', `/v1/workflows/${id}`)).body
const published = async (id: string, body: object = {}) => asAdmin('POST', `/v1/workflows/${id}/publish`, body)
const tested = (reply: string | null) => ({
  ...document,
  tests: [{ name: 'diz oi', facts: { 'message.text': 'oi' }, expect: { reply } }],
})
const log = (id: string) => house.database.sql`
  select action, detail, actor_id from audit_log where target = ${id} order by id`

// Once a command was answered a process that was asked before decides by it; without word of the change it would keep
// what it has read for thirty seconds.
async function seenEverywhere(what: (all: Awaited<ReturnType<Replica['inForce']>>) => boolean): Promise<void> {
  for (const replica of replicas)
    await until('a replica saw it', async () => what(await replica.inForce(house.acme.id)), 10_000)
}

test('what is published, stopped or rolled back is in force in every process at once', async () => {
  const id = await created()
  for (const replica of replicas) await replica.inForce(house.acme.id)
  const { body } = await published(id)
  expect(body.version).toBe(1)
  await seenEverywhere((all) => all.some(({ version }) => version === 1))
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: { ...document, rules: [] }, revision: 1 })
  await published(id)
  await seenEverywhere((all) => all.some(({ version }) => version === 2))
  await asAdmin('POST', `/v1/workflows/${id}/rollback`, { version: 1 })
  await seenEverywhere((all) => all.some(({ version }) => version === 3))
  await asAdmin('POST', `/v1/workflows/${id}/rules/oi/stop`)
  await seenEverywhere((all) => all.some(({ stopped }) => stopped.includes('oi')))
  await published(id, { as: { mode: 'shadow' } })
  await seenEverywhere((all) => all.some(({ candidate }) => candidate === 4))
  await asAdmin('POST', `/v1/workflows/${id}/candidate`, { action: 'drop' })
})

test('failing tests keep a draft from being published, with the report', async () => {
  const id = await created(tested(null))
  const { status, body } = await published(id)
  expect([status, body.error.code]).toEqual([409, 'tests_failed'])
  expect(body.error.details[0]).toMatchObject({
    failed: 1,
    results: [{ name: 'diz oi', pass: false, expected: { reply: null }, actual: { reply: 'oi' } }],
  })
  expect(await read(id)).toMatchObject({ published_version: null })
})

test('whoever publishes in spite of failing tests says why, and it is kept', async () => {
  const id = await created(tested(null))
  expect((await published(id, { override: '  ' })).status).toBe(400)
  const { status, body } = await published(id, { override: 'o teste está velho' })
  expect([status, body.override]).toEqual([201, 'o teste está velho'])
  expect((await log(id)).at(-1)).toMatchObject({
    action: 'workflow.published',
    actor_id: house.acme.admin.id,
    detail: { version: 1, override: 'o teste está velho', failed: 1 },
  })
})

test('an override where nothing fails is not recorded as one', async () => {
  const id = await created(tested('oi'))
  expect((await published(id, { override: 'por via das dúvidas' })).body).toMatchObject({ version: 1, override: null })
})

test('a version on trial is not in force; promoted it is, without a new document', async () => {
  const id = await created()
  await published(id)
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: { ...document, rules: [] }, revision: 1 })
  const { body } = await published(id, { as: { mode: 'canary', percent: 10 } })
  expect(body).toMatchObject({ version: 2, current: false, trial: 'canary' })
  expect(await read(id)).toMatchObject({
    published_version: 1,
    published: document,
    candidate: { version: 2, mode: 'canary', percent: 10, inboxes: [], compared: 0, different: 0 },
  })
  const promoted = await asAdmin('POST', `/v1/workflows/${id}/candidate`, { action: 'promote', note: 'foi bem' })
  expect(promoted.body).toMatchObject({ published_version: 2, candidate: null })
  const [row] = await house.database
    .sql`select count(*)::int as versions from workflow_versions where workflow_id = ${id}`
  expect(row?.versions).toBe(2)
  expect((await log(id)).map(({ action }) => action)).toEqual([
    'workflow.created',
    'workflow.published',
    'workflow.saved',
    'workflow.tried',
    'workflow.promoted',
  ])
  expect((await log(id)).at(-1)?.detail).toMatchObject({ version: 2, from: 1, note: 'foi bem' })
})

test('how often a trial was compared, and decided otherwise, is counted since it began', async () => {
  const id = await created()
  await published(id, { as: { mode: 'shadow' } })
  const { sql } = house.database
  const candidate = (same: boolean | null) => sql.json({ workflow: id, version: 1, mode: 'shadow', same })
  for (const [same, ago] of [
    [true, '0 s'],
    [false, '0 s'],
    [true, '0 s'],
    [null, '0 s'],
    [false, '1 day'],
  ] as const)
    await sql`
      insert into decisions (organization_id, conversation_id, outcome, facts, explanation, candidate, created_at)
      values (${house.acme.id}, ${house.acme.conversation}, 'none', '{}', '[]', ${candidate(same)}, now() - ${ago}::text::interval)`
  expect((await read(id)).candidate).toMatchObject({ compared: 3, different: 1 })
  await asAdmin('POST', `/v1/workflows/${id}/candidate`, { action: 'drop' })
})

test('a trial can be dropped, is replaced by the next, and ends with a rollback', async () => {
  const id = await created()
  await published(id)
  await published(id, { as: { mode: 'shadow' } })
  expect((await asAdmin('POST', `/v1/workflows/${id}/candidate`, { action: 'drop' })).body.candidate).toBeNull()
  const again = await asAdmin('POST', `/v1/workflows/${id}/candidate`, { action: 'drop' })
  expect([again.status, again.body.error.code]).toEqual([409, 'no_candidate'])
  await published(id, { as: { mode: 'shadow' } })
  await published(id, { as: { mode: 'canary', inboxes: [house.acme.inbox] } })
  expect((await read(id)).candidate).toMatchObject({ version: 4, percent: 100, inboxes: [house.acme.inbox] })
  await asAdmin('POST', `/v1/workflows/${id}/rollback`, { version: 1 })
  expect(await read(id)).toMatchObject({ candidate: null, published_version: 5 })
})

test('a trial says for whom it decides, of its own organization, and there is one at a time', async () => {
  const [id, other] = [await created(), await created({ ...document, name: 'Outras' })]
  const wrong = async (as: object) => (await published(id, { as })).body.error.details[0].field
  expect(await wrong({ mode: 'canary' })).toBe('as.percent')
  expect(await wrong({ mode: 'shadow', percent: 5 })).toBe('as.mode')
  expect(await wrong({ mode: 'canary', percent: 0 })).toBe('as.percent')
  expect(await wrong({ mode: 'canary', inboxes: [house.rival.inbox] })).toBe('as.inboxes.0')
  expect((await read(id)).candidate).toBeNull()
  await published(other, { as: { mode: 'shadow' } })
  const second = await published(id, { as: { mode: 'shadow' } })
  expect([second.status, second.body.error.code]).toEqual([409, 'candidate_exists'])
  expect(second.body.error.message).toContain('Outras')
  await asAdmin('POST', `/v1/workflows/${other}/candidate`, { action: 'drop' })
})

test('a rule is stopped and started by name, with who, when and why', async () => {
  const id = await created()
  const stop = await asAdmin('POST', `/v1/workflows/${id}/rules/oi/stop`, { reason: 'respondia errado' })
  expect([stop.status, stop.body.stopped]).toEqual([200, ['oi']])
  expect((await asAdmin('POST', `/v1/workflows/${id}/rules/oi/stop`)).body.stopped).toEqual(['oi'])
  expect((await asAdmin('POST', `/v1/workflows/${id}/rules/nada/stop`)).status).toBe(404)
  const simulated = await asAdmin('POST', `/v1/workflows/${id}/simulate`, { facts: [{ 'message.text': 'oi' }] })
  expect(simulated.body.results[0]).toMatchObject({
    outcome: 'human-default',
    decision: { reply: null, explain: [{ id: 'oi', outcome: 'disabled', reason: 'stopped' }] },
  })
  expect((await asAdmin('POST', `/v1/workflows/${id}/rules/oi/start`)).body.stopped).toEqual([])
  expect((await asAdmin('POST', `/v1/workflows/${id}/rules/oi/start`)).status).toBe(404)
  expect((await log(id)).map(({ action, detail }) => [action, detail])).toEqual([
    ['workflow.created', expect.anything()],
    ['rule.stopped', { rule: 'oi', reason: 'respondia errado' }],
    ['rule.stopped', { rule: 'oi' }],
    ['rule.started', { rule: 'oi' }],
  ])
})

test('what differs is told in sentences, in the language asked for', async () => {
  const id = await created()
  await published(id)
  const changed = { ...document, rules: document.rules.map((rule) => ({ ...rule, enabled: false })) }
  await asAdmin('PUT', `/v1/workflows/${id}/draft`, { document: changed, revision: 1 })
  const url = `/v1/workflows/${id}/difference`
  const said = new Set<string>()
  for (const language of ['pt-BR', 'es', 'en']) {
    const { body } = await asAdmin('GET', `${url}?from=1&to=draft`, undefined, { 'accept-language': language })
    expect(body.differences).toMatchObject([
      { kind: 'turned-off', ruleId: 'oi', sentence: expect.stringContaining('oi') },
    ])
    said.add(body.differences[0].sentence)
  }
  expect(said.size).toBe(3)
  expect((await asAdmin('GET', `${url}?from=published&to=1`)).body).toEqual({ differences: [] })
  expect((await asAdmin('GET', `${url}?from=7&to=draft`)).body.error.details[0].field).toBe('from')
  expect((await asAdmin('GET', `${url}?from=x&to=draft`)).body.error.details[0].field).toBe('from')
})

test('an action this host cannot do comes into force by no way', async () => {
  const id = await created()
  await published(id)
  // As an older host may have left it behind.
  const { sql } = house.database
  const undoable = {
    ...document,
    rules: [{ ...document.rules[0], lane: 'background', event: { type: 'fly', params: {} } }],
  }
  await sql`insert into workflow_versions (workflow_id, organization_id, version, document)
    values (${id}, ${house.acme.id}, 2, ${sql.json(undoable)})`
  await sql`update workflows set candidate = '{"version": 2, "mode": "shadow", "since": "2026-11-22T00:00:00Z"}' where id = ${id}`
  for (const [path, body] of [
    ['candidate', { action: 'promote' }],
    ['rollback', { version: 2 }],
  ] as const)
    expect((await asAdmin('POST', `/v1/workflows/${id}/${path}`, body)).status, path).toBe(400)
  expect(await read(id)).toMatchObject({ published_version: 1 })
})
