import { expect, test } from 'vitest'
import { decide, prepareDocument, type Rule, type RuleTrigger, reasonIn } from '../src/index.ts'
import { documentOf } from './documents.ts'

const waiting = (...triggers: (RuleTrigger | undefined)[]) =>
  documentOf(triggers.map((on): Partial<Rule> => ({ lane: 'background', ...(on === undefined ? {} : { on }) })))

const SILENT = waiting(
  undefined,
  { event: 'message-received' },
  { event: 'assigned' },
  { event: 'customer-silent', minutes: 30 },
  { event: 'customer-silent', minutes: 60 },
)
const text = { 'message.text': 'oi' }
const acting = async (facts: Record<string, unknown>, events?: readonly RuleTrigger[]) =>
  (await decide(SILENT, { ...text, ...facts }, events === undefined ? {} : { events })).background.map(
    ({ ruleId }) => ruleId,
  )

test('a rule is decided on the event it waits for, a received message when it names none', async () => {
  expect(await acting({})).toEqual(['r0', 'r1'])
  expect(await acting({ 'event.type': 'assigned' })).toEqual(['r2'])
  expect(await acting({ 'event.type': 'customer-silent', 'event.minutes': 30 })).toEqual(['r3'])
  expect(await acting({ 'event.type': 'customer-silent' })).toEqual(['r3', 'r4'])
  expect(await acting({ 'event.type': 'sla-breached' })).toEqual([])
})

test('the events of the options count more than the facts, and several may happen at once', async () => {
  expect(await acting({ 'event.type': 'assigned' }, [{ event: 'message-received' }])).toEqual(['r0', 'r1'])
  const both = [{ event: 'assigned' }, { event: 'customer-silent', minutes: 60 }] as const
  expect(await acting({}, both)).toEqual(['r2', 'r4'])
  expect(await acting({}, [])).toEqual([])
})

test('a rule on another event is not evaluated and says why', async () => {
  const { explain } = await decide(SILENT, text)
  expect(explain[2]).toMatchObject({ id: 'r2', outcome: 'not-evaluated', reason: 'other-event', tree: null })
  expect(reasonIn('other-event', 'pt-BR')).toContain('outro evento')
})

test('a rule whose event is malformed is set apart', async () => {
  for (const on of [5, [], { event: 7 }, { event: 'assigned', minutes: 'x' }] as unknown as RuleTrigger[]) {
    const { explain } = await decide(waiting(on), text)
    expect(explain[0]).toMatchObject({ outcome: 'error', reason: 'bad-shape' })
  }
})

test('a stopped rule counts as disabled, as if the next one had stood in its place', async () => {
  const prepared = prepareDocument(documentOf([{}, {}]))
  const { reply, explain } = await decide(prepared, text, { stopped: new Set(['r0']) })
  expect(reply?.ruleId).toBe('r1')
  expect(explain[0]).toEqual({
    id: 'r0',
    name: 'Regra 0',
    lane: 'reply',
    outcome: 'disabled',
    reason: 'stopped',
    tree: null,
  })
  // Nothing of it stays in the prepared document.
  expect((await decide(prepared, text)).reply?.ruleId).toBe('r0')
})

test('the quick explanation tells what matched, was shadowed or broke, in the order of the document', async () => {
  const fails: Rule['conditions'] = { all: [{ fact: 'message.text', operator: 'equal', value: 'tchau' }] }
  const breaks: Rule['conditions'] = { all: [{ fact: 'message.length', operator: 'in', value: 5 }] }
  const document = documentOf([
    { conditions: fails },
    { conditions: breaks },
    {},
    { lane: 'background' },
    { conditions: { all: [] } },
    {},
    { enabled: false },
  ])
  const { explain } = await decide(document, { ...text, 'message.length': 2 }, { explain: 'matched' })
  expect(explain.map(({ id, outcome }) => [id, outcome])).toEqual([
    ['r1', 'error'],
    ['r2', 'matched'],
    ['r3', 'matched'],
    ['r4', 'error'],
    ['r5', 'shadowed'],
  ])
  expect(explain[4]).toMatchObject({ shadowedBy: 'r2', tree: { result: true } })
})
