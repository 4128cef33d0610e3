import { actionOf } from './flow-actions.ts'
import { COLUMN, type Placed } from './flow-layout.ts'
import { type FlowBlock, restNodeId, ruleNodeId } from './flow-model.ts'

/** A line between two cards. */
export interface FlowEdge {
  readonly id: string
  readonly source: string
  readonly target: string
  /** `starts`: event → lane. `enters`: lane → rule. `passes`: to the next rule when this one did not match. `does`: rule → action. */
  readonly kind: 'starts' | 'enters' | 'passes' | 'does'
  /** An SVG path. */
  readonly path: string
  /** Where a number about it may be written. */
  readonly label: { readonly x: number; readonly y: number }
  /** The rules whose traffic the line carries; null where it is not rules' own. */
  readonly ruleIds: readonly string[] | null
}

/** Draws the lines: in the reply lane from rule to rule, in the background lane from the lane to every rule. */
export function drawEdges(blocks: readonly FlowBlock[], cards: readonly Placed[]): readonly FlowEdge[] {
  const at = new Map(cards.map((card) => [card.id, card]))
  const edges: FlowEdge[] = []
  const draw = (kind: FlowEdge['kind'], from: Placed | undefined, to: Placed | undefined, ruleIds: string[] | null) => {
    if (!from || !to) return
    const shape = kind === 'passes' ? down(from, to) : kind === 'does' ? across(from, to) : along(from, to)
    edges.push({ id: `${kind}:${from.id}>${to.id}`, source: from.id, target: to.id, kind, ruleIds, ...shape })
  }
  for (const block of blocks) {
    const lane = at.get(block.laneId)
    draw('starts', at.get(block.eventId), lane, null)
    let before = lane
    for (const card of columnOf(block, at)) {
      const { what } = card
      if (block.lane === 'reply') {
        draw(before === lane ? 'enters' : 'passes', before, card, null)
        before = card
      } else if (what.kind === 'rule' || (what.kind === 'group' && !what.open)) {
        draw('enters', lane, card, what.kind === 'rule' ? [what.placed.rule.id] : what.rules.map(({ rule }) => rule.id))
      }
      const rules = what.kind === 'rule' ? [what.placed] : what.kind === 'group' && !what.open ? what.rules : []
      const byAction = Map.groupBy(rules, ({ rule }) => actionOf(block.actions, rule.id)?.id ?? '')
      for (const [action, some] of byAction)
        draw(
          'does',
          card,
          at.get(action),
          some.map(({ rule }) => rule.id),
        )
    }
  }
  return edges
}

/** The cards of a block's rule column, from the top down. */
export function columnOf(block: FlowBlock, at: ReadonlyMap<string, Placed>): readonly Placed[] {
  const ids = block.rows.flatMap((row) =>
    row.kind === 'group' && row.open ? [row.id, ...row.rules.map(({ rule }) => ruleNodeId(rule.id))] : [row.id],
  )
  if (block.hasRest) ids.push(restNodeId(block))
  return ids.flatMap((id) => at.get(id) ?? [])
}

const middle = (card: Placed) => card.y + card.height / 2
const end = (card: Placed) => card.x + card.width

// A stem beside the column from which short branches leave: a hundred lines read as one.
function along(from: Placed, to: Placed) {
  const [x1, y1, x2, y2] = [end(from), middle(from), to.x, middle(to)]
  const stem = (to.x === COLUMN.rule ? COLUMN.rule : COLUMN.lane) - 30
  const bend = Math.min(10, Math.abs(y2 - y1) / 2)
  const turn = y2 >= y1 ? bend : -bend
  const path =
    Math.abs(y2 - y1) < 1
      ? `M${x1} ${y1}H${x2}`
      : `M${x1} ${y1}H${stem - bend}Q${stem} ${y1} ${stem} ${y1 + turn}V${y2 - turn}Q${stem} ${y2} ${stem + bend} ${y2}H${x2}`
  return { path, label: { x: x1 + 8, y: y1 - 11 } }
}

function down(from: Placed, to: Placed) {
  const x = from.x + 26
  return { path: `M${x} ${from.y + from.height}V${to.y}`, label: { x: x + 8, y: (from.y + from.height + to.y) / 2 } }
}

function across(from: Placed, to: Placed) {
  const [x1, y1, x2, y2] = [end(from), middle(from), to.x, middle(to)]
  const pull = (x2 - x1) / 2
  return {
    path: `M${x1} ${y1}C${x1 + pull} ${y1} ${x2 - pull} ${y2} ${x2} ${y2}`,
    label: { x: x1 + 8, y: y1 - 11 },
  }
}
