import { Check, type LucideIcon } from 'lucide-react'
import type { ReactElement, Ref } from 'react'
import { MenuItem, Menu as Popup } from './gs/menu.ts'
import './menu.css'

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
  'aria-haspopup': 'menu'
  'aria-expanded': boolean
}

interface Props {
  label: string
  items: MenuChoice[]
  /** Renders the button that opens the menu; spread the props it is given on a <button>. */
  trigger: (props: MenuTrigger) => ReactElement
  placement?: string | undefined
}

/** A list of actions or choices that opens from a button; arrows, type-ahead, Enter and Escape work. */
export function Menu({ label, items, trigger, placement = 'bottom right' }: Props) {
  return (
    <Popup
      role="menu"
      aria-label={label}
      placement={placement}
      offset={6}
      closeOnSelect
      onAction={(key) => items.find((item) => item.key === key)?.onSelect()}
      disabledKeys={items.filter((item) => item.disabled).map((item) => item.key)}
      trigger={({ ref, onPress, 'aria-expanded': expanded }) =>
        trigger({
          ref: ref as Ref<HTMLButtonElement>,
          onClick: onPress as () => void,
          'aria-haspopup': 'menu',
          'aria-expanded': Boolean(expanded),
        })
      }
    >
      {items.map((item) => (
        <MenuItem
          key={item.key}
          textValue={item.label}
          role={item.selected === undefined ? 'menuitem' : 'menuitemradio'}
          aria-checked={item.selected}
        >
          <MenuLine choice={item} />
        </MenuItem>
      ))}
    </Popup>
  )
}

function MenuLine({ choice: { label, hint, icon: Icon, selected, danger, heading } }: { choice: MenuChoice }) {
  return (
    <span className="menu-line" data-danger={danger || undefined}>
      {heading && <span className="menu-heading">{heading}</span>}
      <span className="menu-row">
        {Icon && <Icon size={15} className="menu-icon" aria-hidden />}
        <span className="menu-text">
          <span className="truncate">{label}</span>
          {hint && <span className="menu-hint truncate">{hint}</span>}
        </span>
        {selected && <Check size={15} className="menu-check" aria-hidden />}
      </span>
    </span>
  )
}
