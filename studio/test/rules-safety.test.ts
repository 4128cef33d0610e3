import { applyEdits, CATALOGUE, type DoctorFinding, decide, type RuleDocument, runTests } from '@faladesk/rules'
import { expect, test } from 'vitest'
import { after, type Happened, noReplay } from '../src/rules/safety/backtest-state.ts'
import { darkOf, ruleAt } from '../src/rules/safety/coverage.ts'
import { pack, unpack } from '../src/rules/safety/document-wire.ts'
import { eventReader } from '../src/rules/safety/event-stream.ts'
import { readFact, writeFact } from '../src/rules/safety/fact-input.ts'
import { bySeverity, findingsFor, worst } from '../src/rules/safety/findings.ts'
import { toMarkers } from '../src/rules/safety/markers.ts'
import { othersIn } from '../src/rules/safety/presence.ts'
import { publishBody, publishCheck } from '../src/rules/safety/publish-check.ts'
import { addTest, changeTest, removeTest, testName, testOf } from '../src/rules/safety/test-edits.ts'
import { emptyTrial, factsOf, trialOf } from '../src/rules/safety/trial.ts'

const word = (value: string) => ({ fact: 'message.text', operator: 'hasAnyWord', value: [value] })
const reply = (id: string, ...conditions: object[]) => ({
  id,
  name: id.toUpperCase(),
  lane: 'reply',
  conditions: { all: conditions },
  event: { type: 'auto-reply', params: { text: 'Olá {{contact.name}}' } },
})
const vip = { fact: 'contact.tags', operator: 'contains', value: 'vip' }
const base = {
  name: 'A',
  facts: 1,
  rules: [reply('a', word('boleto'), vip), reply('b', word('boleto')), reply('c', word('oi'))],
} as unknown as RuleDocument
const moment = { now: new Date('2026-11-23T15:30:00Z'), timeZone: 'America/Sao_Paulo' }

test('a document crosses to the worker with the rules that did not change as the very same objects', () => {
  const first = unpack(null, structuredClone(pack(null, base)))
  expect(first).toEqual(base)
  const edited = applyEdits(base, [
    { op: 'replace', pointer: '/rules/1/name', value: 'Outro' },
    { op: 'remove', pointer: '/rules/0' },
    { op: 'add', pointer: '/description', value: 'x' },
  ])
  const packed = structuredClone(pack(base, edited))
  expect(packed.rules).toEqual([expect.objectContaining({ name: 'Outro' }), 2])
  const second = unpack(first, packed)
  expect(second).toEqual(edited)
  expect(Object.keys(second)).toEqual(Object.keys(edited))
  expect(second.rules[1]).toBe(first.rules[2])
})

test('what is the same document crosses as places alone', () => {
  const packed = pack(base, base)
  expect(packed).toEqual({ keys: ['name', 'facts', 'rules'], kept: ['name', 'facts'], rest: {}, rules: [0, 1, 2] })
})

const finding = (more: Partial<DoctorFinding>): DoctorFinding => ({
  kind: 'dead',
  severity: 'warning',
  ruleId: 'a',
  otherIds: [],
  pointer: '/rules/0',
  message: 'm',
  ...more,
})

test('a place is marked for what lies in it, never for what merely begins alike', () => {
  const inside = finding({ pointer: '/rules/1/conditions/all/0' })
  const other = finding({ pointer: '/rules/10/conditions', ruleId: 'k' })
  expect(findingsFor([inside, other], { pointer: '/rules/1' })).toEqual([inside])
  expect(findingsFor([inside, other], { ruleId: 'k' })).toEqual([other])
})

test('the gravest finding speaks first', () => {
  const all = [finding({ severity: 'hint' }), finding({ severity: 'error' }), finding({})]
  expect(bySeverity(all).map(({ severity }) => severity)).toEqual(['error', 'warning', 'hint'])
  expect(worst(all)).toBe('error')
  expect(worst([])).toBeNull()
})

test('a marker stands where the pointer stands in the text, and nowhere when the text is another', () => {
  const place = { startLineNumber: 3, startColumn: 1, endLineNumber: 3, endColumn: 9 }
  const shown = finding({ severity: 'error', example: { facts: {}, shows: 'boleto' } })
  expect(toMarkers([shown], () => place)).toEqual([
    { ...place, severity: 8, message: 'm\n“boleto”', source: 'Faladesk', code: 'dead' },
  ])
  expect(toMarkers([shown], () => null)).toEqual([])
})

