import { CATALOGUE, type Catalogue } from './catalogue.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import type { RuleDocument, RuleTest } from './document.ts'
import { type Decision, decide, type RuleExplanation } from './evaluate.ts'
import { prepareDocument } from './prepare-document.ts'

/** What a decision came to: the rule that answered and the rules that acted. */
export interface Outcome {
  readonly reply: string | null
  readonly background: readonly string[]
}

/** One test with what was expected and what happened. */
export interface TestResult {
  /** Its place in the document's `tests`. */
  readonly index: number
  readonly name: string
  readonly pass: boolean
  readonly expected: RuleTest['expect']
  readonly actual: Outcome
  /** The rules that matched, were shadowed or broke, and of a failed test the expected ones that did not match. */
  readonly explain: readonly RuleExplanation[]
}

/** What the tests of a document say of it. */
export interface TestReport {
  readonly passed: number
  readonly failed: number
  readonly results: readonly TestResult[]
  readonly coverage: Coverage
}

/** Runs a document's own tests, in their order, and says which rules and comparisons they reach. */
export async function runTests(document: RuleDocument, options: { catalogue?: Catalogue } = {}): Promise<TestReport> {
  const { catalogue = CATALOGUE } = options
  const prepared = prepareDocument(document, catalogue)
  const tests = document.tests ?? []
  const decisions: Decision[] = []
  for (const { facts } of tests) decisions.push(await decide(prepared, facts, { catalogue, explain: 'matched' }))

  const checked = tests.map((test, index) => {
    const actual = outcomeOf(decisions[index])
    return { test, index, actual, pass: passes(test.expect, actual) }
  })
  const missing = await explainMissing(document, checked, catalogue)
  const results = checked.map(({ test, index, actual, pass }): TestResult => {
    const noted = (decisions[index]?.explain ?? []).filter(({ outcome }) => NOTED.has(outcome))
    const explain = [...noted, ...(missing.get(index) ?? [])]
    return { index, name: test.name, pass, expected: test.expect, actual, explain }
  })
  const passed = results.filter(({ pass }) => pass).length
  const runs = checked.map(({ test: { facts }, actual: { reply, background } }) => ({
    facts,
    matched: [...(reply === null ? [] : [reply]), ...background],
  }))
  return { passed, failed: results.length - passed, results, coverage: coverageOf(prepared, runs) }
}

const NOTED: ReadonlySet<RuleExplanation['outcome']> = new Set(['matched', 'shadowed', 'error'])

const outcomeOf = (decision: Decision | undefined): Outcome => ({
  reply: decision?.reply?.ruleId ?? null,
  background: decision?.background.map(({ ruleId }) => ruleId) ?? [],
})

function passes({ reply, background }: RuleTest['expect'], actual: Outcome): boolean {
  if (reply !== undefined && reply !== actual.reply) return false
  if (background === undefined) return true
  const acted = new Set(actual.background)
  return acted.size === new Set(background).size && background.every((id) => acted.has(id))
}

const wanted = ({ reply, background = [] }: RuleTest['expect'], actual: Outcome): readonly string[] => [
  ...(typeof reply === 'string' && reply !== actual.reply ? [reply] : []),
  ...background.filter((id) => !actual.background.includes(id)),
]

type Checked = { test: RuleTest; index: number; actual: Outcome; pass: boolean }

// Why an expected rule did not match is asked of a document in which only such rules are on: the others cost nothing.
async function explainMissing(
  document: RuleDocument,
  checked: readonly Checked[],
  catalogue: Catalogue,
): Promise<ReadonlyMap<number, readonly RuleExplanation[]>> {
  const failed = checked.filter(({ pass }) => !pass)
  const ids = new Set(failed.flatMap(({ test, actual }) => wanted(test.expect, actual)))
  const explained = new Map<number, readonly RuleExplanation[]>()
  if (ids.size === 0) return explained
  const rules = document.rules.map((rule) => (ids.has(rule.id) ? rule : { ...rule, ...OFF }))
  const focused = prepareDocument({ ...document, rules }, catalogue)
  for (const { test, index, actual } of failed) {
    const missed = new Set(wanted(test.expect, actual))
    const { explain } = await decide(focused, test.facts, { catalogue })
    explained.set(
      index,
      // One that would have matched was shadowed, and stands among the noted already.
      explain.filter(({ id, outcome }) => missed.has(id) && !NOTED.has(outcome)),
    )
  }
  return explained
}

const OFF = { enabled: false, conditions: { all: [{ fact: 'event.type', operator: 'equal', value: null }] } } as const
