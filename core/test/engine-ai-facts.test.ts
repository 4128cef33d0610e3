import type { Classification, ClassifyRequest } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { customer, on, wait } from './support/events.ts'
import { until } from './support/until.ts'
import { onWords } from './support/workflow.ts'

const say = (text: string) => ({ type: 'auto-reply', params: { text } })
const is = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const ai = (id: string, conditions: object[], event: object, lane = 'reply') => ({
  id,
  name: id,
  lane,
  conditions: { all: conditions },
  event,
})

let engine: Engine
let asked: ClassifyRequest[] = []
const said: Classification = { intent: 'other', sentiment: 'neutral', language: 'pt', askedForHuman: false }

beforeAll(async () => {
  engine = await startEngine({}, { aiDeadlineMs: 5000 }, true)
  await engine.publish([
    onWords('fixa', ['horário'], say('9h às 18h')),
    ai('pessoa', [is('ai.asked_for_human', true)], say('Vou chamar alguém.')),
    ai('via', [is('ai.intent', 'Segunda via')], say('Intenção: {{ai.intent}}')),
    ai(
      'sem-ia',
      [{ fact: 'ai.status', operator: 'in', value: ['timeout', 'unavailable'] }],
      say('Sem IA: {{ai.status}}'),
    ),
    ai(
      'brava',
      [is('ai.sentiment', 'negative'), is('message.kind', 'audio')],
      { type: 'tag', params: { add: ['brava'] } },
      'background',
    ),
    on('depois', { event: 'customer-silent', minutes: 5 }, say('Ainda quer {{ai.intent|ajuda}}?')),
  ])
})
afterAll(() => engine?.stop())
beforeEach(() => {
  asked = []
  engine.outside.classify = (request) => {
    asked.push(request)
    return said
  }
  engine.outside.answer = () => ({ action: 'reply', text: 'IA' })
})

test('the AI is not asked where a cheaper rule answers first', async () => {
  const ana = customer(engine)
  await ana.writes('qual o horário?')
  await until('answered', () => ana.texts().length === 1)
  expect(asked).toHaveLength(0)
  expect((await ana.decisions())[0]?.facts).not.toHaveProperty('ai.status')
})

test('where a rule needs it the AI is asked once, with the intents of the rules and without personal data', async () => {
  const bia = customer(engine)
  engine.outside.classify = (request) => {
    asked.push(request)
    return { ...said, intent: 'segunda VIA' }
  }
  await bia.writes('meu cpf é 529.982.247-25, cadê o boleto?')
  await until('answered', () => bia.texts().length === 1)
  expect(bia.texts()).toEqual(['Intenção: Segunda via'])
  expect(asked).toHaveLength(1)
  expect(asked[0]?.intents).toEqual(['Segunda via'])
  expect(asked[0]?.messages.map(({ role, text }) => `${role}: ${text}`)).toEqual([
    'customer: meu cpf é [CPF_1], cadê o boleto?',
  ])
  expect((await bia.decisions())[0]).toMatchObject({
    reply_rule: 'via',
    facts: { 'ai.status': 'ok', 'ai.intent': 'Segunda via', 'ai.sentiment': 'neutral', 'ai.asked_for_human': false },
  })
})

test('an AI that is slow is a fact, not a delay without end: rules decide by it within its deadline', async () => {
  const caio = customer(engine)
  engine.outside.classify = () => new Promise(() => {})
  await caio.writes('não sei explicar')
  // The AI itself never answers: that anything is said is its deadline's doing.
  await until('answered', () => caio.texts().length === 1)
  expect(caio.texts()).toEqual(['Sem IA: demorou demais'])
  const [decision] = await caio.decisions()
  expect(decision?.facts).toMatchObject({ 'ai.status': 'timeout' })
  expect(decision?.facts).not.toHaveProperty('ai.intent')
})

test('an AI that fails, talks nonsense or is switched off is unavailable', async () => {
  const davi = customer(engine)
  engine.outside.classify = () => Promise.reject(new Error('out of order'))
  await davi.writes('não sei explicar')
  await until('answered', () => davi.texts().length === 1)
  engine.outside.classify = () => ({ ...said, sentiment: 'furious' as never })
  await davi.writes('não sei explicar')
  await until('answered', () => davi.texts().length === 2)
  await engine.sql`update ai_plugins set enabled = false`
  try {
    await davi.writes('não sei explicar')
    await until('answered', () => davi.texts().length === 3)
  } finally {
    await engine.sql`update ai_plugins set enabled = true`
  }
  expect(new Set(davi.texts())).toEqual(new Set(['Sem IA: indisponível']))
})

test('while the AI thinks nobody else waits, and no transaction is held', async () => {
  let answer: (said: Classification) => void = () => {}
  const pending = new Promise<Classification>((resolve) => {
    answer = resolve
  })
  engine.outside.classify = () => pending
  const slow = Array.from({ length: 12 }, () => customer(engine))
  await Promise.all(slow.map(({ number }) => engine.write(number, 'não sei explicar')))
  const quick = customer(engine)
  // Decided on while the twelve still wait for an AI that has not said a word.
  await quick.writes('qual o horário?')
  // Others hold one for a moment; one that waited for this answer would hold it all along.
  const held = () => engine.sql`
    select from pg_stat_activity where application_name = 'faladesk' and state = 'idle in transaction'
      and datname = current_database()`
  await expect.poll(held, { timeout: 2000 }).toHaveLength(0)
  answer({ ...said, askedForHuman: true })
  await Promise.all(slow.map((one) => one.decided('message-received')))
  await until('all are answered', () => slow.every((one) => one.texts().includes('Vou chamar alguém.')))
})

test('an event asks about the customer’s last message, for a text alone too', async () => {
  const eva = customer(engine)
  const id = await eva.writes('qual o horário?')
  engine.outside.classify = (request) => {
    asked.push(request)
    return { ...said, intent: 'Segunda via' }
  }
  await wait(engine, id)
  await until('asked again', () => eva.texts().at(-1) === 'Ainda quer Segunda via?')
  expect(asked).toHaveLength(1)
  expect(asked[0]?.messages.at(-1)?.text).toBe('qual o horário?')
  const fabi = customer(engine)
  const other = await fabi.writes('cadê meu boleto')
  await wait(engine, other)
  await until('asked again', () => fabi.texts().at(-1) === 'Ainda quer Segunda via?')
  // What the AI said of a message is kept with the decision on it.
  expect(asked).toHaveLength(2)
})
