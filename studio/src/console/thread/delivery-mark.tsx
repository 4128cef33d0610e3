import { Check, CheckCheck, CircleAlert, CircleOff, CircleQuestionMark, Clock3, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { money } from '../../lib/money.ts'
import type { Delivery, Message } from '../model.ts'

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
  const { t, i18n } = useTranslation('console')
  if (message.direction !== 'out') return null
  const state: Delivery = message.attempt === 'refused' ? 'failed' : (message.status ?? 'queued')
  const Icon = icons[state]
  const { amount, currency, billable } = message.pricing ?? {}
  const price =
    amount !== undefined && currency
      ? t('delivery.price', { price: money(amount, currency, i18n.language) })
      : billable === false
        ? t('delivery.unpaid')
        : null
  const said = [t(`delivery.${state}`), price].filter(Boolean).join(' · ')
  return (
    <span className="delivery-mark" data-state={state} role="img" aria-label={t(`delivery.${state}`)} title={said}>
      <Icon size={14} strokeWidth={2.2} aria-hidden />
    </span>
  )
}
