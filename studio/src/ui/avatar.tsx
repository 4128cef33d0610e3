import type { LucideIcon } from 'lucide-react'
import { hueOf, initials } from '../lib/names.ts'
import './avatar.css'

interface Props {
  name: string
  size?: 'sm' | 'md' | 'lg' | undefined
  /** For those who are no person: the rules, the AI. */
  icon?: LucideIcon | undefined
  tone?: 'ai' | 'rules' | undefined
}

/** A person's initials in a quiet colour of their own, always the same for the same name. Decoration: the name stands beside it. */
export function Avatar({ name, size = 'md', icon: Icon, tone }: Props) {
  return (
    <span
      className="avatar"
      data-size={size}
      data-tone={tone}
      style={{ '--hue': hueOf(name) } as never}
      aria-hidden="true"
    >
      {Icon ? <Icon size={size === 'sm' ? 13 : 16} /> : initials(name)}
    </span>
  )
}
