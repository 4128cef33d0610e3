import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Message } from '../model.ts'

/** Keeps a scrolling box at its end while its reader is there, and where the reader was when older messages come above. */
export function useStayAtEnd(messages: Message[]) {
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const height = useRef(0)
  const first = useRef<string | undefined>(undefined)
  const [below, setBelow] = useState(false)
  const firstId = messages[0]?.id
  const last = messages.at(-1)
  const mine = last?.attempt === 'sending'

  // biome-ignore lint/correctness/useExhaustiveDependencies: it must run for every change of the messages.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const grew = element.scrollHeight - height.current
    if (first.current !== undefined && first.current !== firstId && !atEnd.current) element.scrollTop += grew
    else if (atEnd.current || mine) element.scrollTop = element.scrollHeight
    first.current = firstId
    height.current = element.scrollHeight
  }, [messages, firstId, mine])

  useEffect(() => {
    const element = box.current
    if (!element) return
    const look = () => {
      const distance = element.scrollHeight - element.scrollTop - element.clientHeight
      atEnd.current = distance < 60
      setBelow(distance > 400)
    }
    // Images that load, or a composer that grows, change the heights without a scroll.
    const settle = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight
      height.current = element.scrollHeight
    })
    settle.observe(element)
    if (element.firstElementChild) settle.observe(element.firstElementChild)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      settle.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])

  const toEnd = () => box.current?.scrollTo({ top: box.current.scrollHeight, behavior: 'smooth' })
  return { box, below, toEnd }
}
