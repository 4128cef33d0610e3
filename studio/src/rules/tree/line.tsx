import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FindingMark } from '../safety/finding-mark.tsx'
import { GridCell } from './grid-cell.tsx'
import { GridRow } from './grid-row.tsx'
import './line.css'
import { useLineActions } from './line-actions.ts'
import { LineMenu } from './line-menu.tsx'
import { rowKey, useOwner } from './tree-context.tsx'

/** How a line is tied to the one before it. */
export type Tie = 'if' | 'and' | 'or' | 'none'

interface Props {
  /** Where the node stands, with the `not` around it. */
  outer: string
  pointer: string
  level: number
  tie: Tie
  /** What kind of line it is: its menu offers what fits. */
  kind: 'leaf' | 'group' | 'reference' | 'locked'
  children: ReactNode
}

/** One line of a condition: a row that can be moved, wrapped, copied and removed by keys and by its menu. */
export function Line({ outer, pointer, level, tie, kind, children }: Props) {
  const { t } = useTranslation('rules-tree')
  const owner = useOwner()
  const actions = useLineActions(outer, pointer)
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey) {
      const move = { ArrowUp: actions.up, ArrowDown: actions.down, ArrowLeft: actions.out, ArrowRight: actions.into }[
        event.key
      ]
      if (!move || event.target !== event.currentTarget) return
      event.preventDefault()
      return move()
    }
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      event.currentTarget.querySelector<HTMLElement>('input, .picker, button')?.focus()
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      actions.remove()
    }
  }
  return (
    <GridRow
      level={level + owner.level - 1}
      aria-expanded={kind === 'group' ? true : undefined}
      aria-keyshortcuts="Enter Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight Delete"
      className="line"
      rowKey={rowKey(owner, outer)}
      data-kind={kind}
      style={{ '--depth': level - 2 } as never}
      onKeyDown={press}
    >
      <GridCell className="line-body">
        <span className="line-tie">{tie === 'none' ? '' : t(`tie.${tie}`)}</span>
        <div className="line-words">{children}</div>
      </GridCell>
      <GridCell className="line-tools">
        {kind !== 'group' && owner.ruleId !== null && <FindingMark ruleId={owner.ruleId} pointer={outer} />}
        {outer !== owner.top || kind === 'group' ? <LineMenu actions={actions} kind={kind} /> : null}
      </GridCell>
    </GridRow>
  )
}

/** What a group's line is tied by below it. */
export const tieIn = (says: string, index: number): Tie =>
  index === 0 ? 'none' : says === 'all' || says === 'not-all' ? 'and' : 'or'
