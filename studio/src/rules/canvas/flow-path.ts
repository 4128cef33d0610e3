import type { Decision, RuleExplanation } from '@faladesk/rules'
import { actionOf } from './flow-actions.ts'
import type { FlowEdge } from './flow-edges.ts'
import { type FlowBlock, type FlowRow, restNodeId, ruleNodeId } from './flow-model.ts'

/** What became of a card when the message came by; `dim` were not reached. */
export type Mark = 'lit' | 'matched' | 'shadowed' | 'failed' | 'error' | 'dim'

/** The way of one message over the canvas: what became of each card, and the lines it went along. */
export interface FlowPath {
  readonly marks: ReadonlyMap<string, Mark>
  readonly edges: ReadonlySet<string>
}

type Outcomes = ReadonlyMap<string, RuleExplanation['outcome']>

/** Follows a decision over the canvas: down the reply lane to the rule that answered, and to every rule that acted. */
export function pathOf(blocks: readonly FlowBlock[], edges: readonly FlowEdge[], decision: Decision): FlowPath {
  const outcomes: Outcomes = new Map(decision.explain.map(({ id, outcome }) => [id, outcome]))
  const winners = new Set(
    [...(decision.reply ? [decision.reply] : []), ...decision.background].map((one) => one.ruleId),
  )
  const marks = new Map<string, Mark>()
  const taken = new Set<string>()
  for (const block of blocks) {
    const reached = happened(block, outcomes)
    if (reached || !marks.has(block.eventId)) marks.set(block.eventId, reached ? 'lit' : 'dim')
    if (reached) follow(block, outcomes, winners, marks, taken)
    else for (const id of cardsOf(block)) marks.set(id, 'dim')
  }
  return {
    marks,
    edges: new Set(edges.filter(({ source, target }) => taken.has(way(source, target))).map(({ id }) => id)),
  }
}

const way = (source: string, target: string) => `${source}>${target}`

function follow(
  block: FlowBlock,
  outcomes: Outcomes,
  winners: ReadonlySet<string>,
  marks: Map<string, Mark>,
  taken: Set<string>,
) {
  for (const id of cardsOf(block)) marks.set(id, 'dim')
  marks.set(block.laneId, 'lit')
  taken.add(way(block.eventId, block.laneId))
  let before = block.laneId
  let answered = false
  // In the reply lane the message goes from card to card until one answers; in the background it visits whoever acts.
  const visit = (id: string, mark: Mark) => {
    if (!answered || mark === 'shadowed') marks.set(id, mark)
    if (block.lane === 'reply' && !answered) taken.add(way(before, id))
    if (block.lane === 'background' && mark === 'matched') taken.add(way(block.laneId, id))
    before = id
    if (block.lane === 'reply' && mark === 'matched') answered = true
  }
  for (const row of block.rows) {
    if (row.kind === 'group') {
      const won = row.rules.filter(({ rule }) => winners.has(rule.id))
      visit(row.id, won.length > 0 && !row.open ? 'matched' : 'lit')
      for (const { rule } of row.open ? [] : won) act(block, row.id, rule.id, marks, taken)
      if (!row.open) continue
    }
    for (const { rule } of rulesIn(row)) {
      visit(ruleNodeId(rule.id), winners.has(rule.id) ? 'matched' : markOf(outcomes.get(rule.id)))
      if (winners.has(rule.id)) act(block, ruleNodeId(rule.id), rule.id, marks, taken)
    }
  }
  if (block.hasRest && !answered) visit(restNodeId(block), 'lit')
}

function act(block: FlowBlock, from: string, ruleId: string, marks: Map<string, Mark>, taken: Set<string>) {
  const action = actionOf(block.actions, ruleId)
  if (!action) return
  marks.set(action.id, 'lit')
  taken.add(way(from, action.id))
}

// A lane whose rules were all left alone was not reached; one that has no rule to ask goes straight to its end.
function happened(block: FlowBlock, outcomes: Outcomes): boolean {
  const all = block.rows.flatMap(rulesIn).map(({ rule }) => outcomes.get(rule.id))
  const asked = all.some((outcome) => outcome !== undefined && outcome !== 'not-evaluated' && outcome !== 'disabled')
  return asked || (block.hasRest && !all.includes('not-evaluated'))
}

const rulesIn = (row: FlowRow) => (row.kind === 'rule' ? [row.placed] : row.rules)

const cardsOf = (block: FlowBlock): readonly string[] => [
  block.laneId,
  ...block.rows.flatMap((row) => [row.id, ...rulesIn(row).map(({ rule }) => ruleNodeId(rule.id))]),
  ...(block.hasRest ? [restNodeId(block)] : []),
  ...block.actions.map(({ id }) => id),
]

const markOf = (outcome: RuleExplanation['outcome'] | undefined): Mark =>
  outcome === 'shadowed' || outcome === 'failed' || outcome === 'error' ? outcome : 'dim'
