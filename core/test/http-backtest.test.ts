import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { createHost } from '../src/create-host.ts'
import { type House, openHouse, type Shop } from './http-house.ts'
import { type Told, tell } from './support/past.ts'
import { until } from './support/until.ts'

let house: House
let workflow: string
beforeAll(async () => {
  house = await openHouse()
  workflow = (await as(house.acme, 'POST', '/v1/workflows', { document: before })).body.id
  await as(house.acme, 'POST', `/v1/workflows/${workflow}/publish`)
  await as(house.acme, 'PUT', `/v1/workflows/${workflow}/draft`, { document: after, revision: 1 })
})
afterAll(() => house?.close())

const as = (shop: Shop, method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(shop.admin.token, method, url, body, { 'accept-language': 'pt-BR', ...headers })
const hears = (id: string, name: string, words: string[], event: object, more: object = {}) => ({
  id,
  name,
  lane: 'reply',
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: words }] },
  event,
  ...more,
})
const rulesOf = (...rules: object[]) => ({ name: 'Atendimento', facts: 1, rules })
const answers = { type: 'auto-reply', params: { text: 'Aqui está.' } }
const boleto = hears('segunda-via', 'Segunda via', ['boleto'], answers)
const tagged = hears(
  'etiqueta',
  'Etiqueta',
  ['boleto'],
  { type: 'tag', params: { add: ['boleto'] } },
  { lane: 'background' },
)
const before = rulesOf(boleto, hears('oi', 'Diz oi', ['oi'], answers))
const after = rulesOf(
  hears('financeiro', 'Financeiro', ['boleto'], { type: 'escalate', params: { team: 'Financeiro' } }),
  hears('oi', 'Diz oi', ['oi'], { type: 'auto-reply', params: { text: 'Outro texto.' } }),
  tagged,
)

const started = async (shop: Shop, id: string, body: object, headers?: Record<string, string>) => {
  const { status, body: made } = await as(shop, 'POST', `/v1/workflows/${id}/backtest`, body, headers)
  expect([status, made], JSON.stringify(made)).toEqual([202, { id: expect.any(String) }])
  return made.id as string
}
const ended = (shop: Shop, id: string, backtest: string, headers?: Record<string, string>) =>
  until('the backtest ends', async () => {
    const { body } = await as(shop, 'GET', `/v1/workflows/${id}/backtests/${backtest}`, undefined, headers)
    return body.state !== 'running' && body
  })
const replayed = async (body: object, headers?: Record<string, string>) =>
  ended(house.acme, workflow, await started(house.acme, workflow, body, headers), headers)
const told = (...conversations: Told[][]) => tell(house.database.sql, house.acme.id, house.acme.inbox, conversations)

test('a backtest tells which conversations would change, in which way, with threads that show it', async () => {
  const ids = await told(
    [{ text: 'Quero o boleto' }, { text: 'boleto, por favor' }],
    [{ text: 'o BOLETO!' }],
    [{ text: 'oi' }],
    [{ text: 'nada disso' }],
  )
  const { state, progress, result } = await replayed({ conversationIds: ids })
  expect([state, progress]).toEqual(['done', { done: 5, total: 5 }])
  expect(result).toMatchObject({ messages: 5, events: 0, conversations: 4, changed: 3 })
  expect(result.groups.map(({ key, samples, ...group }: { key: string; samples: unknown }) => group)).toEqual([
    {
      lane: 'background',
      before: null,
      after: 'etiqueta',
      sentence: 'A regra “Etiqueta” passaria a agir (Etiquetar)',
      count: 2,
      decisions: 3,
    },
    {
      lane: 'reply',
      before: 'segunda-via',
      after: 'financeiro',
      sentence: 'O robô deixaria de responder “Segunda via”; a equipe Financeiro receberia',
      count: 2,
      decisions: 3,
    },
    {
      lane: 'reply',
      before: 'oi',
      after: 'oi',
      sentence: 'O robô responderia “Diz oi” com outro texto',
      count: 1,
      decisions: 1,
    },
  ])
  const [, group] = result.groups
  expect(group.samples.map(({ conversationId }: { conversationId: string }) => conversationId).sort()).toEqual(
    [ids[0], ids[1]].sort(),
  )
  expect(group.samples[0]).toEqual({
    conversationId: expect.any(String),
    messageId: expect.any(String),
    protocol: expect.stringMatching(/^T/),
    contact: expect.stringMatching(/^Cliente/),
    text: expect.stringMatching(/boleto/i),
    at: expect.any(String),
  })
  expect(result.perRule).toEqual(
    expect.arrayContaining([
      { id: 'segunda-via', before: 3, after: 0 },
      { id: 'financeiro', before: 0, after: 3 },
      { id: 'oi', before: 1, after: 1 },
      { id: 'etiqueta', before: 0, after: 3 },
    ]),
  )
  expect(result.texts).toEqual({ before: 4, after: 1 })
  expect(result.caveats).toEqual([expect.stringContaining('fica como foi registrado')])
})

