import { type Condition, type RuleDocument, type TestReport, valueAt } from '@faladesk/rules'

/** A comparison that the tests have only seen turn out one way. */
export interface OneSided {
  pointer: string
  ruleId: string | null
  condition: Condition
  /** What no test has shown yet. */
  never: 'true' | 'false'
}

/** What the tests leave in the dark: rules no test makes act, and comparisons of the others that always come out alike. */
export interface Dark {
  untested: readonly { id: string; name: string }[]
  oneSided: readonly OneSided[]
  /** How many rules that are on were made to act, of how many. */
  tested: number
  total: number
}

/** Reads a report's coverage against its document. Rules that are turned off owe no test. */
export function darkOf(document: RuleDocument, { coverage }: TestReport): Dark {
  const on = document.rules.filter((rule) => rule.enabled !== false)
  const acted = new Set(coverage.rules.filter(({ matched }) => matched > 0).map(({ id }) => id))
  const untested = on.filter(({ id }) => !acted.has(id)).map(({ id, name }) => ({ id, name }))
  const dark = new Set(untested.map(({ id }) => id))
  const oneSided = coverage.leaves.flatMap(({ pointer, seenTrue, seenFalse }): OneSided[] => {
    const ruleId = ruleAt(document, pointer)
    const condition = valueAt(document, pointer) as Condition | undefined
    // Of a rule that never acted only that is worth saying.
    if (!condition || seenTrue === seenFalse || (ruleId !== null && dark.has(ruleId))) return []
    return [{ pointer, ruleId, condition, never: seenTrue ? 'false' : 'true' }]
  })
  return { untested, oneSided, tested: on.length - untested.length, total: on.length }
}

/** The rule a pointer leads into; null for a shared condition. */
export function ruleAt(document: RuleDocument, pointer: string): string | null {
  const index = /^\/rules\/(\d+)(?:\/|$)/.exec(pointer)?.[1]
  return index === undefined ? null : (document.rules[Number(index)]?.id ?? null)
}
