import { type CSSProperties, type RefObject, useLayoutEffect, useRef, useState } from 'react'

const GAP = 4

/** Keeps a floating box beside the thing it belongs to, above it where there is no room below. */
export function useAnchored(anchor: RefObject<HTMLElement | null>, onLost: () => void) {
  const box = useRef<HTMLDivElement>(null)
  const [style, setStyle] = useState<CSSProperties>({ position: 'fixed', top: 0, left: 0, opacity: 0 })
  const lost = useRef(onLost)
  lost.current = onLost
  useLayoutEffect(() => {
    const place = () => {
      const beside = anchor.current?.getBoundingClientRect()
      const own = box.current
      if (!beside || !own) return
      if (beside.bottom < 0 || beside.top > innerHeight) return lost.current()
      const below = innerHeight - beside.bottom - 12
      const above = beside.top - 12
      const up = below < Math.min(own.scrollHeight, 260) && above > below
      const left = Math.max(8, Math.min(beside.left, innerWidth - own.offsetWidth - 8))
      setStyle({
        position: 'fixed',
        left,
        maxHeight: Math.min(360, up ? above : below),
        minWidth: Math.min(beside.width, 360),
        ...(up ? { bottom: innerHeight - beside.top + GAP } : { top: beside.bottom + GAP }),
      })
    }
    place()
    addEventListener('resize', place)
    addEventListener('scroll', place, true)
    return () => {
      removeEventListener('resize', place)
      removeEventListener('scroll', place, true)
    }
  }, [anchor])
  return { box, style }
}
