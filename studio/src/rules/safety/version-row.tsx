import type { WorkflowVersion } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { useDraft } from '../draft.tsx'

interface Props {
  version: WorkflowVersion
  onShow: () => void
  /** Absent where it is in force already, or the person may not. */
  onRollBack?: (() => void) | undefined
}

/** One version: number, who, when, why, and how it came into force. */
export function VersionRow({ version, onShow, onRollBack }: Props) {
  const { t, i18n } = useTranslation('rules-safety')
  const { timezone } = useOrganization()
  const { detail } = useDraft()
  const number = version.version
  const who = version.published_by_name ?? t('versions.somebody')
  const when = fullTime(version.published_at, i18n.language, timezone)
  return (
    <li className="version" data-current={version.current || undefined}>
      <span className="version-number">v{number}</span>
      <div className="version-words">
        <p className="version-note">
          {version.note || <span className="safety-small">{t('versions.noNote')}</span>}
          {version.current && <Pill tone="success">{t('versions.current')}</Pill>}
          {detail.candidate?.version === number && <Pill tone="info">{t('versions.onTrial')}</Pill>}
          {version.rolled_back_from !== null && (
            <Pill>{t('versions.rolledBack', { version: version.rolled_back_from })}</Pill>
          )}
        </p>
        <p className="safety-small">
          {who} · <time dateTime={version.published_at}>{when}</time>
        </p>
        {version.override && <p className="safety-small">{t('versions.override', { reason: version.override })}</p>}
        <p className="version-actions">
          <Button size="sm" action="ghost" onPress={onShow} aria-label={t('versions.showNamed', { version: number })}>
            {t('versions.show')}
          </Button>
          {onRollBack && (
            <Button size="sm" onPress={onRollBack} aria-label={t('versions.backNamed', { version: number })}>
              {t('versions.back')}
            </Button>
          )}
        </p>
      </div>
    </li>
  )
}
