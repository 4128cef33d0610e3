import { OPERATORS } from '@faladesk/rules'
import { ENGINE_OPERATORS } from '../../../rules/src/operators-engine.ts'
import { Engine } from '../../../rules/test/plain-engine.ts'
import { answerOf, type Contestant } from './contestants.ts'

const own = new Set(ENGINE_OPERATORS.map(({ name }) => name))
const ours = OPERATORS.filter(({ name }) => !own.has(name))

/** json-rules-engine as its manual shows it: a new Engine with all rules for each message, its own JSONPath, async AI facts. */
export const plain: Contestant = {
  name: 'json-rules-engine',
  async prepare(workload) {
    const { rules, conditions = {} } = workload.document
    const properties = rules.map((rule, position) => ({
      name: String(position),
      conditions: rule.conditions as never,
      event: { type: 'matched' },
    }))
    return ({ facts, ai }) =>
      async () => {
        const engine = new Engine(properties, { allowUndefinedFacts: true })
        for (const { name, test } of ours) engine.addOperator(name, test)
        for (const [name, body] of Object.entries(conditions)) engine.setCondition(name, body as never)
        for (const [name, value] of Object.entries(ai)) engine.addFact(name, async () => value)
        const { results } = await engine.run({ ...facts })
        return answerOf(
          workload,
          results.map(({ name }) => Number(name)),
        )
      }
  },
}
