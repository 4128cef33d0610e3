import type { DoctorFinding, RuleDocument } from '@faladesk/rules'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDoctorClient, type Line, pause } from '../src/rules/safety/doctor-client.ts'
import type { FromDoctor, ToDoctor } from '../src/rules/safety/doctor-messages.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const documentOf = (name: string) => ({ name, facts: 1, rules: [] }) as unknown as RuleDocument
const setup = { locale: 'pt-BR', references: null } as const
const finding = {
  kind: 'dead',
  severity: 'error',
  ruleId: 'a',
  otherIds: [],
  pointer: '',
  message: 'm',
} as DoctorFinding

/** A line whose other end is this test. */
function speak() {
  const asked: ToDoctor[] = []
  const heard: string[] = []
  const line: Line = { postMessage: (message) => asked.push(message), onmessage: null, onerror: null, terminate() {} }
  const client = createDoctorClient(line, {
    onFindings: (findings, seen) => heard.push(`${findings.length} in ${seen.name}`),
    onReport: () => heard.push('report'),
    onFailure: (message) => heard.push(`failed: ${message}`),
  })
  const answer = (data: FromDoctor) => line.onmessage?.({ data } as MessageEvent<FromDoctor>)
  return { client, asked, heard, answer }
}

test('the first document is looked at once; edits wait for a pause, and only the last of them is looked at', () => {
  const { client, asked } = speak()
  client.look(documentOf('1'), setup)
  expect(asked).toHaveLength(1)
  for (const name of ['2', '3', '4']) client.look(documentOf(name), setup)
  vi.advanceTimersByTime(pause - 1)
  expect(asked).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(asked.slice(1)).toMatchObject([{ ask: 'look', turn: 2, document: { rest: { name: '4' } } }])
})

test('an answer about a document that has moved on is dropped', () => {
  const { client, heard, answer } = speak()
  client.look(documentOf('old'), setup)
  client.look(documentOf('new'), setup)
  vi.advanceTimersByTime(pause)
  answer({ says: 'findings', turn: 1, findings: [finding], took: 1 })
  expect(heard).toEqual([])
  answer({ says: 'findings', turn: 2, findings: [], took: 1 })
  expect(heard).toEqual(['0 in new'])
})

test('a simulation is of the document as it is now: a waiting edit goes first', async () => {
  const { client, asked, answer } = speak()
  client.look(documentOf('1'), setup)
  client.look(documentOf('2'), setup)
  const decided = client.decide({ 'message.text': 'oi' })
  expect(asked.map(({ ask, turn }) => `${ask} ${turn}`)).toEqual(['look 1', 'look 2', 'decide 3'])
  const decision = { reply: null, background: [], explain: [], fetched: [] }
  answer({ says: 'decision', turn: 3, decision })
  await expect(decided).resolves.toBe(decision)
  vi.advanceTimersByTime(pause)
  expect(asked).toHaveLength(3)
})

test('a simulation that breaks is told to who asked, a look that breaks to everybody', async () => {
  const { client, heard, answer } = speak()
  client.look(documentOf('1'), setup)
  const decided = client.decide({})
  answer({ says: 'failed', turn: 2, ask: 'decide', message: 'broke' })
  await expect(decided).rejects.toThrow('broke')
  answer({ says: 'failed', turn: 1, ask: 'look', message: 'no' })
  expect(heard).toEqual(['failed: no'])
})
