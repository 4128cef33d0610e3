import type { Inbox } from '@faladesk/core/contract'
import { Activity } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import type { Test } from '../form/test-connection.tsx'
import { healthOf } from './channel-words.ts'
import { HealthDot } from './health-dot.tsx'
import './inbox-health.css'

/** How an inbox is doing, since when, why, and what to do about it; with a button that looks again. */
export function InboxHealth({ inbox, test }: { inbox: Inbox; test: Test | null }) {
  const { t, i18n } = useTranslation('settings')
  const { timezone } = useOrganization()
  const isAdmin = useIsAdmin()
  const { tone } = healthOf(inbox)
  const { status, reason, remedy, source: seen = 'test', at } = inbox.health
  const isTroubled = inbox.enabled && status !== 'ok'
  return (
    <section
      className="inbox-health"
      data-tone={inbox.enabled ? tone : undefined}
      aria-label={t('health.title')}
      aria-live="polite"
    >
      <div className="inbox-health-head">
        <HealthDot inbox={inbox} />
        <span className="inbox-health-when">
          {at && t(`health.at.${seen}`, { when: fullTime(at, i18n.language, timezone) })}
        </span>
        {isAdmin && test && (
          <Button size="sm" icon={Activity} busy={test.busy} onPress={test.run}>
            {t(test.busy ? 'test.running' : at ? 'test.again' : 'test.button')}
          </Button>
        )}
      </div>
      {isTroubled && reason && <p className="inbox-health-reason">{reason}</p>}
      {isTroubled && remedy && remedy !== reason && (
        <p className="inbox-health-remedy">
          <strong>{t('health.remedy')}</strong> {remedy}
        </p>
      )}
    </section>
  )
}