test('what changes is said in the language asked for', async () => {
  const ids = await told([{ text: 'boleto' }])
  const said = new Set<string>()
  for (const language of ['pt-BR', 'es', 'en']) {
    const { result } = await replayed({ conversationIds: ids }, { 'accept-language': language })
    said.add(JSON.stringify([result.groups.map(({ sentence }: { sentence: string }) => sentence), result.caveats]))
  }
  expect(said.size).toBe(3)
})

test('rules compared with themselves change nothing', async () => {
  await told([{ text: 'boleto' }, { text: 'oi' }])
  const { result } = await replayed({ days: 30, document: before })
  expect(result.messages).toBeGreaterThan(4)
  expect(result).toMatchObject({ changed: 0, groups: [] })
  expect(result.perRule.every(({ before: b, after: a }: { before: number; after: number }) => a === b)).toBe(true)
})

test('another version can be the one compared with', async () => {
  const ids = await told([{ text: 'boleto' }])
  const { result } = await replayed({ conversationIds: ids, document: before, against: 1 })
  expect(result.changed).toBe(0)
  const never = await as(house.acme, 'POST', `/v1/workflows/${workflow}/backtest`, { days: 1, against: 9 })
  expect([never.status, never.body.error.details[0].field]).toEqual([400, 'against'])
})

test('where a human speaks, or a machine wrote, no reply is counted', async () => {
  const ids = await told(
    [{ text: 'boleto', facts: { 'conversation.owner': 'human' } }],
    [{ text: 'boleto', flags: { auto: true } }],
    [{ text: 'boleto', flags: { spoofRisk: true } }],
    [{ text: 'boleto', flags: { stranger: true } }],
  )
  const { result } = await replayed({ conversationIds: ids })
  expect(result.groups.map(({ lane }: { lane: string }) => lane)).toEqual(['background'])
})

test('events that were decided on are replayed by what happened then', async () => {
  const silent = { event: 'customer-silent', minutes: 30 }
  const ids = await told([{ text: 'boleto' }, { text: '', event: silent, facts: { 'window.open': false } }])
  const nudge = {
    ...hears('lembrete', 'Lembrete', ['x'], answers),
    on: silent,
    conditions: { all: [{ fact: 'conversation.owner', operator: 'equal', value: 'rules' }] },
  }
  const { result } = await replayed({ conversationIds: ids, document: rulesOf(boleto, nudge) })
  // Its channel takes no templates: outside the window nothing goes out.
  expect(result).toMatchObject({
    messages: 1,
    events: 1,
    texts: { before: 1, after: 1 },
    templates: { before: 0, after: 0 },
  })
  expect(result.groups).toMatchObject([{ before: null, after: 'lembrete', samples: [{ text: 'boleto' }] }])
})

test('calls to the AI are counted, and cost something only where their price is known', async () => {
  const ids = await told(
    [{ text: 'boleto' }],
    [{ text: 'outra coisa', facts: { 'ai.status': 'ok', 'ai.intent': 'troca' } }],
  )
  const byIntent = {
    ...hears('troca', 'Troca', ['x'], answers),
    conditions: { all: [{ fact: 'ai.intent', operator: 'equal', value: 'troca' }] },
  }
  const document = rulesOf(hears('ia', 'Pergunta à IA', ['boleto'], { type: 'ask-ai', params: {} }), byIntent)
  const free = await replayed({ conversationIds: ids, document })
  // The first is answered by the AI itself; the second is understood by it.
  expect(free.result.aiCalls).toEqual({ before: 0, after: 2 })
  expect(free.result.cost).toBeUndefined()
  expect(free.result.groups).toContainEqual(expect.objectContaining({ after: 'troca' }))
  await as(house.acme, 'PUT', '/v1/ai', {
    plugin: 'parrot',
    settings: { apiKey: 'k' },
    enabled: false,
    callPrice: 0.25,
  })
  const { result } = await replayed({ conversationIds: ids, document })
  expect(result.cost).toEqual({ before: 0, after: 0.5 })
  await as(house.acme, 'PUT', '/v1/ai', { plugin: null })
})