test('a test made of a message keeps what the rules compare, and nobody’s name', async () => {
  const facts = factsOf({ ...emptyTrial, text: 'meu boleto', name: 'Ana', tags: 'vip' }, moment)
  const made = testOf(base, 'boleto', facts, { reply: 'a' })
  expect(Object.keys(made.facts).sort()).toEqual(['contact.tags', 'event.type', 'message.text'])
  const document = applyEdits(base, addTest(base, made))
  const report = await runTests(document)
  expect(report).toMatchObject({ passed: 1, failed: 0 })
  // What was left out makes no difference to the outcome.
  expect((await decide(base, facts)).reply?.ruleId).toBe('a')
})

test('tests are added, changed and removed by edits, and the last one takes the list with it', () => {
  const one = testOf(base, 'um', { 'message.text': 'oi' }, { reply: 'c' })
  const with1 = applyEdits(base, addTest(base, one))
  const with2 = applyEdits(with1, addTest(with1, { ...one, name: 'dois' }))
  const changed = applyEdits(with2, changeTest(1, 'três', { reply: null }))
  expect(changed.tests?.map(({ name, expect }) => [name, expect.reply])).toEqual([
    ['um', 'c'],
    ['três', null],
  ])
  const left = applyEdits(changed, removeTest(changed, 0))
  expect(applyEdits(left, removeTest(left, 0))).toEqual(base)
})

test('a test is named after the message, and no two alike', () => {
  const named = { ...base, tests: [testOf(base, 'quero boleto', {}, { reply: null })] }
  expect(testName(named, ' quero \n boleto ', 'Teste')).toBe('quero boleto (2)')
  expect(testName(named, '', 'Teste')).toBe('Teste')
  expect(testName(base, 'x'.repeat(200), 'Teste')).toHaveLength(60)
})

test('coverage names the rules no test makes act, and comparisons seen from one side alone', async () => {
  const document = {
    ...base,
    rules: [...base.rules, { ...reply('off', word('z')), enabled: false }],
    tests: [
      testOf(base, '1', { 'message.text': 'boleto', 'contact.tags': ['vip'] }, { reply: 'a' }),
      testOf(base, '2', { 'message.text': 'oi', 'contact.tags': ['vip'] }, { reply: 'c' }),
    ],
  } as RuleDocument
  const dark = darkOf(document, await runTests(document))
  expect(dark).toMatchObject({ tested: 2, total: 3, untested: [{ id: 'b', name: 'B' }] })
  expect(dark.oneSided.map(({ pointer, never }) => [pointer, never])).toEqual([['/rules/0/conditions/all/1', 'false']])
  expect(ruleAt(document, '/conditions/vip')).toBeNull()
})

test('a trial of known facts keeps them, and only the message and what is said anew change', () => {
  const known = { 'message.text': 'oi', 'message.kind': 'audio', 'contact.tags': ['vip'], 'calendar.open': false }
  const trial = trialOf({ label: 'Ana', facts: known })
  expect(factsOf(trial, moment)).toEqual({ ...known, 'event.type': 'message-received' })
  expect(factsOf({ ...trial, text: 'olá', others: { 'calendar.open': true } }, moment)).toMatchObject({
    'message.text': 'olá',
    'message.length': 3,
    'contact.tags': ['vip'],
    'calendar.open': true,
  })
})

test('an event that waits carries its minutes, and every fact is one of the catalogue', () => {
  const facts = factsOf({ ...emptyTrial, event: 'customer-silent', minutes: 45 }, moment)
  expect(facts).toMatchObject({ 'event.type': 'customer-silent', 'event.minutes': 45 })
  for (const name of Object.keys(facts)) expect(CATALOGUE.facts.has(name), name).toBe(true)
})

test('a fact is read as its type wants it, and what cannot be read says nothing', () => {
  expect(readFact({ type: 'number' }, '1,5')).toBe(1.5)
  expect(readFact({ type: 'number' }, 'x')).toBeUndefined()
  expect(readFact({ type: 'boolean' }, 'false')).toBe(false)
  expect(readFact({ type: 'string[]' }, 'a, ,b')).toEqual(['a', 'b'])
  expect(readFact({ type: 'object' }, '{"a":1')).toBeUndefined()
  expect(readFact({ type: 'object' }, writeFact({ a: 1 }))).toEqual({ a: 1 })
})

