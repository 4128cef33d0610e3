import type { LucideIcon } from 'lucide-react'
import type { Ref } from 'react'
import './icon-button.css'
import { Tooltip } from './tooltip.tsx'

interface Props {
  icon: LucideIcon
  label: string
  onPress: () => void
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string | undefined
  disabled?: boolean | undefined
  pressed?: boolean | undefined
  buttonRef?: Ref<HTMLButtonElement> | undefined
}

/** A square button with an icon; its label is its name for screen readers and its tooltip. */
export function IconButton({ icon: Icon, label, onPress, shortcut, disabled, pressed, buttonRef }: Props) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <button
        ref={buttonRef}
        type="button"
        className="icon-button"
        aria-label={label}
        aria-pressed={pressed}
        aria-keyshortcuts={shortcut}
        disabled={disabled}
        onClick={onPress}
      >
        <Icon size={17} aria-hidden />
      </button>
    </Tooltip>
  )
}
