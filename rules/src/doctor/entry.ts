import type { Catalogue } from '../catalogue.ts'
import type { Group, Rule, RuleDocument, RuleTrigger } from '../document.ts'
import { USUAL_EVENT } from '../events.ts'
import type { Locale } from '../text.ts'
import { isObject } from '../walk-value.ts'
import { type Cube, cubesOf } from './cube.ts'
import type { Draft, References } from './doctor-finding.ts'
import { type Reading, readCondition } from './formula.ts'

/** A rule as the Doctor understands it. */
export interface Entry {
  readonly rule: Rule
  readonly on: RuleTrigger
  /** Rules with the same one are decided together. */
  readonly moment: string
  readonly reading: Reading
  readonly uses: ReadonlyMap<string, Group>
  /** The alternatives under which it matches, none when it never does; null when too many to say. */
  readonly cubes: readonly Cube[] | null
  /** Its place in the document, set anew for each diagnosis. */
  position: number
  /** What is wrong with it alone. */
  drafts: readonly Draft[]
}

/** What every check may need. */
export interface Examination {
  readonly catalogue: Catalogue
  readonly locale: Locale
  readonly references: References | undefined
}

/** Understands a rule; null when it is off, or malformed, which validation tells its author. */
export function entryOf(rule: unknown, shared: RuleDocument['conditions'], catalogue: Catalogue): Entry | null {
  if (!isRule(rule) || rule.enabled === false || !catalogue.actions.has(rule.event.type)) return null
  const reading = readCondition(rule.conditions, shared, catalogue)
  if (reading === null) return null
  const on = rule.on ?? { event: USUAL_EVENT }
  return {
    rule,
    on,
    moment: `${on.event} ${on.minutes ?? ''}`,
    reading,
    uses: reading.uses,
    cubes: cubesOf(reading.formula, catalogue),
    position: 0,
    drafts: [],
  }
}

/** Whether a rule's alternatives are known, so that it can be compared; a dead one says nothing about others. */
export const isComparable = (entry: Entry): entry is Entry & { readonly cubes: readonly Cube[] } =>
  entry.cubes !== null && entry.cubes.length > 0

/** Whether a rule surely matches wherever its alternatives say so: nothing in it may break. */
export const isSure = (entry: Entry): boolean => !entry.reading.breakable

function isRule(rule: unknown): rule is Rule {
  if (!isObject(rule) || typeof rule.id !== 'string' || typeof rule.name !== 'string') return false
  if (rule.lane !== 'reply' && rule.lane !== 'background') return false
  if (rule.on !== undefined && !(isObject(rule.on) && typeof rule.on.event === 'string')) return false
  return isObject(rule.conditions) && isObject(rule.event) && typeof rule.event.type === 'string'
}
