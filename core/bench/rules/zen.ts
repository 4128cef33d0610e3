import { type Condition, fold, type RuleDocument } from '@faladesk/rules'
import { ZenEngine } from '@gorules/zen-engine'
import { answerOf, type Contestant } from './contestants.ts'
import { folded } from './folded.ts'

/** GoRules' engine (Rust): one decision table that collects every rule that matches, each rule one expression. */
export const zen: Contestant = {
  name: 'zen-engine',
  async prepare(workload) {
    const { rules, conditions = {} } = workload.document
    const table = rules.map((rule, position) => ({
      _id: String(position),
      when: expression(rule.conditions, conditions),
      rule: String(position),
    }))
    const content = {
      hitPolicy: 'collect',
      inputs: [{ id: 'when', name: 'When' }],
      outputs: [{ id: 'rule', name: 'Rule', field: 'rule' }],
      rules: table,
    }
    const decision = new ZenEngine().createDecision({
      nodes: [
        { id: 'in', name: 'Request', type: 'inputNode' },
        { id: 'table', name: 'Rules', type: 'decisionTableNode', content },
        { id: 'out', name: 'Response', type: 'outputNode' },
      ],
      edges: [
        { id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
        { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
      ],
    } as never)
    return (message) => {
      const context = folded(message)
      return async () => {
        const { result } = await decision.evaluate(context)
        return answerOf(
          workload,
          (result as { rule: number }[]).map(({ rule }) => rule),
        )
      }
    }
  },
}

function expression(condition: Condition, shared: NonNullable<RuleDocument['conditions']>): string {
  const all = (parts: readonly Condition[], word: string) =>
    `(${parts.map((part) => expression(part, shared)).join(` ${word} `)})`
  if ('all' in condition) return all(condition.all, 'and')
  if ('any' in condition) return all(condition.any, 'or')
  if ('not' in condition) return `not ${all([condition.not], 'and')}`
  if ('condition' in condition) return expression(shared[condition.condition] as Condition, shared)
  const { fact, path, operator, value } = condition
  const left = path === undefined ? fact : `${fact}${path.slice(1)}`
  const right = JSON.stringify(value)
  switch (operator) {
    case 'equal':
      return `${left} == ${right}`
    case 'notEqual':
      return `${left} != ${right}`
    case 'in':
      return `${left} in ${right}`
    case 'contains':
      return `contains(${left}, ${right})`
    case 'doesNotContain':
      return `not contains(${left}, ${right})`
    case 'lessThan':
      return `${left} < ${right}`
    case 'greaterThan':
      return `${left} > ${right}`
    case 'hasAnyWord':
      return `(${(value as string[]).map((word) => `contains(${left}, ${JSON.stringify(fold(word).padded)})`).join(' or ')})`
    default:
      throw new Error(`The workload uses ${operator}, which nobody told zen-engine about`)
  }
}
