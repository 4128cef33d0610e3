import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { GridCell } from './grid-cell.tsx'
import { GridRow } from './grid-row.tsx'
import { useOwner } from './tree-context.tsx'

interface Props {
  /** Its name in the page, below the rule's. */
  name: string
  label: string
  children: ReactNode
  /** Set in below the row before it. */
  isChild?: boolean | undefined
  onRemove?: (() => void) | undefined
}

/** One row of a rule's form: its label, and what is chosen. Enter goes into it. */
export function FormRow({ name, label, children, isChild, onRemove }: Props) {
  const { t } = useTranslation('rules-tree')
  const owner = useOwner()
  return (
    <GridRow
      level={(isChild ? 2 : 1) + owner.level}
      aria-label={label}
      className="line"
      data-kind="form"
      rowKey={`${owner.name}/${name}`}
      style={{ '--depth': isChild ? 1 : 0 } as never}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || (event.key !== 'Enter' && event.key !== 'F2')) return
        event.preventDefault()
        event.currentTarget.querySelector<HTMLElement>('input, textarea, .picker, button')?.focus()
      }}
    >
      <GridCell className="line-body">
        <span className="line-tie">{label}</span>
        <div className="line-words">{children}</div>
      </GridCell>
      {onRemove && (
        <GridCell className="line-tools">
          <button type="button" className="line-menu" aria-label={t('form.remove', { label })} onClick={onRemove}>
            <X size={15} aria-hidden />
          </button>
        </GridCell>
      )}
    </GridRow>
  )
}
