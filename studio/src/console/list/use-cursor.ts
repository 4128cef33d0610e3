import { type RefObject, useEffect, useState } from 'react'
import type { Row } from '../model.ts'

/**
 * The row the keyboard stands on: the one Tab reaches, and j, k and the arrows leave from. It begins at the open
 * conversation and follows its own row when the list changes around it.
 */
export function useCursor(
  rows: Row[],
  openId: string | undefined,
  reveal: (index: number) => void,
  box: RefObject<HTMLElement | null>,
) {
  const [id, setId] = useState(openId)
  useEffect(() => {
    if (openId) setId(openId)
  }, [openId])
  const found = rows.findIndex((row) => row.id === id)
  const index = Math.max(0, found)

  const move = (by: 1 | -1) => {
    const focused = box.current?.contains(document.activeElement) ?? false
    // From elsewhere the first press lands on the row itself, the next ones move on.
    const target = found < 0 || (!focused && !openId) ? index : index + by
    const row = rows[Math.min(Math.max(target, 0), rows.length - 1)]
    if (!row) return
    setId(row.id)
    reveal(rows.indexOf(row))
    // The row may only now be scrolled into being.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)?.focus()),
    )
  }
  return { index, move }
}
