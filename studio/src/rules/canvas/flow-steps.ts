import type { FlowEdge } from './flow-edges.ts'
import type { Placed } from './flow-layout.ts'

/** The cards a keyboard visits, in reading order: each event, its lanes, a lane's rules from the top down, then its actions. */
export const readingOrder = (cards: readonly Placed[]): readonly string[] =>
  cards.filter(({ what }) => what.kind !== 'frame').map(({ id }) => id)

/** The card a key leads to from another, or null when it leads nowhere: ↑↓ within a column, ←→ along the lines. */
export function stepFrom(id: string, key: string, cards: readonly Placed[], edges: readonly FlowEdge[]): string | null {
  const order = readingOrder(cards)
  if (key === 'Home') return order[0] ?? null
  if (key === 'End') return order.at(-1) ?? null
  const here = cards.find((card) => card.id === id)
  if (!here) return order[0] ?? null
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const column = cards.filter((card) => card.x === here.x && card.what.kind !== 'frame').sort((a, b) => a.y - b.y)
    return column[column.indexOf(here) + (key === 'ArrowDown' ? 1 : -1)]?.id ?? null
  }
  if (key === 'ArrowRight') return edges.find(({ source, kind }) => source === id && kind !== 'passes')?.target ?? null
  if (key !== 'ArrowLeft') return null
  const back = edges.find(({ target, kind }) => target === id && kind !== 'passes')?.source
  // In the reply lane only the first rule hangs on the lane itself; the others hang on the rule before.
  return back ?? laneAbove(here, cards)
}

const laneAbove = (here: Placed, cards: readonly Placed[]): string | null =>
  cards.findLast(({ what, y }) => what.kind === 'lane' && y <= here.y)?.id ?? null
