import type { EdgeProps } from '@xyflow/react'
import { memo } from 'react'
import { useScene } from './flow-context.ts'
import type { LineEdge } from './flow-elements.ts'
import { matchesOf } from './traffic.ts'

/** A line of the canvas: the busier the thicker, with its number where there is one; alight where the message on show went. */
export const FlowLine = memo(function FlowLine({ data }: EdgeProps<LineEdge>) {
  const { counts, mostMatched, litEdges, messages, say } = useScene()
  if (!data) return null
  const { id, kind, path, label, ruleIds } = data.edge
  const matched = ruleIds ? matchesOf(counts, ruleIds) : null
  const count = kind === 'does' ? matched : kind === 'starts' && id.includes('message-received') ? messages : null
  const lit = litEdges ? litEdges.has(id) : null
  const width = matched && mostMatched > 0 ? 1.4 + 4 * Math.sqrt(matched / mostMatched) : 1.4
  return (
    <g className="flow-line" data-kind={kind} data-lit={lit === null ? undefined : lit}>
      <path className="flow-line-path" d={path} style={{ strokeWidth: width }} />
      {lit && <path className="flow-line-pulse" d={path} />}
      {count !== null && (
        <text className="flow-line-count" x={label.x} y={label.y} data-none={count === 0 || undefined}>
          {new Intl.NumberFormat(say.locale, { notation: 'compact' }).format(count)}
        </text>
      )}
    </g>
  )
})