test('what nobody asked the AI then is unknown, and said to be', async () => {
  const ids = await told([{ text: 'boleto' }])
  const byIntent = {
    ...boleto,
    conditions: { all: [{ fact: 'ai.intent', operator: 'equal', value: 'boleto' }] },
  }
  const { result } = await replayed({ conversationIds: ids, document: rulesOf(byIntent) })
  expect(result.caveats).toContainEqual(expect.stringMatching(/^Em 1 decisões/))
})

test('a rule that is stopped stays so in both', async () => {
  const ids = await told([{ text: 'boleto' }])
  await as(house.acme, 'POST', `/v1/workflows/${workflow}/rules/segunda-via/stop`, { reason: 'errada' })
  const { result } = await replayed({ conversationIds: ids })
  expect(result.groups).toMatchObject([{ after: 'etiqueta' }, { before: 'human-default', after: 'financeiro' }])
  await as(house.acme, 'POST', `/v1/workflows/${workflow}/rules/segunda-via/start`)
})

test('what a version on trial decided otherwise since it began is replayed alone', async () => {
  const { sql } = house.database
  expect((await as(house.acme, 'POST', `/v1/workflows/${workflow}/backtest`, { trial: true })).body.error.code).toBe(
    'no_candidate',
  )
  await as(house.acme, 'POST', `/v1/workflows/${workflow}/publish`, { as: { mode: 'shadow' } })
  const { body } = await as(house.acme, 'GET', `/v1/workflows/${workflow}`)
  await sql`update workflows set candidate = candidate || jsonb_build_object('since', now() - interval '2 days') where id = ${workflow}`
  const ids = await told(
    [{ text: 'boleto' }],
    [{ text: 'boleto e oi' }],
    [{ text: 'nada' }],
    [{ text: 'boleto', daysAgo: 3 }],
  )
  for (const [index, same] of [false, null, true, false].entries()) {
    const candidate = sql.json({ workflow, version: body.candidate.version, mode: 'shadow', same })
    await sql`update decisions set candidate = ${candidate} where conversation_id = ${ids[index] ?? ''}`
  }
  const { result, progress } = await replayed({ trial: true })
  expect(progress).toEqual({ done: 1, total: 1 })
  expect(result.groups).toMatchObject([
    { before: null, after: 'etiqueta', samples: [{ conversationId: ids[0] }] },
    { before: 'segunda-via', after: 'financeiro', count: 1 },
  ])
  await as(house.acme, 'POST', `/v1/workflows/${workflow}/candidate`, { action: 'drop' })
})

test('exactly one of days, conversations and trial is asked for, of the own organization', async () => {
  const url = `/v1/workflows/${workflow}/backtest`
  for (const body of [{}, { days: 3, conversationIds: [house.acme.conversation] }, { days: 3, trial: true }])
    expect((await as(house.acme, 'POST', url, body)).body.error.details[0].field).toBe('days')
  const foreign = await as(house.acme, 'POST', url, { conversationIds: [house.rival.conversation] })
  expect([foreign.status, foreign.body.error.details[0].field]).toEqual([400, 'conversationIds.0'])
})

test('one organization’s backtest reads nothing of another, and cannot be seen or cancelled by it', async () => {
  const [secret] = await tell(house.database.sql, house.rival.id, house.rival.inbox, [[{ text: 'boleto secreto' }]])
  const id = await started(house.acme, workflow, { days: 90 })
  for (const [method, tail] of [
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/events'],
  ]) {
    const { status } = await as(house.rival, String(method), `/v1/workflows/${workflow}/backtests/${id}${tail}`)
    expect(status).toBe(404)
  }
  const done = await ended(house.acme, workflow, id)
  expect(done.state).toBe('done')
  const [{ count } = { count: 0 }] = await house.database.sql`
    select count(*)::int as count from decisions where organization_id = ${house.acme.id} and created_at > now() - interval '90 days'`
  expect(done.progress.total).toBe(count)
  expect(JSON.stringify(done)).not.toContain(secret)
  expect(JSON.stringify(done)).not.toContain('secreto')
})

