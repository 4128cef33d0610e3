import { Handle, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { FindingMark } from '../safety/finding-mark.tsx'
import { CardContent } from './card-content.tsx'
import { useScene } from './flow-context.ts'
import type { CardNode } from './flow-elements.ts'
import { useCardLabel } from './use-card-label.ts'

/** One card of the canvas: a button that says what it is and does what it offers. */
export const FlowCard = memo(function FlowCard({ data: { card } }: NodeProps<CardNode>) {
  const { marks, selected, press } = useScene()
  const labelOf = useCardLabel()
  const { what } = card
  if (what.kind === 'frame') return <div className="flow-frame" />
  const rule = what.kind === 'rule' ? what.placed.rule : null
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className="flow-card"
        data-card={card.id}
        data-kind={what.kind}
        data-open={(what.kind === 'group' && what.open) || undefined}
        data-off={rule?.enabled === false || undefined}
        data-mark={marks ? (marks.get(card.id) ?? 'dim') : undefined}
        aria-expanded={what.kind === 'group' ? what.open : undefined}
        aria-current={rule !== null && rule.id === selected ? 'true' : undefined}
        onClick={() => press(card)}
      >
        <span className="visually-hidden">{labelOf(card)}</span>
        <span className="flow-card-drawn" aria-hidden="true">
          <CardContent what={what} />
        </span>
      </button>
      {rule && (
        <span className="flow-card-doctor">
          <FindingMark ruleId={rule.id} />
        </span>
      )}
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  )
})
