import { randomUUID } from 'node:crypto'
import { decide, validateDocument } from '@faladesk/rules'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOSTILE } from '../../rules/test/hostile-documents.ts'
import { cleaned } from '../src/inbound/clean.ts'
import { type House, openHouse, type Shop } from './http-house.ts'
import { document } from './http-things.ts'
import { type Told, tell } from './support/past.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house?.close())

const as = (shop: Shop, method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  house.call(shop.admin.token, method, url, body, headers)
const created = async (shop: Shop, wanted: object = document): Promise<string> =>
  (await as(shop, 'POST', '/v1/workflows', { document: wanted })).body.id
const told = (shop: Shop, ...messages: Told[]) => tell(house.database.sql, shop.id, shop.inbox, [messages])
const tests = [
  { name: 'diz oi', facts: { 'message.text': 'oi' }, expect: { reply: 'oi' } },
  { name: 'cala', facts: { 'message.text': 'tchau' }, expect: { reply: 'oi' } },
]

test('the tests of the draft, or of a document not yet saved, are run', async () => {
  const id = await created(house.acme, { ...document, tests })
  const { status, body } = await as(house.acme, 'POST', `/v1/workflows/${id}/test`)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    passed: 1,
    failed: 1,
    results: [{ pass: true }, { pass: false, actual: { reply: null } }],
  })
  expect(body.coverage.rules).toEqual([{ id: 'oi', matched: 1 }])
  const unsaved = await as(house.acme, 'POST', `/v1/workflows/${id}/test`, { document: { ...document, tests: [] } })
  expect(unsaved.body).toMatchObject({ passed: 0, failed: 0 })
})

test('the Rule Doctor says what is wrong, in the language asked for, and knows the organization’s teams', async () => {
  const to = (id: string, team: string) => ({
    id,
    name: id,
    lane: 'reply',
    conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [id] }] },
    event: { type: 'escalate', params: { team } },
  })
  const id = await created(house.acme, { ...document, rules: [to('vender', 'Vendas'), to('comprar', 'Compras')] })
  const messages = new Set<string>()
  for (const language of ['pt-BR', 'es', 'en']) {
    const { status, body } = await as(
      house.acme,
      'POST',
      `/v1/workflows/${id}/lint`,
      {},
      { 'accept-language': language },
    )
    expect(status).toBe(200)
    const about = body.findings.filter(({ pointer }: { pointer: string }) => pointer.includes('/event/params/team'))
    expect(about.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual(['comprar'])
    messages.add(about[0].message)
  }
  expect(messages.size).toBe(3)
})

test('how often each rule acted is counted for its own workflow and organization', async () => {
  const [id, other] = [await created(house.acme), randomUUID()]
  const before = (await as(house.acme, 'GET', `/v1/workflows/${id}/traffic`)).body.messages
  const foreign = await created(house.rival)
  await told(
    house.acme,
    { text: 'oi', matched: { [id]: ['oi', 'b'], [other]: ['oi'] }, daysAgo: 3 },
    { text: 'oi', matched: { [id]: ['oi'] }, daysAgo: 1 },
    { text: 'oi', matched: { [id]: ['oi'] }, daysAgo: 40 },
    { text: 'x' },
  )
  await told(house.rival, { text: 'oi', matched: { [foreign]: ['oi'] } })
  const { body } = await as(house.acme, 'GET', `/v1/workflows/${id}/traffic?days=30`)
  expect(body).toMatchObject({
    messages: before + 3,
    rules: [
      { id: 'oi', matched: 2 },
      { id: 'b', matched: 1 },
    ],
  })
  expect(Date.now() - Date.parse(body.rules[0].lastAt)).toBeLessThan(1.1 * 86_400_000)
  expect((await as(house.acme, 'GET', `/v1/workflows/${id}/traffic?days=60`)).body.rules[0].matched).toBe(3)
  expect((await as(house.acme, 'GET', `/v1/workflows/${id}/traffic?days=0`)).status).toBe(400)
})

test('words are counted in real messages as the rules would find them', async () => {
  const id = await created(house.acme)
  const said = ['Quero a SEGUNDA   via!', 'segunda-via do boletão', 'Ação, já', 'não é assegunda via', 'valeu 👍👍']
  await told(house.acme, ...said.map((text) => ({ text })))
  await told(house.rival, { text: 'segunda via secreta' })
  const words = ['segunda via', 'acao', 'boleto', '👍', 'SEGUNDA', 'secreta', '"); drop table messages; --']
  const { status, body } = await as(house.acme, 'POST', `/v1/workflows/${id}/words`, { words })
  expect(status).toBe(200)
  const rule = (word: string) => ({
    name: 'x',
    facts: 1 as const,
    rules: [
      {
        id: 'r',
        name: 'r',
        lane: 'reply' as const,
        conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [word] }] },
        event: { type: 'ignore' },
      },
    ],
  })
  for (const { word, count } of body.hits) {
    const found = await Promise.all(said.map((text) => decide(rule(word), { 'message.text': text })))
    expect([word, count]).toEqual([word, found.filter(({ reply }) => reply !== null).length])
  }
  expect(body.hits.map(({ word }: { word: string }) => word)).toEqual(words)
  expect(body.hits[0].count).toBe(2)
})

