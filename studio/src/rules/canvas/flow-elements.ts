import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import type { FlowEdge } from './flow-edges.ts'
import type { Placed } from './flow-layout.ts'

export type CardNode = Node<{ card: Placed }, 'card'>
export type LineEdge = Edge<{ edge: FlowEdge }, 'line'>

// React Flow asks screen readers to call every box a "node" and every line an "edge"; ours speak for themselves.
const silent = { 'aria-roledescription': undefined, 'aria-describedby': undefined }

/** A card as React Flow draws it: never moved by hand, and measured beforehand so that the unseen need not be drawn. */
export const nodeOf = (card: Placed): CardNode => {
  const { id, x, y, width, height } = card
  return {
    id,
    type: 'card',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: handlesOf(card),
    data: { card },
    zIndex: card.what.kind === 'frame' ? -1 : 1,
    domAttributes: silent,
  }
}

/** A line as React Flow draws it; its shape is already known. */
export const edgeOf = (edge: FlowEdge): LineEdge => ({
  id: edge.id,
  source: edge.source,
  target: edge.target,
  type: 'line',
  data: { edge },
  ariaLabel: '',
  ariaRole: 'presentation',
  domAttributes: { 'aria-roledescription': undefined, 'aria-hidden': true },
})

const handlesOf = ({ width, height }: Placed): NodeHandle[] => [
  { type: 'source', position: Position.Right, x: width, y: height / 2 },
  { type: 'target', position: Position.Left, x: 0, y: height / 2 },
]
