import { icon, make } from './node.ts'
import type { Words } from './texts.ts'

/** The round button in the corner, with how many messages wait to be read. */
export const createLauncher = (words: Words, toggle: () => void) => {
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: true })
  const button = make(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      'aria-controls': 'panel',
      'aria-label': words.open,
      onclick: toggle,
    },
    icon('M7.9 20A9 9 0 1 0 4 16.1L2 22Z', 'bubble-icon'),
    icon('m6 9 6 6 6-6', 'down'),
    badge,
  )
  return {
    button,
    show(open: boolean, unread: number) {
      button.setAttribute('aria-expanded', String(open))
      badge.textContent = unread > 99 ? '99+' : String(unread)
      badge.toggleAttribute('hidden', open || unread === 0)
      button.setAttribute('aria-label', open ? words.close : unread > 0 ? words.openUnread(unread) : words.open)
    },
  }
}
