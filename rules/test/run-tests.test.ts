import { expect, test } from 'vitest'
import { type Comparison, decide, type Rule, type RuleDocument, type RuleTest, runTests } from '../src/index.ts'
import { cpuTime } from './cpu-time.ts'
import { documentOf, SHOP } from './documents.ts'

const word = (...words: string[]): Comparison => ({ fact: 'message.text', operator: 'hasAnyWord', value: words })
const closed: Comparison = { fact: 'calendar.open', operator: 'equal', value: false }
const rule = (id: string, lane: Rule['lane'], ...all: Comparison[]): Partial<Rule> => ({
  id,
  lane,
  conditions: { all },
  ...(lane === 'background' ? { event: { type: 'note', params: { text: id } } } : {}),
})
const tested = (rules: readonly Partial<Rule>[], tests: readonly RuleTest[]): RuleDocument => ({
  ...documentOf(rules),
  tests,
})

test('a test passes exactly when the decision is the one expected; what it leaves out may be anything', async () => {
  const rules = [
    rule('boleto', 'reply', word('boleto')),
    rule('a', 'background', word('boleto')),
    rule('b', 'background', word('oi')),
  ]
  const facts = { 'message.text': 'oi, meu boleto' }
  const expects: [RuleTest['expect'], boolean][] = [
    [{ reply: 'boleto' }, true],
    [{ reply: null }, false],
    [{ background: ['b', 'a'] }, true],
    [{ background: ['a'] }, false],
    [{ background: [] }, false],
    [{ reply: 'boleto', background: ['a', 'b'] }, true],
    [{ reply: 'boleto', background: ['a', 'b', 'b'] }, true],
  ]
  const report = await runTests(
    tested(
      rules,
      expects.map(([expect], index) => ({ name: `t${index}`, facts, expect })),
    ),
  )
  expect(report.results.map(({ pass }) => pass)).toEqual(expects.map(([, pass]) => pass))
  expect([report.passed, report.failed]).toEqual([4, 3])
  expect(report.results[0]).toMatchObject({ index: 0, name: 't0', actual: { reply: 'boleto', background: ['a', 'b'] } })
})

test('a failed test says why the expected rule did not match, and which rule did', async () => {
  const rules = [rule('cedo', 'reply', word('oi')), rule('tarde', 'reply', word('oi')), rule('nunca', 'reply', closed)]
  const facts = { 'message.text': 'oi', 'calendar.open': true }
  const { results } = await runTests(
    tested(rules, [
      { name: 'sombra', facts, expect: { reply: 'tarde' } },
      { name: 'falha', facts, expect: { reply: 'nunca' } },
    ]),
  )
  expect(results[0]?.explain).toMatchObject([
    { id: 'cedo', outcome: 'matched' },
    { id: 'tarde', outcome: 'shadowed', shadowedBy: 'cedo' },
  ])
  expect(results[1]?.explain.find(({ id }) => id === 'nunca')).toMatchObject({
    outcome: 'failed',
    failedAt: [{ at: '/rules/2/conditions/all/0', expected: false, actual: true }],
  })
})

test('coverage counts the rules that matched and shows the comparisons never seen true or never false', async () => {
  const twice = word('boleto')
  const document: RuleDocument = {
    ...tested(
      [
        rule('boleto', 'reply', twice, closed),
        rule('de-novo', 'background', twice),
        { ...rule('fora', 'reply', word('x')), enabled: false },
        {
          ...rule('silencio', 'reply'),
          conditions: { any: [twice, { condition: 'vip' }] },
          on: { event: 'agent-silent', minutes: 5 },
        },
      ],
      [
        { name: 'a', facts: { 'message.text': 'boleto' }, expect: { reply: null } },
        { name: 'b', facts: { 'message.text': 'boleto', 'calendar.open': false }, expect: { reply: 'boleto' } },
      ],
    ),
    conditions: { vip: { all: [closed] } },
  }
  const { coverage } = await runTests(document)
  expect(coverage.rules).toEqual([
    { id: 'boleto', matched: 1 },
    { id: 'de-novo', matched: 2 },
    { id: 'silencio', matched: 0 },
  ])
  expect(coverage.leaves).toEqual([
    { pointer: '/rules/0/conditions/all/0', seenTrue: true, seenFalse: false },
    { pointer: '/rules/0/conditions/all/1', seenTrue: true, seenFalse: true },
    { pointer: '/rules/1/conditions/all/0', seenTrue: true, seenFalse: false },
    // Rules that wait for another event were not asked, so nothing of them was seen.
    { pointer: '/rules/3/conditions/any/0', seenTrue: false, seenFalse: false },
    { pointer: '/conditions/vip/all/0', seenTrue: false, seenFalse: false },
  ])
})

test('what coverage says of a comparison is what the explanation says', async () => {
  const document: RuleDocument = { ...SHOP, tests: [] }
  const samples = [
    { 'calendar.open': false, 'contact.tags': ['vip'] },
    { 'message.text': 'um boleto' },
    { 'calendar.open': true, 'contact.tags': [] },
  ]
  const seen = new Map<string, Set<unknown>>()
  const note = (node: unknown): void => {
    const { at, result, parts } = node as { at?: string; result?: unknown; parts?: unknown[] }
    if (at !== undefined) seen.set(at, (seen.get(at) ?? new Set()).add(result))
    parts?.forEach(note)
  }
  for (const facts of samples) for (const { tree } of (await decide(document, facts)).explain) if (tree) note(tree)
  const tests = samples.map((facts, index) => ({ name: String(index), facts, expect: { reply: null } }))
  const { coverage } = await runTests({ ...document, tests })
  expect(coverage.leaves).toHaveLength(seen.size)
  for (const { pointer, seenTrue, seenFalse } of coverage.leaves)
    expect([pointer, seenTrue, seenFalse]).toEqual([
      pointer,
      seen.get(pointer)?.has(true),
      seen.get(pointer)?.has(false),
    ])
})

test('a document without tests passes with nothing covered', async () => {
  const { passed, failed, results, coverage } = await runTests(documentOf([{}]))
  expect([passed, failed, results]).toEqual([0, 0, []])
  expect(coverage.rules).toEqual([{ id: 'r0', matched: 0 }])
})

test('a rule too large to be decided covers nothing and stalls nothing', async () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `c${n}`,
      n === 59 ? { all: [closed] } : { all: [{ condition: `c${n + 1}` }, { condition: `c${n + 1}` }] },
    ]),
  )
  const document = documentOf([{ conditions: { condition: 'c0' } }], doubling)
  const { coverage } = await runTests({ ...document, tests: [{ name: 'a', facts: {}, expect: { reply: null } }] })
  expect(coverage.leaves).toEqual([])
})

test('a hundred tests of ten thousand rules take well under the time a person notices', async () => {
  const rules = Array.from({ length: 10_000 }, (_, n) => rule(`r${n}`, 'reply', word(`palavra${n}`), closed))
  const document = tested(
    rules,
    Array.from({ length: 100 }, (_, n) => ({
      name: `t${n}`,
      facts: { 'message.text': `a palavra${n * 100} chegou`, 'calendar.open': false },
      expect: { reply: n === 99 ? 'r1' : `r${n * 100}` },
    })),
  )
  const start = cpuTime()
  const { passed, failed, coverage } = await runTests(document)
  const took = cpuTime() - start
  expect([passed, failed, coverage.leaves.filter(({ seenTrue }) => seenTrue).length]).toEqual([99, 1, 10_100])
  // About a second here; the same on a machine that is four times slower.
  expect(took).toBeLessThan(6_000)
})
