import type { PlacedRule } from '../find/folder-runs.ts'
import type { FlowAction } from './flow-actions.ts'
import { type FlowBlock, restNodeId, ruleNodeId } from './flow-model.ts'
import { spread } from './spread.ts'

/** A rectangle of the canvas and what stands in it. */
export interface Placed<What = FlowThing> {
  readonly id: string
  readonly what: What
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a card of the canvas is. */
export type FlowThing =
  | { readonly kind: 'event'; readonly block: FlowBlock }
  | { readonly kind: 'lane'; readonly block: FlowBlock; readonly count: number }
  | { readonly kind: 'rule'; readonly placed: PlacedRule }
  | {
      readonly kind: 'group'
      readonly folder: string | null
      readonly continued: boolean
      readonly open: boolean
      readonly rules: readonly PlacedRule[]
    }
  /** The frame around an open group; drawn, never focused. */
  | { readonly kind: 'frame' }
  | { readonly kind: 'rest' }
  | { readonly kind: 'action'; readonly action: FlowAction }

export const COLUMN = { event: 0, lane: 250, rule: 520, action: 990 } as const
export const SIZE = {
  event: { width: 190, height: 64 },
  lane: { width: 200, height: 64 },
  rule: { width: 330, height: 86 },
  group: { width: 330, height: 64 },
  opened: { width: 330, height: 34 },
  rest: { width: 330, height: 56 },
  action: { width: 230, height: 56 },
} as const
const GAP = 26
const BLOCK_GAP = 72
const FRAME = 12

/** Places every card in columns: events, lanes, rules, actions. The same model is always placed the same way. */
export function layOut(blocks: readonly FlowBlock[]): readonly Placed[] {
  const cards: Placed[] = []
  let top = 0
  let event = ''
  for (const block of blocks) {
    const column = layOutRows(block, top)
    const actions = layOutActions(block, column, top)
    // What a column begins with stands on one line with where it comes from.
    const first = column.find(({ what }) => what.kind !== 'frame')
    const start = first ? first.y + first.height / 2 - SIZE.lane.height / 2 : top
    if (block.eventId !== event)
      cards.push(card(block.eventId, { kind: 'event', block }, COLUMN.event, start, SIZE.event))
    event = block.eventId
    const count = block.rows.reduce((sum, row) => sum + (row.kind === 'rule' ? 1 : row.rules.length), 0)
    cards.push(card(block.laneId, { kind: 'lane', block, count }, COLUMN.lane, start, SIZE.lane), ...column, ...actions)
    top = Math.max(top + SIZE.lane.height, ...[...column, ...actions].map((one) => one.y + one.height)) + BLOCK_GAP
  }
  return cards
}

function layOutRows(block: FlowBlock, top: number): readonly Placed[] {
  const cards: Placed[] = []
  let y = top
  const put = (id: string, what: FlowThing, size: { width: number; height: number }) => {
    cards.push(card(id, what, COLUMN.rule, y, size))
    y += size.height + GAP
  }
  for (const row of block.rows) {
    if (row.kind === 'rule') {
      put(row.id, { kind: 'rule', placed: row.placed }, SIZE.rule)
      continue
    }
    const { kind, folder, continued, open, rules } = row
    const what = { kind, folder, continued, open, rules }
    if (!row.open) {
      put(row.id, what, SIZE.group)
      continue
    }
    y += FRAME
    const from = y
    put(row.id, what, SIZE.opened)
    y -= GAP / 2
    for (const placed of row.rules) put(ruleNodeId(placed.rule.id), { kind: 'rule', placed }, SIZE.rule)
    const size = { width: SIZE.rule.width + 2 * FRAME, height: y - GAP - from + 2 * FRAME }
    cards.push(card(`frame:${row.id}`, { kind: 'frame' }, COLUMN.rule - FRAME, from - FRAME, size))
    y += FRAME
  }
  if (block.hasRest) put(restNodeId(block), { kind: 'rest' }, SIZE.rest)
  return cards
}

// Each action stands as near as it can to the middle of the rules that lead to it.
function layOutActions(block: FlowBlock, column: readonly Placed[], top: number): readonly Placed[] {
  const middles = new Map<string, number>()
  for (const { what, y, height } of column) {
    if (what.kind === 'rule') middles.set(what.placed.rule.id, y + height / 2)
    if (what.kind === 'group' && !what.open) for (const { rule } of what.rules) middles.set(rule.id, y + height / 2)
  }
  const wished = block.actions.map((action, index) => {
    const all = [...action.ruleIds].flatMap((id) => middles.get(id) ?? [])
    return { action, index, at: all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length) }
  })
  wished.sort((a, b) => a.at - b.at || a.index - b.index)
  const { height } = SIZE.action
  const tops = spread(
    wished.map(({ at }) => at - height / 2),
    height + GAP,
    top,
  )
  return wished.map(({ action }, index) =>
    card(action.id, { kind: 'action', action }, COLUMN.action, tops[index] ?? top, SIZE.action),
  )
}

const card = (id: string, what: FlowThing, x: number, y: number, size: { width: number; height: number }): Placed => ({
  id,
  what,
  x,
  y: Math.round(y),
  ...size,
})