test('a decision that keeps only what mattered is explained whole, from its version and its facts', async () => {
  const rules = [
    { ...document.rules[0], id: 'antes', event: { type: 'ignore', params: {} } },
    ...['oi', 'tchau'].map((word, n) => ({
      ...document.rules[0],
      id: word,
      conditions: { all: [{ fact: 'message.text', operator: 'equal', value: word }] },
      ...(n === 1 && { on: { event: 'conversation-opened' } }),
    })),
  ]
  const id = await created(house.acme, { ...document, rules })
  await as(house.acme, 'POST', `/v1/workflows/${id}/publish`)
  const { sql } = house.database
  const [conversation] = await told(house.acme, { text: 'oi' })
  const kept = [{ workflowId: id, version: 1, partial: true, stopped: ['antes'], rules: [] }]
  const [row] = await sql`
    update decisions set explanation = ${sql.json(kept)}, opened = true where conversation_id = ${conversation ?? ''} returning id`
  const url = `/v1/conversations/${conversation}/decisions/${row?.id}/explanation`
  const { status, body } = await as(house.acme, 'GET', url)
  expect([status, body.recomputed]).toEqual([200, true])
  expect(body.explanation[0]).toMatchObject({
    version: 1,
    rules: [
      { id: 'antes', outcome: 'disabled', reason: 'stopped' },
      { id: 'oi', outcome: 'matched' },
      { id: 'tchau', outcome: 'failed', failedAt: [{ expected: 'tchau', actual: 'oi' }] },
    ],
  })
  expect((await as(house.rival, 'GET', url)).status).toBe(404)
  // Nothing to add to one that was kept whole.
  await sql`update decisions set explanation = ${sql.json([{ ...kept[0], partial: false }])} where id = ${row?.id}`
  expect((await as(house.acme, 'GET', url)).body).toMatchObject({ recomputed: false })
})

const hostile = HOSTILE.flatMap(([name, value]) => {
  try {
    const text = JSON.stringify(value)
    // What JSON carries over the wire, and still is wrong on the other side.
    return text.length < 1_000_000 && !validateDocument(cleaned(JSON.parse(text))).ok ? [{ name, text }] : []
  } catch {
    return []
  }
})

test('documents that run code, stall or mislead are refused wherever a document is taken', async () => {
  expect(hostile.length).toBeGreaterThan(15)
  const id = await created(house.acme)
  for (const { name, text } of hostile) {
    const asked = async (method: 'POST' | 'PUT', url: string, more = '') => {
      const { statusCode } = await house.app.inject({
        method,
        url,
        headers: { authorization: `Bearer ${house.acme.admin.token}`, 'content-type': 'application/json' },
        payload: `{"document":${text}${more}}`,
      })
      expect(statusCode, `${name} at ${url}`).toBe(400)
    }
    await asked('POST', '/v1/workflows')
    await asked('PUT', `/v1/workflows/${id}/draft`, ',"revision":1')
    await asked('POST', `/v1/workflows/${id}/simulate`, ',"facts":[{"message.text":"oi"}]')
    await asked('POST', `/v1/workflows/${id}/lint`)
    await asked('POST', `/v1/workflows/${id}/test`)
    await asked('POST', `/v1/workflows/${id}/backtest`, ',"days":1')
  }
  expect(globalThis).not.toHaveProperty('pwned')
})

test('put into the database by hand they are refused at publish and everywhere else, and harm nothing', async () => {
  const id = await created(house.acme)
  for (const { name, text } of hostile) {
    const stored = await house.database.sql`update workflows set draft = ${text}::text::json where id = ${id}`.catch(
      () => null,
    )
    // Some PostgreSQL does not even take.
    if (!stored) continue
    for (const [path, body] of [
      ['publish', {}],
      ['simulate', { facts: [{ 'message.text': 'oi' }] }],
      ['lint', {}],
      ['test', {}],
      ['backtest', { days: 1 }],
    ] as const) {
      const { status } = await as(house.acme, 'POST', `/v1/workflows/${id}/${path}`, body)
      expect(status, `${name} at ${path}`).toBe(400)
    }
    const difference = await as(house.acme, 'GET', `/v1/workflows/${id}/difference?from=draft&to=draft`)
    expect(difference.status, name).toBe(400)
  }
  expect(globalThis).not.toHaveProperty('pwned')
})

test('ten thousand rules fit through every door', async () => {
  const rules = Array.from({ length: 10_000 }, (_, n) => ({
    ...document.rules[0],
    id: `r${n}`,
    name: `Regra ${n}`,
    conditions: {
      all: [{ fact: 'message.text', operator: 'hasAnyWord', value: [`palavra${n}`, `frase número ${n}`] }],
    },
    event: {
      type: 'auto-reply',
      params: { text: 'Um texto que o cliente recebe quando pergunta sobre este assunto.' },
    },
  }))
  const big = {
    ...document,
    rules,
    tests: [{ name: 't', facts: { 'message.text': 'palavra7' }, expect: { reply: 'r7' } }],
  }
  const id = await created(house.acme, big)
  const tested = await as(house.acme, 'POST', `/v1/workflows/${id}/test`, { document: big })
  expect(tested.body).toMatchObject({ passed: 1, failed: 0 })
  expect((await as(house.acme, 'POST', `/v1/workflows/${id}/publish`)).body).toMatchObject({ version: 1 })
})
