import type { ReactNode } from 'react'
import { Tooltip as Anchored, TooltipContent, TooltipText } from './gs/tooltip.ts'

interface Props {
  label: string
  shortcut?: string | undefined
  placement?: 'top' | 'bottom' | 'left' | 'right' | undefined
  children: ReactNode
}

/** Shows a short label beside its child on hover and focus. The child names itself: this is never the only name. */
export function Tooltip({ label, shortcut, placement = 'bottom', children }: Props) {
  return (
    <Anchored
      placement={placement}
      openDelay={450}
      trigger={({ ref, onMouseEnter, onMouseLeave, onFocus, onBlur, onPress }) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only listens; the control inside keeps its own role.
        <span
          ref={ref as never}
          style={{ display: 'inline-flex' }}
          onMouseEnter={onMouseEnter as () => void}
          onMouseLeave={onMouseLeave as () => void}
          onFocus={onFocus as () => void}
          onBlur={onBlur as () => void}
          onMouseDown={onPress as () => void}
        >
          {children}
        </span>
      )}
    >
      <TooltipContent>
        <TooltipText>{shortcut ? `${label}  ·  ${shortcut}` : label}</TooltipText>
      </TooltipContent>
    </Anchored>
  )
}
