import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import type { CellKind } from './cell-kind.ts'
import { cellText } from './cell-text.ts'
import type { Refused } from './use-table.ts'

interface Props {
  kind: CellKind
  initial: string
  onCommit: (text: string, then: 'down' | 'right' | 'left' | 'stay') => Refused | null
  onCancel: () => void
}

/** The field over a cell. Enter goes on downwards, Tab to the side, Esc takes it back; what cannot be taken stays, with why. */
export function CellEditor({ kind, initial, onCommit, onCancel }: Props) {
  const { t, i18n } = useTranslation('rules-canvas')
  const [text, setText] = useState(initial)
  const [refused, setRefused] = useState<Refused | null>(null)
  const field = useRef<HTMLTextAreaElement & HTMLSelectElement & HTMLInputElement>(null)
  const done = useRef(false)
  const id = useId()

  useEffect(() => {
    field.current?.focus()
    if (field.current && 'setSelectionRange' in field.current) field.current.setSelectionRange(9999, 9999)
  }, [])

  const commit = (then: 'down' | 'right' | 'left' | 'stay', value = text) => {
    if (done.current) return
    const why = onCommit(value, then)
    if (why === null) done.current = true
    setRefused(why)
  }
  const press = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      done.current = true
      onCancel()
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) commit('down')
    else if (event.key === 'Tab') commit(event.shiftKey ? 'left' : 'right')
    else return
    event.preventDefault()
  }
  const shared = {
    ref: field,
    className: 'table-field',
    'aria-label': t('table.editing'),
    'aria-invalid': refused !== null,
    'aria-describedby': refused ? `${id}-why` : undefined,
    onKeyDown: press,
    onClick: (event: React.MouseEvent) => event.stopPropagation(),
    onDoubleClick: (event: React.MouseEvent) => event.stopPropagation(),
    onPaste: (event: React.ClipboardEvent) => event.stopPropagation(),
    onCopy: (event: React.ClipboardEvent) => event.stopPropagation(),
    // Leaving with the mouse takes what can be taken, and forgets what cannot.
    onBlur: () => {
      if (done.current || refused) return done.current ? undefined : onCancel()
      commit('stay')
    },
  }
  return (
    <>
      {kind.type === 'boolean' || kind.type === 'choice' ? (
        <select {...shared} value={text} onChange={(event) => setText(event.target.value)}>
          {optionsOf(kind, i18n.language as Locale, text).map((option) => (
            <option key={option} value={option}>
              {option === '' ? '–' : option}
            </option>
          ))}
        </select>
      ) : kind.type === 'text' && kind.choices && kind.choices.length > 0 ? (
        <>
          <input {...shared} list={`${id}-list`} value={text} onChange={(event) => setText(event.target.value)} />
          <datalist id={`${id}-list`}>
            {[...new Set(kind.choices.map(({ label }) => label))].map((label) => (
              <option key={label} value={label} />
            ))}
          </datalist>
        </>
      ) : (
        <textarea
          {...shared}
          rows={1}
          value={text}
          spellCheck={kind.type === 'text'}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {refused && (
        <span id={`${id}-why`} role="alert" className="table-why">
          {t(`table.error.${refused.code}`, { allowed: refused.allowed })}
        </span>
      )}
    </>
  )
}

function optionsOf(kind: CellKind, locale: Locale, now: string): readonly string[] {
  const labels =
    kind.type === 'boolean'
      ? [true, false].map((one) => cellText(one, kind, locale))
      : (kind.choices ?? []).map(({ label }) => label)
  return ['', ...labels, ...(now === '' || labels.includes(now) ? [] : [now])]
}
