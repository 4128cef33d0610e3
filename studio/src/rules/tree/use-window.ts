import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ListRow } from '../find/list-rows.ts'

/** Up to this many rules are simply all there: find-in-page and screen readers see the whole list. */
const ALL = 120
const TYPICAL_HEIGHT = 84

const scrollerOf = (element: HTMLElement | null) => element?.closest<HTMLElement>('.workflow-view-content') ?? null

/** Of a long list, the rows near what is on screen, with the room the others take before and after them. */
export function useWindow(rows: readonly ListRow[], selected: string | null) {
  const box = useRef<HTMLDivElement | null>(null)
  const [margin, setMargin] = useState(0)
  const isLong = rows.length > ALL
  const virtual = useVirtualizer({
    count: isLong ? rows.length : 0,
    getScrollElement: () => scrollerOf(box.current),
    estimateSize: () => TYPICAL_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    scrollMargin: margin,
  })
  useLayoutEffect(() => {
    const [own, around] = [box.current, scrollerOf(box.current)]
    if (!own || !around) return
    setMargin(own.getBoundingClientRect().top - around.getBoundingClientRect().top + around.scrollTop)
  }, [])
  const items = virtual.getVirtualItems()

  // Rows have the heights their sentences need.
  useEffect(() => {
    if (!isLong) return
    const first = items[0]?.index ?? 0
    ;[...(box.current?.children ?? [])].forEach((row, offset) => {
      row.setAttribute('data-index', String(first + offset))
      virtual.measureElement(row)
    })
  })
  // Only a newly chosen rule is brought into view, not each edit of it.
  const chosen = useRef<string | null>(null)
  useEffect(() => {
    if (!isLong || selected === chosen.current) return
    chosen.current = selected
    const index = rows.findIndex(({ key }) => key === `rule:${selected}`)
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' })
  })

  const ref = useCallback((element: HTMLDivElement | null) => {
    box.current = element
  }, [])
  if (!isLong) return { shown: rows, before: 0, after: 0, ref }
  const [first, last] = [items[0], items.at(-1)]
  return {
    shown: rows.slice(first?.index ?? 0, (last?.index ?? -1) + 1),
    before: (first?.start ?? margin) - margin,
    after: virtual.getTotalSize() - ((last?.end ?? margin) - margin),
    ref,
  }
}
