import {
  Bell,
  Bot,
  CircleDot,
  Clock,
  EyeOff,
  Flag,
  GitBranch,
  type LucideIcon,
  MessageSquareReply,
  NotebookPen,
  Plug,
  Tag,
  Timer,
  UserRound,
  Users,
  Webhook,
  Wrench,
} from 'lucide-react'
import type { Tone } from '../../ui/pill.tsx'

const looks: Readonly<Record<string, { icon: LucideIcon; tone: Tone }>> = {
  'auto-reply': { icon: MessageSquareReply, tone: 'rules' },
  'ask-ai': { icon: Bot, tone: 'ai' },
  escalate: { icon: UserRound, tone: 'warning' },
  route: { icon: GitBranch, tone: 'info' },
  wait: { icon: Clock, tone: 'neutral' },
  ignore: { icon: EyeOff, tone: 'neutral' },
  tag: { icon: Tag, tone: 'accent' },
  priority: { icon: Flag, tone: 'danger' },
  'set-attribute': { icon: Wrench, tone: 'neutral' },
  assign: { icon: Users, tone: 'warning' },
  note: { icon: NotebookPen, tone: 'neutral' },
  status: { icon: CircleDot, tone: 'success' },
  sla: { icon: Timer, tone: 'info' },
  webhook: { icon: Webhook, tone: 'neutral' },
  notify: { icon: Bell, tone: 'warning' },
}

/** How an action is drawn; a plugin's own has a plug. */
export const lookOf = (type: string): { icon: LucideIcon; tone: Tone } => looks[type] ?? { icon: Plug, tone: 'neutral' }