test('what is stored of a backtest holds nothing that anybody said, and an erased conversation is gone from it', async () => {
  const [gone = ''] = await told([{ text: 'boleto confidencial' }])
  const id = await started(house.acme, workflow, { conversationIds: [gone] })
  expect((await ended(house.acme, workflow, id)).result.groups[0].samples).toHaveLength(1)
  const [row] = await house.database.sql`select result::text as kept from backtests where id = ${id}`
  expect(row?.kept).not.toContain('confidencial')
  await house.database.sql`delete from conversations where id = ${gone}`
  expect((await ended(house.acme, workflow, id)).result.groups[0].samples).toEqual([])
})

test('a watcher is told the progress, the groups and the end, also when it comes late', async () => {
  const ids = await told(...Array.from({ length: 4 }, () => [{ text: 'boleto' }]))
  const id = await started(house.acme, workflow, { conversationIds: ids })
  const url = `/v1/workflows/${workflow}/backtests/${id}/events`
  for (const when of ['while it runs', 'afterwards']) {
    const { status, headers, body } = await as(house.acme, 'GET', url)
    expect([status, headers['content-type']], when).toEqual([200, 'text/event-stream; charset=utf-8'])
    const events = eventsIn(body)
    expect(events[0]?.name, when).toBe('progress')
    expect(
      events.some(({ name, data }) => name === 'group' && data.after === 'financeiro'),
      when,
    ).toBe(true)
    expect(events.at(-1), when).toMatchObject({ name: 'done', data: { state: 'done', result: { changed: 4 } } })
  }
})

test('one that runs in another replica can be watched from here', async () => {
  const { sql } = house.database
  const [row] = await sql`
    insert into backtests (organization_id, workflow_id, asked, done, total) values (${house.acme.id}, ${workflow}, '{}', 3, 9) returning id`
  const watched = as(house.acme, 'GET', `/v1/workflows/${workflow}/backtests/${row?.id}/events`)
  await sleep(1500)
  const group = {
    key: 'k',
    lane: 'background',
    before: null,
    after: actor,
    otherwise: false,
    count: 1,
    decisions: 1,
    samples: [],
  }
  const result = {
    ...{ messages: 9, events: 0, conversations: 1, changed: 1, groups: [group], more: 0, perRule: [], unknown: 0 },
    ...{ aiCalls: pair, texts: pair, templates: pair },
  }
  await sql`update backtests set state = 'done', done = 9, result = ${sql.json(result)} where id = ${row?.id}`
  const events = eventsIn((await watched).body)
  expect(events[0]).toEqual({ name: 'progress', data: { done: 3, total: 9 } })
  expect(events.slice(-2)).toMatchObject([
    { name: 'group', data: { after: 'etiqueta', sentence: expect.stringContaining('Etiqueta') } },
    { name: 'done', data: { state: 'done', progress: { done: 9, total: 9 } } },
  ])
})

test('a process that stops ends its backtests, and says so', async () => {
  await many(3_000)
  const { host, app } = await anotherReplica()
  const made = await app.inject({
    method: 'POST',
    url: `/v1/workflows/${workflow}/backtest`,
    headers: { authorization: `Bearer ${house.acme.admin.token}` },
    payload: { days: 60 },
  })
  await app.close()
  await host.bus.close()
  await host.db.end()
  const { body } = await as(house.acme, 'GET', `/v1/workflows/${workflow}/backtests/${made.json().id}`)
  expect(body).toMatchObject({ state: 'failed', reason: expect.stringContaining('stopped') })
})

test('a backtest goes on when its watcher leaves, and can be cancelled', async () => {
  await many(4_000)
  const id = await started(house.acme, workflow, { days: 60, document: rulesOf(...manyRules(300)) })
  const leaving = new AbortController()
  const address = `${house.host.internalUrl}/v1/workflows/${workflow}/backtests/${id}`
  const headers = { authorization: `Bearer ${house.acme.admin.token}` }
  const stream = await fetch(`${address}/events`, { headers, signal: leaving.signal })
  await stream.body?.getReader().read()
  leaving.abort()
  await sleep(50)
  expect((await as(house.acme, 'GET', `/v1/workflows/${workflow}/backtests/${id}`)).body.state).toBe('running')
  expect((await fetch(address, { method: 'DELETE', headers })).status).toBe(200)
  const done = await ended(house.acme, workflow, id)
  expect(done.state).toBe('cancelled')
  expect(done.progress.done).toBeLessThan(done.progress.total)
})