test('events of a stream are read however the stream is cut', () => {
  const said =
    'event: progress\ndata: {"done":1}\n\n: still here\n\nevent: group\r\ndata: a\r\ndata: b\r\n\r\ndata: c\n\n'
  const expected = [
    { name: 'progress', data: '{"done":1}' },
    { name: 'group', data: 'a\nb' },
    { name: 'message', data: 'c' },
  ]
  for (const size of [1, 2, 3, 7, said.length]) {
    const read = eventReader()
    const heard = []
    for (let at = 0; at < said.length; at += size) heard.push(...read(said.slice(at, at + size)))
    expect(heard).toEqual(expected)
  }
})

const group = (key: string, count: number) => ({
  key,
  count,
  decisions: count,
  lane: 'reply' as const,
  before: null,
  after: 'a',
  sentence: key,
  samples: [],
})
const play = (...all: Happened[]) => all.reduce(after, noReplay)

test('a replay’s bar never runs backwards, and a group that grows stays one group', () => {
  const replay = play(
    { is: 'asked' },
    { is: 'begun', id: 'r' },
    { is: 'progress', done: 50, total: 100 },
    { is: 'progress', done: 40, total: 100 },
    { is: 'group', group: group('x', 1) },
    { is: 'group', group: group('y', 5) },
    { is: 'group', group: group('x', 9) },
  )
  expect(replay).toMatchObject({ state: 'running', done: 50, total: 100 })
  expect(replay.groups.map(({ key, count }) => [key, count])).toEqual([
    ['x', 9],
    ['y', 5],
  ])
})

test('what comes after a replay was cancelled is late news; a new one starts afresh', () => {
  const late = play(
    { is: 'asked' },
    { is: 'begun', id: 'r' },
    { is: 'cancelled' },
    { is: 'group', group: group('x', 1) },
  )
  expect(late).toMatchObject({ state: 'cancelled', groups: [] })
  expect(after(late, { is: 'asked' })).toEqual({ ...noReplay, state: 'starting' })
})

test('failing tests need a reason before a draft is published, and the reason goes with it', async () => {
  const document = { ...base, tests: [testOf(base, 't', { 'message.text': 'oi' }, { reply: 'a' })] }
  const report = await runTests(document)
  const way = { mode: 'now', percent: 10, inboxes: [] } as const
  const asked = { findings: [finding({ severity: 'error' }), finding({})], report, way }
  const refused = publishCheck({ ...asked, reason: ' ' })
  expect(refused).toMatchObject({ needsReason: true, ready: false, errors: [{ severity: 'error' }] })
  expect(refused.failed.map(({ name }) => name)).toEqual(['t'])
  expect(publishCheck({ ...asked, reason: 'urgente' }).ready).toBe(true)
  expect(publishBody({ revision: 3, note: '', reason: ' urgente ', way, failing: true })).toEqual({
    revision: 3,
    override: 'urgente',
  })
  expect(publishBody({ revision: 3, note: 'n', reason: 'velha', way, failing: false })).toEqual({
    revision: 3,
    note: 'n',
  })
})

test('a trial says how far it goes; nothing is published before the tests have run', () => {
  const report = { passed: 0, failed: 0, results: [], coverage: { rules: [], leaves: [] } }
  const canary = { mode: 'canary', percent: 0, inboxes: ['i'] } as const
  expect(publishCheck({ findings: [], report, reason: '', way: canary }).ready).toBe(false)
  expect(publishCheck({ findings: [], report: null, reason: '', way: { ...canary, percent: 5 } }).ready).toBe(false)
  const body = (way: Parameters<typeof publishBody>[0]['way']) =>
    publishBody({ revision: 1, note: '', reason: '', way, failing: false })
  expect(body({ ...canary, percent: 5 })).toEqual({ revision: 1, as: { mode: 'canary', percent: 5, inboxes: ['i'] } })
  expect(body({ mode: 'shadow', percent: 5, inboxes: [] })).toEqual({ revision: 1, as: { mode: 'shadow' } })
})

test('others are people, not windows: once each, where they edit, and never oneself', () => {
  const at = (user: string, rule: string | null, editing = false) => ({ user, name: user, rule, editing })
  const state = {
    me: [at('me', 'a')],
    bia: [at('bia', null), at('bia', 'b', true), at('bia', 'c')],
    ana: [at('ana', null)],
    old: [{ user: 'old' }],
  }
  expect(othersIn(state, 'me')).toEqual([at('ana', null), at('bia', 'b', true)])
})
