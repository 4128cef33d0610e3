import type { Catalogue } from '../catalogue.ts'
import type { Group, Rule, RuleDocument } from '../document.ts'
import { type Decision, decide } from '../evaluate.ts'
import { type Prepared, prepareDocument } from '../prepare-document.ts'
import type { Facts } from './example.ts'

interface Concerned {
  readonly rule: Rule
  readonly uses: ReadonlyMap<string, Group>
}

/** What the real engine decides with only these rules, in this order. */
export const decideOnly = (rules: readonly Concerned[], facts: Facts, catalogue: Catalogue): Promise<Decision> =>
  decide(prepared(rules, catalogue), facts, { catalogue, explain: 'matched' })

/** Whether the real engine, with only this rule, finds that it matches. */
export const matchesAlone = async (rule: Concerned, facts: Facts, catalogue: Catalogue): Promise<boolean> =>
  matchedIn(await decideOnly([rule], facts, catalogue), rule.rule.id)

/** Whether a decision says that a rule matched, whether or not an earlier one spoke. */
export const matchedIn = ({ explain }: Decision, id: string): boolean =>
  explain.some((one) => one.id === id && (one.outcome === 'matched' || one.outcome === 'shadowed'))

/** A document of only some rules and the shared conditions they use. */
export function documentOf(rules: readonly Concerned[]): RuleDocument {
  const conditions: Record<string, Group> = {}
  for (const { uses } of rules) for (const [name, body] of uses) conditions[name] = body
  return { name: 'doctor', facts: 1, conditions, rules: rules.map(({ rule }) => rule) }
}

// One rule is asked about many facts in a row.
let last: { rules: readonly Concerned[]; catalogue: Catalogue; prepared: Prepared } | undefined

function prepared(rules: readonly Concerned[], catalogue: Catalogue): Prepared {
  const same =
    last?.catalogue === catalogue &&
    last.rules.length === rules.length &&
    last.rules.every(({ rule, uses }, index) => rule === rules[index]?.rule && uses === rules[index].uses)
  if (last === undefined || !same) last = { rules, catalogue, prepared: prepareDocument(documentOf(rules), catalogue) }
  return last.prepared
}
