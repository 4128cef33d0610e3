import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

/**
 * The keys of a list below a field: the field keeps the focus and points at the active option, arrows move it, Enter takes it.
 * Gives what to spread on the field, the list and each option; `press` says whether a key was one of these.
 */
export function useOptions(count: number, first: number, onPick: (index: number) => void) {
  const id = useId()
  const [at, setAt] = useState(first)
  const list = useRef<HTMLDivElement>(null)
  const active = Math.min(at, count - 1)
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  })
  const press = (event: KeyboardEvent): boolean => {
    const to = { ArrowDown: Math.min(active + 1, count - 1), ArrowUp: Math.max(active - 1, 0) }[event.key]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && active >= 0) onPick(active)
    else return false
    event.preventDefault()
    return true
  }
  return {
    active,
    setAt,
    press,
    field: {
      'aria-controls': `${id}-list`,
      'aria-autocomplete': 'list',
      'aria-activedescendant': active >= 0 ? `${id}-${active}` : undefined,
    },
    list: { ref: list, id: `${id}-list` },
    option: (index: number) => ({ id: `${id}-${index}`, 'data-active': index === active || undefined }),
  } as const
}
