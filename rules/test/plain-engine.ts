import { Engine, type RuleResult } from 'json-rules-engine'
import { OPERATORS, type RuleDocument } from '../src/index.ts'

/** The engine itself, for the benchmark: only this package depends on it. */
export { Engine }

type Facts = Readonly<Record<string, unknown>>

/** What json-rules-engine brings itself. */
export const OWN: ReadonlySet<string> = new Set(
  ['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain'].concat([
    'lessThan',
    'lessThanInclusive',
    'greaterThan',
    'greaterThanInclusive',
  ]),
)

/**
 * json-rules-engine as its manual says to use it, and nothing of ours but the operators it lacks: its own operators,
 * decorators, JSONPath and references; facts named in `slow` are asynchronous.
 */
export function plainEngine(
  { rules, conditions = {} }: RuleDocument,
  positions: readonly number[] = [...rules.keys()],
  slow: Facts = {},
): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true })
  for (const { name, test } of OPERATORS) if (!OWN.has(name)) engine.addOperator(name, test)
  for (const [name, body] of Object.entries(conditions)) engine.setCondition(name, structuredClone(body) as never)
  for (const [name, value] of Object.entries(slow)) engine.addFact(name, async () => value)
  for (const position of positions)
    engine.addRule({
      name: String(position),
      priority: rules.length - position,
      conditions: structuredClone(rules[position]?.conditions) as never,
      event: { type: 'matched' },
    })
  return engine
}

/** How each rule ends in a plain engine: with its result, or in error when it made the engine reject. */
export async function plainResults(
  document: RuleDocument,
  facts: Facts,
  slow: Facts = {},
): Promise<readonly (RuleResult | 'error')[]> {
  const ended: (RuleResult | 'error')[] = []
  const run = async (positions?: readonly number[]) => {
    const { results, failureResults } = await plainEngine(document, positions, slow).run({ ...facts })
    for (const result of [...results, ...failureResults]) ended[Number(result.name)] = result
  }
  try {
    await run()
  } catch {
    // One rule that throws rejects them all: only alone does each show how it ends.
    for (const position of document.rules.keys()) {
      try {
        await run([position])
      } catch {
        ended[position] = 'error'
      }
    }
  }
  return ended
}
