import { Check, CheckCheck, CircleAlert, CircleOff, CircleQuestionMark, Clock3, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Delivery, Message } from './model.ts'

const icons: Record<Delivery, LucideIcon> = {
  queued: Clock3,
  sending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  unknown: CircleQuestionMark,
  discarded: CircleOff,
}

/** How far an outgoing message got, as the marks people know from their phones. */
export function DeliveryMark({ message }: { message: Message }) {
  const { t } = useTranslation('console')
  if (message.direction !== 'out') return null
  const state: Delivery = message.attempt === 'refused' ? 'failed' : (message.status ?? 'queued')
  const Icon = icons[state]
  return (
    <span
      className="delivery"
      data-state={state}
      role="img"
      aria-label={t(`delivery.${state}`)}
      title={t(`delivery.${state}`)}
    >
      <Icon size={14} strokeWidth={2.2} aria-hidden />
    </span>
  )
}
