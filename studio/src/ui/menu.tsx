import type { LucideIcon } from 'lucide-react'
import { lazy, type ReactElement, type Ref, Suspense, useState } from 'react'

export interface MenuChoice {
  key: string
  label: string
  hint?: string | undefined
  icon?: LucideIcon | undefined
  selected?: boolean | undefined
  danger?: boolean | undefined
  disabled?: boolean | undefined
  /** A line above this item, naming the group that begins here. */
  heading?: string | undefined
  onSelect: () => void
}

export interface MenuTrigger {
  ref: Ref<HTMLButtonElement>
  onClick: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
}

export interface MenuProps {
  label: string
  items: MenuChoice[]
  /** Renders the button that opens the menu; spread the props it is given on a <button>. */
  trigger: (props: MenuTrigger) => ReactElement
  placement?: string | undefined
}

const load = () => import('./menu-popup.tsx')
const MenuPopup = lazy(async () => ({ default: (await load()).MenuPopup }))

/**
 * A list of actions or choices that opens from a button; arrows, type-ahead, Enter and Escape work. Most pages are left
 * without one being opened, so what makes it work comes when somebody points at the button or reaches it by Tab.
 */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false)
  const button = (onClick: () => void) =>
    props.trigger({
      ref: null,
      onClick,
      onPointerEnter: load,
      onFocus: load,
      'aria-haspopup': 'menu',
      'aria-expanded': false,
    })
  if (!wanted) return button(() => setWanted(true))
  return (
    <Suspense fallback={button(() => {})}>
      <MenuPopup {...props} />
    </Suspense>
  )
}
