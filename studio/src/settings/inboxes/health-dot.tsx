import type { Inbox } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { healthOf } from './channel-words.ts'
import './health-dot.css'

/** How an inbox is doing: a coloured dot, and the word that says it to everyone. */
export function HealthDot({ inbox }: { inbox: Pick<Inbox, 'enabled' | 'health'> }) {
  const { t } = useTranslation('settings')
  const { tone, word } = healthOf(inbox)
  return (
    <span className="health-dot" data-tone={tone}>
      {t(`health.${word}`)}
    </span>
  )
}
