import { icon, make } from './node.ts'
import type { Session } from './session.ts'
import type { Words } from './texts.ts'

/** The round button in the corner, with how many messages wait to be read. */
export const createLauncher = (
  words: Words,
  { launcher = 'bubble', label }: NonNullable<Session['look']>,
  toggle: () => void,
) => {
  const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: true })
  const button = make(
    'button',
    {
      type: 'button',
      class: label ? 'launcher labelled' : 'launcher',
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
      'aria-controls': 'panel',
      'aria-label': words.open,
      onclick: toggle,
    },
    icon(icons[launcher], 'bubble-icon'),
    icon('m6 9 6 6 6-6', 'down'),
    label ? make('span', { class: 'label', 'aria-hidden': 'true' }, label) : null,
    badge,
  )
  return {
    button,
    show(open: boolean, unread: number) {
      button.setAttribute('aria-expanded', String(open))
      badge.textContent = unread > 99 ? '99+' : String(unread)
      badge.toggleAttribute('hidden', open || unread === 0)
      const says = open ? words.close : unread > 0 ? words.openUnread(unread) : words.open
      // What is read out begins with what is seen, for who speaks to their computer.
      button.setAttribute('aria-label', label ? `${label}. ${says}` : says)
    },
  }
}

const icons = {
  bubble: 'M7.9 20A9 9 0 1 0 4 16.1L2 22Z',
  question: 'M7.9 20A9 9 0 1 0 4 16.1L2 22ZM9.1 9a3 3 0 0 1 5.8 1c0 2-3 2.6-3 4M12 17h.01',
  headset:
    'M3 14h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-7a9 9 0 0 1 18 0v7a2 2 0 0 1-2 2h-1a2 2 0 0 1-2-2v-3a2 2 0 0 1 2-2h3',
}
