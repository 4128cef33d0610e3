import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './pill.css'

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger' | 'info' | 'ai' | 'rules'

interface Props {
  children: ReactNode
  tone?: Tone | undefined
  icon?: LucideIcon | undefined
  title?: string | undefined
}

/** A short state in a tinted capsule; the words carry the meaning, the colour only helps. */
export function Pill({ children, tone = 'neutral', icon: Icon, title }: Props) {
  return (
    <span className="pill" data-tone={tone} title={title}>
      {Icon && <Icon size={12} aria-hidden />}
      <span className="truncate">{children}</span>
    </span>
  )
}
