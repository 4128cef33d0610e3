import {
  Building2,
  Inbox,
  KeyRound,
  type LucideIcon,
  MailWarning,
  PackageOpen,
  ScrollText,
  Sparkles,
  Timer,
  Users,
  Webhook,
} from 'lucide-react'

export interface SettingsSection {
  /** Key of its name in settings.json. */
  name: 'organization' | 'inboxes' | 'ai' | 'teams' | 'keys' | 'sla' | 'calls' | 'letters' | 'deliveries' | 'audit'
  to:
    | '/ajustes/organizacao'
    | '/ajustes/caixas'
    | '/ajustes/ia'
    | '/ajustes/equipes'
    | '/ajustes/chaves'
    | '/ajustes/prazos'
    | '/ajustes/chamadas'
    | '/ajustes/nao-processadas'
    | '/ajustes/entregas'
    | '/ajustes/registro'
  icon: LucideIcon
}

/** The sections of settings in the order of their menu. */
export const sections: readonly SettingsSection[] = [
  { name: 'organization', to: '/ajustes/organizacao', icon: Building2 },
  { name: 'inboxes', to: '/ajustes/caixas', icon: Inbox },
  { name: 'ai', to: '/ajustes/ia', icon: Sparkles },
  { name: 'teams', to: '/ajustes/equipes', icon: Users },
  { name: 'sla', to: '/ajustes/prazos', icon: Timer },
  { name: 'keys', to: '/ajustes/chaves', icon: KeyRound },
  { name: 'calls', to: '/ajustes/chamadas', icon: Webhook },
  { name: 'letters', to: '/ajustes/nao-processadas', icon: MailWarning },
  { name: 'deliveries', to: '/ajustes/entregas', icon: PackageOpen },
  { name: 'audit', to: '/ajustes/registro', icon: ScrollText },
]
