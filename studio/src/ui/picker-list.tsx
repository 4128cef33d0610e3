import { Check, Search } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PickerOption } from './picker.tsx'
import { useAnchored } from './use-anchored.ts'

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

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** The open list of a Picker: a field to search in, and what is found. */
export function PickerList({ anchor, label, value, options, newLabel, onPick, onClose }: Props) {
  const { t } = useTranslation('common')
  const id = useId()
  const [typed, setTyped] = useState('')
  const found = useMemo(() => {
    const words = plain(typed).split(/\s+/).filter(Boolean)
    const fits = (one: PickerOption) =>
      words.every((word) => plain(`${one.label} ${one.group ?? ''} ${one.hint ?? ''} ${one.value}`).includes(word))
    const fitting = options.filter(fits)
    const text = typed.trim()
    const isKnown = options.some((one) => plain(one.label) === plain(text) || one.value === text)
    return newLabel && text && !isKnown ? [...fitting, { value: text, label: newLabel(text) }] : fitting
  }, [options, typed, newLabel])
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((one) => one.value === value),
    ),
  )
  const active = Math.min(at, found.length - 1)
  const { box, style } = useAnchored(anchor, () => onClose(false))
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  })

  const press = (event: KeyboardEvent) => {
    const last = found.length - 1
    const to = { ArrowDown: Math.min(active + 1, last), ArrowUp: Math.max(active - 1, 0) }[event.key]
    const chosen = found[active]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && chosen) onPick(chosen.value)
    else if (event.key === 'Escape') onClose(true)
    else if (event.key === 'Tab') onClose(true)
    else if (event.key !== 'Enter') return
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
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
          placeholder={t('searchShort')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
          onBlur={() => onClose(false)}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={label} className="picker-list">
        {found.map((option, index) => (
          <div key={option.value} className="picker-slot" role="presentation">
            {option.group && option.group !== found[index - 1]?.group && (
              <div className="picker-group" role="presentation">
                {option.group}
              </div>
            )}
            {/* biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option. */}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys. */}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={option.value === value}
              className="picker-option"
              data-active={index === active || undefined}
              onMouseMove={() => index !== active && setAt(index)}
              // Keeps the focus in the field until the click has arrived.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onPick(option.value)}
            >
              <span className="picker-label">
                {option.label}
                {option.hint && <span className="picker-hint">{option.hint}</span>}
              </span>
              {option.value === value && <Check size={14} aria-hidden />}
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
