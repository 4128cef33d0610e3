import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './states.css'

interface Props {
  icon: LucideIcon
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** Says kindly that there is nothing here, why, and what to do next. */
export function EmptyState({ icon: Icon, title, children, action }: Props) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon size={22} strokeWidth={1.6} aria-hidden />
      </span>
      <h2 className="state-title">{title}</h2>
      {children && <p className="state-text">{children}</p>}
      {action && <div className="state-action">{action}</div>}
    </div>
  )
}
