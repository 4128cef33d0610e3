import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fitsWords, plain } from '../lib/fits-words.ts'
import type { PickerOption } from './picker.tsx'
import { useAnchored } from './use-anchored.ts'
import { useOptions } from './use-options.ts'

interface Props {
  anchor: RefObject<HTMLElement | null>
  label: string
  value: string | null
  options: readonly PickerOption[]
  newLabel: ((typed: string) => string) | undefined
  onPick: (value: string) => void
  /** `focus`: whether the focus should return to the button. */
  onClose: (focus: boolean) => void
}

/** The open list of a Picker: a field to search in, and what is found. */
export function PickerList({ anchor, label, value, options, newLabel, onPick, onClose }: Props) {
  const { t } = useTranslation('common')
  const [typed, setTyped] = useState('')
  const found = useMemo(() => {
    const fitting = options.filter((one) =>
      fitsWords(`${one.label} ${one.group ?? ''} ${one.hint ?? ''} ${one.value}`, typed),
    )
    const text = typed.trim()
    const isKnown = options.some((one) => plain(one.label) === plain(text) || one.value === text)
    return newLabel && text && !isKnown ? [...fitting, { value: text, label: newLabel(text) }] : fitting
  }, [options, typed, newLabel])
  const chosen = options.findIndex((one) => one.value === value)
  const { active, setAt, press, field, list, option } = useOptions(found.length, Math.max(0, chosen), (index) => {
    const picked = found[index]
    if (picked) onPick(picked.value)
  })
  const { box, style } = useAnchored(anchor, () => onClose(false))

  const hear = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') onClose(true)
    else if (!press(event) && event.key !== 'Enter') return
    if (event.key !== 'Tab') event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} className="picker-box" style={style} data-own-undo>
      <div className="picker-search">
        <Search size={14} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: it opened because a person asked to choose.
          autoFocus
          role="combobox"
          aria-expanded="true"
          {...field}
          aria-label={label}
          placeholder={t('searchShort')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={hear}
          onBlur={() => onClose(false)}
        />
      </div>
      <div {...list} role="listbox" aria-label={label} className="picker-list">
        {found.map((one, index) => (
          <div key={one.value} className="picker-slot" role="presentation">
            {one.group && one.group !== found[index - 1]?.group && (
              <div className="picker-group" role="presentation">
                {one.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys. */}
            <div
              {...option(index)}
              role="option"
              aria-selected={one.value === value}
              className="picker-option"
              onMouseMove={() => index !== active && setAt(index)}
              // Keeps the focus in the field until the click has arrived.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(one.value)}
            >
              <span className="picker-label">
                {one.label}
                {one.hint && <span className="picker-hint">{one.hint}</span>}
              </span>
              {one.value === value && <Check size={14} aria-hidden />}
            </div>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className="picker-none" role="status">
          {t('nothingFound')}
        </p>
      )}
    </div>
  )
}
