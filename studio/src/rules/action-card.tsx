import { CATALOGUE, type Locale, type RuleEvent } from '@faladesk/rules'
import {
  Bell,
  Bot,
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
import { useTranslation } from 'react-i18next'
import './action-card.css'
import { detailsOf } from './action-details.ts'
import { useSay } from './use-names.ts'

const icons: Record<string, LucideIcon> = {
  'auto-reply': MessageSquareReply,
  'ask-ai': Bot,
  escalate: UserRound,
  route: GitBranch,
  wait: Clock,
  ignore: EyeOff,
  tag: Tag,
  priority: Flag,
  'set-attribute': Wrench,
  assign: Users,
  note: NotebookPen,
  status: Clock,
  sla: Timer,
  webhook: Webhook,
  notify: Bell,
}
const tones: Record<string, string> = { 'auto-reply': 'rules', 'ask-ai': 'ai', escalate: 'warning', route: 'info' }

/** What a rule does: the action's name, its particulars, and the words the customer or the team will read. */
export function ActionCard({ event }: { event: RuleEvent }) {
  const { t, i18n } = useTranslation('rules')
  const say = useSay()
  const Icon = icons[event.type] ?? Plug
  const label = CATALOGUE.actions.get(event.type)?.label[i18n.language as Locale] ?? event.type
  const { particulars, text } = detailsOf(event, say)
  return (
    <div className="action-card" data-tone={tones[event.type]}>
      <div className="action-card-head">
        <Icon size={15} aria-hidden />
        <span className="visually-hidden">{t('word.then')}</span>
        <span className="action-card-label">{label}</span>
        {particulars.map(({ name, value }) => (
          <span key={name} className="action-card-detail">
            <span className="action-card-detail-name">{t(`param.${name}`, { defaultValue: name })}</span> {value}
          </span>
        ))}
      </div>
      {text && <Template text={text} />}
    </div>
  )
}

/** A text with its `{{placeholders}}` marked. */
function Template({ text }: { text: string }) {
  return (
    <p className="action-card-text">
      {text.split(/(\{\{[^{}]*\}\})/u).map((piece, index) =>
        piece.startsWith('{{') ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place.
          <span key={index} className="action-card-slot">
            {piece.slice(2, -2).trim()}
          </span>
        ) : (
          piece
        ),
      )}
    </p>
  )
}
