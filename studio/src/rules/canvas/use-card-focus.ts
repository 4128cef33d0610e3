import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type KeyboardEvent, useCallback, useRef } from 'react'
import type { FlowEdge } from './flow-edges.ts'
import type { Placed } from './flow-layout.ts'
import { readingOrder, stepFrom } from './flow-steps.ts'

const steps = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Tab'])

/** Moves the keyboard from card to card, and the view with it: cards out of sight are not in the page until they come into view. */
export function useCardFocus(cards: readonly Placed[], edges: readonly FlowEdge[]) {
  const { setCenter, getViewport } = useReactFlow()
  const store = useStoreApi()
  const box = useRef<HTMLDivElement>(null)

  const show = useCallback(
    (card: Placed) => {
      const { x, y, zoom } = getViewport()
      const { width, height } = store.getState()
      const [left, top] = [card.x * zoom + x, card.y * zoom + y]
      const [right, bottom] = [left + card.width * zoom, top + card.height * zoom]
      if (left >= 8 && top >= 8 && right <= width - 8 && bottom <= height - 8) return
      void setCenter(card.x + card.width / 2, card.y + card.height / 2, { zoom: Math.max(zoom, 0.6) })
    },
    [setCenter, getViewport, store],
  )

  const focus = useCallback(
    (id: string) => {
      const card = cards.find((one) => one.id === id)
      if (!card) return
      show(card)
      focusWhenDrawn(box, id, 30)
    },
    [cards, show],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]')
    const id = card?.dataset.card
    // A card's own mark comes right after it, before the next card.
    if (event.key === 'Tab' && !event.shiftKey && card?.nextElementSibling?.querySelector('button')) return
    if (!id || !steps.has(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    const next =
      event.key === 'Tab' ? inOrder(cards, id, event.shiftKey ? -1 : 1) : stepFrom(id, event.key, cards, edges)
    // At the ends Tab leaves the canvas; an arrow that leads nowhere must not scroll the page.
    if (next === null && event.key === 'Tab') return
    event.preventDefault()
    if (next !== null) focus(next)
  }

  return { box, focus, show, onKeyDown }
}

function inOrder(cards: readonly Placed[], id: string, by: 1 | -1): string | null {
  const order = readingOrder(cards)
  return order[order.indexOf(id) + by] ?? null
}

function focusWhenDrawn(box: { current: HTMLElement | null }, id: string, tries: number) {
  const element = box.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)
  if (element) element.focus({ preventScroll: true })
  else if (tries > 0) requestAnimationFrame(() => focusWhenDrawn(box, id, tries - 1))
}
