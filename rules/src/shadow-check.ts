import { Engine, type TopLevelCondition } from 'json-rules-engine'
import { type Asked, skippedLanes, whyNotAsked } from './asked.ts'
import { compiledOf } from './compiled.ts'
import type { DecideOptions, Decision } from './evaluate.ts'
import { engineConditions } from './judge.ts'
import { ENGINE_OPERATORS } from './operators-engine.ts'
import { resolvePath } from './path.ts'
import { type Prepared, prepareDocument } from './prepare-document.ts'
import { type Facts, plainFacts } from './snapshot.ts'
import { triggersIn } from './triggers.ts'

/** How to check: as it was decided, and how to let other work pass in between. */
export interface ShadowOptions extends DecideOptions {
  /** Waited for after every few rules, so that the check of a large rule set blocks nothing. */
  readonly pause?: () => Promise<void>
}

const SLICE = 25

/**
 * Has plain json-rules-engine, with its own operators and decorators, look at every rule that was asked, and returns the
 * ids of the rules it disagrees about: normally none. `facts` are those of the decision with what was fetched for it.
 */
export async function shadowCheck(
  prepared: Prepared,
  facts: Readonly<Record<string, unknown>>,
  decision: Decision,
  options: ShadowOptions = {},
): Promise<readonly string[]> {
  const { rules } = prepareDocument(prepared)
  const snapshot = plainFacts(facts)
  const asked: Asked = {
    now: options.events ?? triggersIn(snapshot),
    skipped: skippedLanes(options.lanes, options.skipReply),
    stopped: options.stopped,
  }
  const positions = rules.flatMap((rule, position) =>
    rule.conditions !== undefined && whyNotAsked(rule, asked) === null ? [position] : [],
  )
  const matches = new Set<number>()
  for (let start = 0; start < positions.length; start += SLICE) {
    for (const position of await plainMatches(prepared, positions.slice(start, start + SLICE), snapshot))
      matches.add(position)
    await options.pause?.()
  }
  const inOrder = positions.filter((position) => matches.has(position))
  const reply = inOrder.find((position) => rules[position]?.lane === 'reply')
  const wanted = new Set(inOrder.filter((position) => rules[position]?.lane === 'background' || position === reply))
  const given = [...(decision.reply === null ? [] : [decision.reply]), ...decision.background]
  const decided = new Set(given.map(({ ruleId }) => ruleId))
  const right = new Set([...wanted].map((position) => rules[position]?.id ?? ''))
  return [...new Set([...right, ...decided])].filter((id) => right.has(id) !== decided.has(id))
}

// A rule that breaks makes the whole run reject: then each is looked at alone, and the broken ones match nothing.
async function plainMatches(
  prepared: Prepared,
  positions: readonly number[],
  facts: Facts,
): Promise<readonly number[]> {
  try {
    const { results } = await plainEngine(prepared, positions).run({ ...facts })
    return results.map(({ name }) => Number(name))
  } catch {
    if (positions.length < 2) return []
    const alone = await Promise.all(positions.map((position) => plainMatches(prepared, [position], facts)))
    return alone.flat()
  }
}

const OWN: ReadonlySet<string> = new Set(ENGINE_OPERATORS.map(({ name }) => name))

function plainEngine(prepared: Prepared, positions: readonly number[]): Engine {
  const compiled = compiledOf(prepared)
  const engine = new Engine([], { allowUndefinedFacts: true, pathResolver: resolvePath })
  // Strict, as operators are meant: to the engine anything truthy may pass.
  for (const { name, test } of prepared.catalogue.operators.values())
    if (!OWN.has(name))
      engine.addOperator(name, (actual: unknown, expected: unknown) => test(actual, expected) === true)
  for (const position of positions) {
    const conditions = engineConditions(compiled.rule(position).conditions) as TopLevelCondition
    engine.addRule({ name: String(position), conditions, event: { type: 'matched' } })
  }
  return engine
}