test('nobody else is held up while thousands of messages are replayed', async () => {
  const id = await started(house.acme, workflow, { days: 60, document: rulesOf(...manyRules(300)) })
  // What this thread computes in one turn of its loop: how long others wait, however busy the machine is with other things.
  let longest = 0
  let busy = true
  const ticking = (async () => {
    let last = process.threadCpuUsage()
    while (busy) {
      await new Promise((resolve) => setImmediate(resolve))
      const { user, system } = process.threadCpuUsage(last)
      longest = Math.max(longest, (user + system) / 1000)
      last = process.threadCpuUsage()
    }
  })()
  await until(
    'it is done',
    async () => (await house.database.sql`select state from backtests where id = ${id}`)[0]?.state === 'done',
    60_000,
  )
  busy = false
  await ticking
  const [row] = await house.database.sql`select done from backtests where id = ${id}`
  expect(row?.done).toBeGreaterThan(4_000)
  // A turn is some 10 ms here; all of them in one go would be seconds.
  expect(longest).toBeLessThan(400)
})

test('an organization runs two at most; a replica that died leaves its backtest failed', async () => {
  const { sql } = house.database
  const insert = (beat: string) => sql`
    insert into backtests (organization_id, workflow_id, asked, beat_at)
    values (${house.acme.id}, ${workflow}, '{}', now() - ${beat}::interval) returning id`
  const [[alive], , [dead]] = [await insert('0 s'), await insert('1 s'), await insert('1 minute')]
  const { status, body } = await as(house.acme, 'POST', `/v1/workflows/${workflow}/backtest`, { days: 1 })
  expect([status, body.error.code]).toEqual([409, 'backtests_running'])
  // Another organization has its own two.
  const other = await as(house.rival, 'POST', `/v1/workflows/${house.rival.workflow}/backtest`, { days: 1 })
  expect(other.status).toBe(202)
  const read = await as(house.acme, 'GET', `/v1/workflows/${workflow}/backtests/${dead?.id}`)
  expect(read.body).toMatchObject({ state: 'failed', reason: expect.stringContaining('gone') })
  // One that runs in another replica can be cancelled from here.
  await as(house.acme, 'DELETE', `/v1/workflows/${workflow}/backtests/${alive?.id}`)
  expect((await sql`select state from backtests where id = ${alive?.id}`)[0]?.state).toBe('cancelled')
  await sql`delete from backtests where state = 'running'`
})

const eventsIn = (stream: string) =>
  stream
    .split('\n\n')
    .filter(Boolean)
    .map((block) => {
      const [name = '', data = ''] = block.split('\n').map((line) => line.replace(/^(event|data): /, ''))
      return { name, data: JSON.parse(data) }
    })

const manyRules = (count: number) =>
  Array.from({ length: count }, (_, n) => hears(`r${n}`, `Regra ${n}`, [`palavra${n}`, `frase de ${n}`], answers))

const actor = { rule: 'etiqueta', name: 'Etiqueta', action: 'tag', target: null }
const pair = { before: 0, after: 0 }

const anotherReplica = async () => {
  const host = await createHost(house.host.config, { plugins: house.host.plugins, log: house.host.log })
  return { host, app: await createApp(host) }
}

// Decided messages by the thousand, in one statement.
const many = (count: number) => house.database.sql`
  with said as (
    insert into messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text)
    select ${house.acme.id}, ${house.acme.conversation}, ${house.acme.inbox}, m.last + n, 'in', 'contact', 'boleto ' || n
    from generate_series(1, ${count}::int) n, (select coalesce(max(seq), 0) as last from messages
      where conversation_id = ${house.acme.conversation}) m returning id, text)
  insert into decisions (organization_id, conversation_id, message_id, outcome, facts, explanation, created_at)
  select ${house.acme.id}, ${house.acme.conversation}, id, 'none',
    jsonb_build_object('message.text', text, 'conversation.owner', 'rules'), '[]', now() - interval '40 days' from said`
