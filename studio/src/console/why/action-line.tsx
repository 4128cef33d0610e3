import { Check, CircleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { actionSentence } from './action-words.ts'
import type { Receipt } from './decisions.ts'

/** One thing that was done because of the decision, and why not where it was not. */
export function ActionLine({ receipt }: { receipt: Receipt }) {
  const { t, i18n } = useTranslation('console')
  const Icon = receipt.ok ? Check : CircleAlert
  const own = { 'tell-waiting': t('why.action.tell-waiting') }
  return (
    <li className="why-action" data-state={receipt.ok ? 'done' : 'failed'}>
      <Icon
        size={14}
        strokeWidth={2.2}
        role="img"
        aria-label={t(receipt.ok ? 'why.receipt.done' : 'why.receipt.failed')}
      />
      <span>
        {actionSentence(receipt, i18n.language as Locale, own)}
        {receipt.reason && <small>{receipt.reason}</small>}
      </span>
    </li>
  )
}
