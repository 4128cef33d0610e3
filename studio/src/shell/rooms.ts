import { type LucideIcon, MessagesSquare, Settings, Smartphone, Workflow } from 'lucide-react'

export interface Room {
  /** Key of its name in shell.json. */
  name: 'conversations' | 'rules' | 'settings' | 'phone'
  to: '/c' | '/regras' | '/ajustes' | '/telefone'
  icon: LucideIcon
  /** Only in the demo organization. */
  demo?: boolean
}

/** The rooms of Studio in the order of the sidebar. */
export const rooms: Room[] = [
  { name: 'conversations', to: '/c', icon: MessagesSquare },
  { name: 'rules', to: '/regras', icon: Workflow },
  { name: 'settings', to: '/ajustes', icon: Settings },
  { name: 'phone', to: '/telefone', icon: Smartphone, demo: true },
]
