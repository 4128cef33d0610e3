import { type Condition, fold, type RuleDocument } from '@faladesk/rules'
import { LogicEngine } from 'json-logic-engine'
import { answerOf, type Contestant } from './contestants.ts'
import { folded } from './folded.ts'

/** JsonLogic, each rule compiled to a function. */
export const jsonLogic: Contestant = {
  name: 'json-logic-engine',
  async prepare(workload) {
    const { rules, conditions = {} } = workload.document
    const engine = new LogicEngine()
    const tests = rules.map((rule) => engine.build(logic(rule.conditions, conditions)) as (data: object) => unknown)
    return (message) => {
      const context = folded(message)
      return () =>
        answerOf(
          workload,
          tests.flatMap((test, position) => (test(context) ? [position] : [])),
        )
    }
  },
}

function logic(condition: Condition, shared: NonNullable<RuleDocument['conditions']>): object {
  const each = (parts: readonly Condition[]) => parts.map((part) => logic(part, shared))
  if ('all' in condition) return { and: each(condition.all) }
  if ('any' in condition) return { or: each(condition.any) }
  if ('not' in condition) return { '!': each([condition.not]) }
  if ('condition' in condition) return logic(shared[condition.condition] as Condition, shared)
  const { fact, path, operator, value } = condition
  const left = { var: path === undefined ? fact : `${fact}${path.slice(1)}` }
  switch (operator) {
    case 'equal':
      return { '===': [left, value] }
    case 'notEqual':
      return { '!==': [left, value] }
    case 'in':
      return { in: [left, value] }
    case 'contains':
      return { in: [value, left] }
    case 'doesNotContain':
      return { '!': [{ in: [value, left] }] }
    case 'lessThan':
      return { '<': [left, value] }
    case 'greaterThan':
      return { '>': [left, value] }
    case 'hasAnyWord':
      return { or: (value as string[]).map((word) => ({ in: [fold(word).padded, left] })) }
    default:
      throw new Error(`The workload uses ${operator}, which nobody told json-logic-engine about`)
  }
}
