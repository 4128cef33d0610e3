import { Check } from 'lucide-react'
import { type Ref, useLayoutEffect, useRef, useState } from 'react'
import { MenuItem, Menu as Popup } from './gs/menu.ts'
import './menu.css'
import type { MenuChoice, MenuProps } from './menu.tsx'

/** The menu itself, which begins open: it is there because its button was pressed. */
export function MenuPopup({ label, items, trigger, placement = 'bottom right' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  // This button stands in for the one that was pressed: it takes over the focus, and gets it back when the menu closes.
  useLayoutEffect(() => {
    button.current?.focus()
    setOpen(true)
  }, [])
  return (
    <Popup
      role="menu"
      aria-label={label}
      placement={placement}
      offset={6}
      closeOnSelect
      isOpen={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      onAction={(key) => items.find((item) => item.key === key)?.onSelect()}
      disabledKeys={items.filter((item) => item.disabled).map((item) => item.key)}
      trigger={({ ref, onPress, 'aria-expanded': expanded }) =>
        trigger({
          ref: both(button, ref as Ref<HTMLButtonElement>),
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

const both =
  (...refs: Ref<HTMLButtonElement>[]) =>
  (node: HTMLButtonElement | null) => {
    for (const ref of refs)
      if (typeof ref === 'function') ref(node)
      else if (ref) ref.current = node
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
