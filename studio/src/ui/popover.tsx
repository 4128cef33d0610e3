import { type MouseEvent, type ReactElement, type ReactNode, type Ref, useEffect, useRef, useState } from 'react'
import './popover.css'

export interface PopoverTrigger {
  ref: Ref<HTMLButtonElement>
  onClick: (event: MouseEvent) => void
  'aria-haspopup': 'dialog'
  'aria-expanded': boolean
}

interface Props {
  label: string
  /** Renders the button that opens it; spread the props it is given on a <button>. */
  trigger: (props: PopoverTrigger) => ReactElement
  children: (close: () => void) => ReactNode
}

/** A few words and buttons beside the button that opens them. Escape or a press elsewhere closes; focus goes back. */
export function Popover({ label, trigger, children }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const close = () => box.current?.hidePopover()

  useEffect(() => {
    const popover = box.current
    if (!open || !popover) return
    popover.showPopover()
    const settle = () => place(popover, button.current)
    settle()
    popover.focus()
    // The place it belongs to may scroll away under it.
    addEventListener('scroll', settle, true)
    addEventListener('resize', settle)
    return () => {
      removeEventListener('scroll', settle, true)
      removeEventListener('resize', settle)
    }
  }, [open])

  return (
    <>
      {trigger({
        ref: button,
        // What stands around the button may open on a press too; this press is not meant for it.
        onClick: (event) => {
          event.stopPropagation()
          setOpen(!open)
        },
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
      })}
      {open && (
        <div
          ref={box}
          popover="auto"
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          className="popover"
          onToggle={(event) => {
            if (event.newState !== 'closed') return
            setOpen(false)
            if (document.activeElement === document.body || box.current?.contains(document.activeElement))
              button.current?.focus()
          }}
          // Nor are keys and presses in here for the list around it.
          onKeyDown={(event) => event.stopPropagation()}
          onClick={(event) => event.stopPropagation()}
        >
          {children(close)}
        </div>
      )}
    </>
  )
}

const gap = 6
const edge = 8

function place(popover: HTMLElement, button: HTMLElement | null) {
  if (!button) return
  const at = button.getBoundingClientRect()
  const { width, height } = popover.getBoundingClientRect()
  const below = at.bottom + gap + height + edge <= innerHeight || at.top < innerHeight / 2
  const top = below ? at.bottom + gap : at.top - gap - height
  popover.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`
  popover.style.left = `${Math.max(edge, Math.min(at.left, innerWidth - width - edge))}px`
}
