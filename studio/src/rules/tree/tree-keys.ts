import type { FocusEvent, KeyboardEvent } from 'react'
import { useEffect, useRef } from 'react'

// A lane without rules has no grid yet.
const rowsOf = (scope: Element | null) => [...(scope?.querySelectorAll<HTMLElement>('[role="row"]') ?? [])]
const controls = 'a[href], button, input, textarea, select, [tabindex]'

/**
 * Keys of a treegrid whose rows take the focus one at a time: arrows, Home and End between rows, Escape from a control
 * back to its row. What a row does itself (opening, moving) it does first and prevents the default.
 */
export function useTreeKeys() {
  const grid = useRef<HTMLDivElement>(null)

  // One row at a time is a stop of the Tab key, and only that row's own controls are.
  const mark = (active: HTMLElement | null) => {
    for (const row of rowsOf(grid.current)) {
      const here = row === active
      row.tabIndex = here ? 0 : -1
      const isOpen = row.closest('[data-open]') !== null
      for (const control of row.querySelectorAll<HTMLElement>(controls))
        if (here || isOpen) control.removeAttribute('tabindex')
        else control.tabIndex = -1
    }
  }
  // Rows come and go with edits; the active one may be gone.
  useEffect(() => {
    const rows = rowsOf(grid.current)
    const focused = rows.find((row) => row.contains(document.activeElement))
    mark(focused ?? rows.find((row) => row.tabIndex === 0) ?? rows[0] ?? null)
  })

  const onFocus = (event: FocusEvent<HTMLDivElement>) => {
    if (event.currentTarget.contains(event.target)) mark(event.target.closest<HTMLElement>('[role="row"]'))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    // Lists and menus that opened from here hear their own keys.
    if (event.defaultPrevented || !event.currentTarget.contains(target)) return
    const row = target.closest<HTMLElement>('[role="row"]')
    if (!row) return
    if (target !== row) {
      if (event.key !== 'Escape') return
      event.preventDefault()
      return row.focus()
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const to = destination(event.key, row)
    if (!to) return
    event.preventDefault()
    to.focus()
    to.scrollIntoView({ block: 'nearest' })
  }
  return { ref: grid, onFocus, onKeyDown }
}

// Rows of all grids in the tree follow one another: the end of one lane leads to the next.
function destination(key: string, row: HTMLElement): HTMLElement | undefined {
  const rows = rowsOf(row.closest('.tree') ?? document.body)
  const at = rows.indexOf(row)
  const level = Number(row.ariaLevel)
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1]
    case 'ArrowUp':
      return rows[at - 1]
    case 'Home':
      return rows[0]
    case 'End':
      return rows.at(-1)
    case 'ArrowLeft':
      return rows.slice(0, at).findLast((one) => Number(one.ariaLevel) < level)
    // A line's rule, which a second Escape closes.
    case 'Escape':
      return level > 1
        ? (row.closest('[data-open]')?.querySelector<HTMLElement>('[role="row"]') ?? undefined)
        : undefined
    case 'ArrowRight': {
      const next = rows[at + 1]
      return Number(next?.ariaLevel) > level ? next : (row.querySelector<HTMLElement>(controls) ?? undefined)
    }
    default:
      return undefined
  }
}
