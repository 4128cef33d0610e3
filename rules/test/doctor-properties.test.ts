import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createDoctor, type DoctorFinding, diagnose } from '../src/doctor/index.ts'
import { applyEdits, decide, type Prepared, prepareDocument, type Rule, type RuleDocument } from '../src/index.ts'
import { corpus, lottery, randomFacts } from './doctor-corpus.ts'
import { anyFacts } from './documents.ts'
import { randomDocument } from './random-rules.ts'

// On a busy machine these take their time.
vi.setConfig({ testTimeout: 120_000 })

const CORPUS = corpus(300, 7)
const matched = async (document: RuleDocument | Prepared, facts: Record<string, unknown>) => {
  const { reply, background, explain } = await decide(document, facts)
  const both = explain.filter(({ outcome }) => outcome === 'matched' || outcome === 'shadowed').map(({ id }) => id)
  return { reply: reply?.ruleId ?? null, background: background.map(({ ruleId }) => ruleId), matched: new Set(both) }
}
const only = (document: RuleDocument, ids: readonly (string | null)[]): RuleDocument => ({
  ...document,
  rules: document.rules.filter(({ id }) => ids.includes(id)),
})
const idsOf = ({ ruleId, otherIds }: DoctorFinding) => [ruleId, ...otherIds]

/** Whether the engine, with the rules a finding names, does what the finding says when given its example. */
async function confirmed(document: RuleDocument, finding: DoctorFinding): Promise<boolean> {
  const { kind, ruleId, otherIds, pointer } = finding
  if (finding.example === undefined)
    return ['dead', 'type', 'keyword-subsumed'].includes(kind) || kind.startsWith('unknown-')
  // A shared condition is not a rule: one that has nothing else shows it.
  const shared: Rule = {
    id: '',
    name: '',
    lane: 'reply',
    conditions: { condition: pointer.split('/')[2] ?? '' },
    event: { type: 'ignore' },
  }
  const rules = kind === 'keyword-subsumed' && ruleId === null ? [shared] : only(document, idsOf(finding)).rules
  const said = await matched({ ...document, rules }, { ...finding.example.facts })
  switch (kind) {
    case 'shadowed':
      return said.matched.has(ruleId ?? '') && said.reply !== null && otherIds.includes(said.reply)
    case 'duplicate':
    case 'contradictory':
      return idsOf(finding).every((id) => said.matched.has(id ?? ''))
    case 'no-default':
      return (await matched(document, { ...finding.example.facts })).reply === null
    default:
      return said.matched.has(ruleId ?? '')
  }
}

test('the engine does what each finding of a large corpus says, given its example', async () => {
  const findings = await diagnose(CORPUS)
  const kinds = new Set(findings.map(({ kind }) => kind))
  for (const kind of ['dead', 'redundant', 'shadowed', 'contradictory'] as const)
    expect(kinds, 'the corpus gives the Doctor work').toContain(kind)
  for (const finding of findings) expect(await confirmed(CORPUS, finding), JSON.stringify(finding)).toBe(true)
})

test('no rule said to be dead ever matches, and none said to be shadowed ever answers', async () => {
  const findings = await diagnose(CORPUS)
  const dead = new Set(findings.filter(({ kind }) => kind === 'dead').map(({ ruleId }) => ruleId))
  const silent = new Set(findings.filter(({ kind }) => kind === 'shadowed').map(({ ruleId }) => ruleId))
  const doubtful = prepareDocument(only(CORPUS, [...dead]))
  const everyone = prepareDocument(CORPUS)
  for (let seed = 0; seed < 400; seed++) {
    const facts = randomFacts(seed)
    expect([...(await matched(doubtful, facts)).matched], JSON.stringify(facts)).toEqual([])
    expect(silent, JSON.stringify(facts)).not.toContain((await matched(everyone, facts)).reply)
  }
})

test('without its redundant parts a rule matches the same messages', async () => {
  const findings = (await diagnose(CORPUS)).filter(({ kind }) => kind === 'redundant')
  for (const finding of findings) {
    const before = prepareDocument(only(CORPUS, [finding.ruleId]))
    const after = prepareDocument(only(applyEdits(CORPUS, finding.fix?.edits ?? []), [finding.ruleId]))
    for (let seed = 0; seed < 30; seed++)
      expect((await matched(after, randomFacts(seed))).matched).toEqual(
        (await matched(before, randomFacts(seed))).matched,
      )
  }
})

test('all that holds for rules and facts of any kind, mistyped and missing ones too', async () => {
  await fc.assert(
    fc.asyncProperty(randomDocument, fc.array(anyFacts, { minLength: 6, maxLength: 6 }), async (document, messages) => {
      const findings = await diagnose(document)
      for (const finding of findings)
        if (!(await confirmed(document, finding))) throw new Error(JSON.stringify(finding))
      for (const message of messages) {
        // Facts are JSON: an object without a prototype, which order operators choke on, is none.
        const facts = JSON.parse(JSON.stringify(message)) as Record<string, unknown>
        const said = await matched(document, facts)
        for (const { kind, ruleId, otherIds } of findings) {
          if (kind === 'dead' && said.matched.has(ruleId ?? '')) throw new Error(`${ruleId} is alive`)
          if (kind === 'always' && !said.matched.has(ruleId ?? '')) throw new Error(`${ruleId} failed`)
          if (kind === 'shadowed' && said.reply === ruleId) throw new Error(`${ruleId} answered`)
          if (kind === 'contradictory' && said.matched.has(ruleId ?? '') && !said.matched.has(otherIds[0] ?? ''))
            throw new Error(`${ruleId} is not undone`)
        }
      }
    }),
    { numRuns: 120 },
  )
})

test('a Doctor that follows the edits says what a new one would', async () => {
  const doctor = createDoctor()
  const { below, one, draw } = lottery(3)
  const strangers = corpus(60, 99).rules
  let document = corpus(80, 5)
  for (let step = 0; step < 40; step++) {
    const { rules } = document
    const at = below(rules.length)
    const lot = draw()
    const moved = rules[at]
    if (lot < 0.3) document = { ...document, rules: rules.with(at, { ...one(strangers), id: rules[at]?.id ?? '' }) }
    else if (lot < 0.5 && moved !== undefined)
      document = { ...document, rules: rules.toSpliced(at, 1).toSpliced(below(rules.length), 0, moved) }
    else if (lot < 0.65 && rules.length > 40) document = { ...document, rules: rules.toSpliced(at, 1) }
    else if (lot < 0.8) document = { ...document, rules: rules.toSpliced(at, 0, { ...one(strangers), id: `n${step}` }) }
    else if (lot < 0.9)
      document = {
        ...document,
        rules: rules.with(at, { ...(rules[at] as Rule), enabled: rules[at]?.enabled === false }),
      }
    else if (lot < 0.95) document = structuredClone(document)
    else
      document = {
        ...document,
        conditions: {
          ...document.conditions,
          vip: { any: [{ fact: 'contact.tags', operator: 'contains', value: `vip${step}` }] },
        },
      }
    expect(await doctor.diagnose(document), `step ${step}`).toEqual(await diagnose(document))
  }
})

test('a long diagnosis lets others work in between', async () => {
  let pauses = 0
  const pause = () => {
    pauses++
    return new Promise<void>((resolve) => void setTimeout(resolve, 0))
  }
  let turns = 0
  const timer = setInterval(() => void turns++, 0)
  await createDoctor({ pause }).diagnose(corpus(1_000, 11, 500))
  clearInterval(timer)
  expect(pauses).toBeGreaterThan(20)
  expect(turns).toBeGreaterThan(10)
})
