import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Toggle } from '../../ui/toggle.tsx'
import type { FieldGroup } from './schema-fields.ts'

interface Props {
  group: FieldGroup
  /** Whether a switched group is on. */
  on: boolean
  onSwitch: (on: boolean) => void
  error: string | undefined
  /** Keeps a drawer open: something in it is wrong, or set. */
  open: boolean
  disabled?: boolean | undefined
  children: ReactNode
}

/** Fields that belong together in a box: standing open, opened by a switch, or in a drawer. */
export function SchemaGroup({ group, on, onSwitch, error, open, disabled, children }: Props) {
  const id = useId()
  const words = (
    <>
      <span id={id} className="schema-group-title">
        {group.label}
      </span>
      {group.help && <span className="field-hint">{group.help}</span>}
    </>
  )
  const trouble = error && (
    <p className="field-error" role="alert">
      {error}
    </p>
  )
  if (group.mode === 'fold')
    return (
      <details className="schema-group schema-drawer settings-drawer" open={open || undefined}>
        <summary>
          <ChevronRight size={16} aria-hidden />
          <span className="schema-group-words">{words}</span>
        </summary>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the summary. */}
        <div role="group" aria-labelledby={id} className="schema-group-body">
          {trouble}
          {children}
        </div>
      </details>
    )
  const isOpen = group.mode === 'shown' || on
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend breaks out of the box it stands in.
    <div role="group" aria-labelledby={id} className="schema-group" data-wrong={error ? '' : undefined}>
      <div className="schema-group-head">
        <span className="schema-group-words">{words}</span>
        {group.mode === 'switch' && <Toggle label={group.label} value={on} disabled={disabled} onChange={onSwitch} />}
      </div>
      {(isOpen || trouble) && (
        <div className="schema-group-body">
          {trouble}
          {isOpen && children}
        </div>
      )}
    </div>
  )
}
