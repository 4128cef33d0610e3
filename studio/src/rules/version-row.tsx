import type { WorkflowVersion } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../lib/format.ts'
import { useOrganization } from '../lib/organization.tsx'
import { Button } from '../ui/button.tsx'
import { Pill } from '../ui/pill.tsx'

interface Props {
  version: WorkflowVersion
  onShow: () => void
  /** Absent where it is in force already, or the person may not. */
  onRollBack?: (() => void) | undefined
}

/** One version: number, who, when, why. */
export function VersionRow({ version, onShow, onRollBack }: Props) {
  const { t, i18n } = useTranslation('rules')
  const { timezone } = useOrganization()
  const who = version.published_by_name ?? t('history.somebody')
  const when = fullTime(version.published_at, i18n.language, timezone)
  return (
    <li className="version" data-current={version.current || undefined}>
      <span className="version-number">v{version.version}</span>
      <div className="version-words">
        <p className="version-note">
          {version.note || t('history.noNote')}
          {version.current && <Pill tone="success">{t('history.current')}</Pill>}
          {version.rolled_back_from !== null && (
            <Pill>{t('history.rolledBack', { version: version.rolled_back_from })}</Pill>
          )}
        </p>
        <p className="version-about">
          {who} · <time dateTime={version.published_at}>{when}</time>
        </p>
      </div>
      <span className="version-actions">
        <Button
          size="sm"
          action="ghost"
          onPress={onShow}
          aria-label={t('history.showNamed', { version: version.version })}
        >
          {t('history.show')}
        </Button>
        {onRollBack && (
          <Button size="sm" onPress={onRollBack} aria-label={t('history.backNamed', { version: version.version })}>
            {t('history.back')}
          </Button>
        )}
      </span>
    </li>
  )
}
