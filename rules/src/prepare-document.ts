import { CATALOGUE, type Catalogue } from './catalogue.ts'
import type { EventName, Lane, RuleDocument, RuleEvent, RuleTrigger } from './document.ts'
import { FORBIDDEN_KEYS, LIMITS } from './limits.ts'
import { Fault, type PreparedGroup, prepareConditions } from './prepare.ts'
import { type Budget, documentBudget, scan } from './scan.ts'
import { ON_MESSAGE } from './triggers.ts'
import { isObject, type Json } from './walk-value.ts'

/** A rule ready to be decided, or with the fault that sets it apart. */
export interface PreparedRule {
  readonly id: string
  readonly name: string
  readonly lane: Lane
  readonly enabled: boolean
  /** What it waits for. */
  readonly on: RuleTrigger
  readonly event: RuleEvent
  readonly conditions?: PreparedGroup
  readonly fault?: string
}

const prepared: unique symbol = Symbol('prepared')

/** A document read once for many messages; it never changes: make it again when the document does. */
export interface Prepared {
  readonly [prepared]: true
  readonly rules: readonly PreparedRule[]
  readonly catalogue: Catalogue
}

/**
 * Reads a document of unknown origin so that deciding with it is safe and cheap; faulty rules are kept apart with their fault.
 * Throws only when the whole is no document: not an object, no list of rules, or too many.
 */
export function prepareDocument(document: RuleDocument | Prepared, catalogue: Catalogue = CATALOGUE): Prepared {
  const from: unknown = document
  if (isPrepared(from)) return from
  const { rules, conditions } = isObject(from) ? from : {}
  if (!Array.isArray(rules)) throw new TypeError('This is not a rule document: "rules" must be a list')
  if (rules.length > LIMITS.rules)
    throw new RangeError(`This document has ${rules.length} rules: at most ${LIMITS.rules} can be decided`)
  const budget = documentBudget()
  const shared = sharedConditions(conditions, budget)
  const ready = Array.from(rules, (rule, index) => prepareRule(rule, index, shared, catalogue, budget))
  return Object.freeze({ [prepared]: true as const, rules: Object.freeze(ready), catalogue })
}

// An unsafe shared condition is left out; the rules that use it are set apart for naming what is not there.
function sharedConditions(conditions: unknown, budget: Budget): Json {
  if (!isObject(conditions)) return {}
  const names = Object.keys(conditions).slice(0, LIMITS.sharedConditions)
  return Object.fromEntries(
    names
      .filter((name) => !FORBIDDEN_KEYS.has(name))
      .flatMap((name) => {
        const body: unknown = Object.getOwnPropertyDescriptor(conditions, name)?.value
        return scanPart(body, budget) === null ? [[name, body]] : []
      }),
  )
}

// One part may not spend what the others need: a rule of the largest allowed size has fewer values than this.
function scanPart(part: unknown, budget: Budget): ReturnType<typeof scan> {
  const share = { values: Math.min(budget.values, LIMITS.valuesOfPart), characters: budget.characters }
  const before = share.values
  const unsafe = scan(part, share)
  budget.values -= before - Math.max(0, share.values)
  budget.characters = share.characters
  return unsafe
}

const isPrepared = (value: unknown): value is Prepared => isObject(value) && prepared in value

function prepareRule(rule: unknown, index: number, shared: Json, catalogue: Catalogue, budget: Budget): PreparedRule {
  const unsafe = scanPart(rule, budget)
  const from = unsafe === null && isObject(rule) ? rule : {}
  const id = typeof from.id === 'string' ? from.id : `#${index + 1}`
  const about = {
    id,
    name: typeof from.name === 'string' ? from.name : id,
    lane: from.lane === 'background' ? ('background' as const) : ('reply' as const),
    enabled: from.enabled !== false,
    on: triggerOf(from.on) ?? ON_MESSAGE,
    event: { type: 'ignore' },
  }
  try {
    if (unsafe !== null) throw new Fault(unsafe.code)
    if (!isObject(rule) || (from.lane !== 'reply' && from.lane !== 'background')) throw new Fault('bad-shape')
    if (from.enabled !== undefined && typeof from.enabled !== 'boolean') throw new Fault('bad-shape')
    if (!isObject(from.event) || typeof from.event.type !== 'string') throw new Fault('bad-shape')
    if (from.on !== undefined && triggerOf(from.on) === null) throw new Fault('bad-shape')
    const conditions = prepareConditions(from.conditions, shared, catalogue, `/rules/${index}/conditions`)
    return { ...about, event: from.event as unknown as RuleEvent, conditions }
  } catch (error) {
    // Anything but a Fault is a mistake of ours and must be seen.
    if (!(error instanceof Fault)) throw error
    return { ...about, fault: error.code }
  }
}

// An event nobody knows is no fault: it just never happens.
function triggerOf(on: unknown): RuleTrigger | null {
  if (!isObject(on) || typeof on.event !== 'string') return null
  if (on.minutes !== undefined && typeof on.minutes !== 'number') return null
  return { event: on.event as EventName, ...(on.minutes === undefined ? {} : { minutes: on.minutes }) }
}
