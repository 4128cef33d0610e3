import { RetryLater } from '@faladesk/plugin-sdk'
import { aiContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import ai from '../src/index.ts'
import { type FakeOpenAi, fakeOpenAi } from './fake-openai.ts'
import { question } from './samples.ts'

let fake: FakeOpenAi
beforeAll(async () => {
  fake = await fakeOpenAi()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.requests.length = 0
})

const context = (overrides: object = {}) =>
  aiContext({}, { env: { apiKey: fake.apiKey, baseUrl: fake.url }, fetch, ...overrides })
const classify = (request = question, overrides: object = {}) => ai.classify?.(request, context(overrides))
const body = () => fake.requests.at(-1)?.body

test('the intents of the organization are the only ones the model may choose, with a way out', async () => {
  await classify()
  const { intent } = (body()?.text?.format?.schema?.properties ?? {}) as { intent: { enum?: string[] } }
  expect(intent.enum).toEqual(['segunda via', 'horário', 'other'])
  await classify({ ...question, intents: [] })
  const free = body()?.text?.format?.schema?.properties as { intent: { enum?: string[] } }
  expect(free.intent.enum).toBeUndefined()
})

test('nothing is stored at the provider; the customer is a pseudonym and their words are data, not orders', async () => {
  await classify()
  expect(body()).toMatchObject({ store: false, safety_identifier: 'pseudonym-1' })
  expect(body()?.text?.format).toMatchObject({ type: 'json_schema', strict: true, name: 'labels' })
  expect(body()?.instructions).not.toContain('Qual o horário')
  expect(JSON.stringify(body()?.input)).toContain('Qual o horário? Meu CPF é [CPF_1]')
})

test('the message to understand always goes, however long it and the conversation are', async () => {
  const long = Array.from({ length: 50 }, (_, n) => ({
    role: 'customer' as const,
    text: `m${n} ${'x'.repeat(7_000)}`,
    at: '',
  }))
  await classify({ ...question, messages: long })
  const sent = JSON.stringify(body()?.input)
  expect(sent).toContain('m49 ')
  expect(sent).not.toContain('m48 ')
  expect(sent.length).toBeLessThan(7_000)
})

test('a model that hangs is left at the caller’s deadline', async () => {
  fake.next({ hang: true })
  const began = performance.now()
  await expect(classify(question, { signal: AbortSignal.timeout(200) })).rejects.toBeInstanceOf(RetryLater)
  expect(performance.now() - began).toBeLessThan(15_000)
})
