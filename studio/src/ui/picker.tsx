import { ChevronDown } from 'lucide-react'
import { type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import './picker.css'
import { PickerList } from './picker-list.tsx'

/** One thing to choose; things of a group stand together. */
export interface PickerOption {
  value: string
  label: string
  group?: string | undefined
  hint?: string | undefined
}

interface Props {
  /** What is being chosen, for screen readers. */
  label: string
  value: string | null
  options: readonly PickerOption[]
  onChange: (value: string) => void
  /** Shown while nothing is chosen. */
  placeholder?: string | undefined
  /** Shown on the button in place of the chosen label. */
  shown?: ReactNode
  /** Offers what was typed where no option has that name; its words. */
  newLabel?: ((typed: string) => string) | undefined
  disabled?: boolean | undefined
  /** How the chosen thing looks: part of a sentence, or a button that adds. */
  look?: 'fact' | 'operator' | 'value' | 'add' | undefined
  buttonRef?: Ref<HTMLButtonElement> | undefined
}

/** One of many: a button that opens a list to search in, grouped, with arrows, Enter and Escape. */
export function Picker(props: Props) {
  const { label, value, options, onChange, placeholder, shown, disabled, look = 'value' } = props
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useImperativeHandle(props.buttonRef, () => button.current as HTMLButtonElement)
  const chosen = options.find((option) => option.value === value)
  const text = shown ?? chosen?.label ?? (value || placeholder)
  const close = (focus: boolean) => {
    setOpen(false)
    if (focus) button.current?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className="picker"
        data-look={look}
        data-empty={(!value && look !== 'add') || undefined}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={
          look === 'add' ? label : `${label}: ${typeof text === 'string' ? text : (chosen?.label ?? value ?? '')}`
        }
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || event.altKey) return
          event.preventDefault()
          event.stopPropagation()
          setOpen(true)
        }}
      >
        <span className="picker-text">{text}</span>
        {look !== 'add' && <ChevronDown size={13} aria-hidden />}
      </button>
      {open &&
        createPortal(
          <PickerList
            anchor={button}
            label={label}
            value={value}
            options={options}
            newLabel={props.newLabel}
            onPick={(picked) => {
              close(true)
              onChange(picked)
            }}
            onClose={close}
          />,
          document.getElementById('main') ?? document.body,
        )}
    </>
  )
}
