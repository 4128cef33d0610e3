import type { FlowEdge } from './flow-edges.ts'
import type { Placed } from './flow-layout.ts'
import type { FlowPath, Mark } from './flow-path.ts'

/** Everything that leads to a card, or that a card leads to: the rest of the canvas steps back. */
export function through(id: string, cards: readonly Placed[], edges: readonly FlowEdge[]): FlowPath {
  const lit = new Set([id])
  const taken = new Set<string>()
  walk(id, 'source', 'target', edges, lit, taken)
  walk(id, 'target', 'source', edges, lit, taken)
  const marks = new Map<string, Mark>(cards.map((card) => [card.id, lit.has(card.id) ? 'lit' : 'dim']))
  return { marks, edges: taken }
}

// What merely hands a message on to the next rule does not lead to what that rule does.
function walk(
  from: string,
  here: 'source' | 'target',
  there: 'source' | 'target',
  edges: readonly FlowEdge[],
  lit: Set<string>,
  taken: Set<string>,
) {
  const inLane = from.startsWith('lane:') || from.startsWith('event:')
  const next = [from]
  const seen = new Set(next)
  for (let id = next.pop(); id !== undefined; id = next.pop())
    for (const edge of edges) {
      if (edge[here] !== id || (edge.kind === 'passes' && !(inLane && here === 'source'))) continue
      taken.add(edge.id)
      lit.add(edge[there])
      if (seen.has(edge[there])) continue
      seen.add(edge[there])
      next.push(edge[there])
    }
}
