import type { TestReport } from '@faladesk/rules'
import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'

interface Props {
  report: TestReport
  failed: TestReport['results']
  reason: string
  onReason: (reason: string) => void
}

/** How the tests come out; where some fail, publishing needs a reason that stays in the history. */
export function PublishTests({ report, failed, reason, onReason }: Props) {
  const { t } = useTranslation('rules-safety')
  if (report.results.length === 0)
    return (
      <p className="publish-quiet">
        <CircleDashed size={15} aria-hidden /> {t('publish.noTests')}
      </p>
    )
  if (failed.length === 0)
    return (
      <p className="safety-calm">
        <CircleCheck size={15} aria-hidden /> {t('tests.allPass', { count: report.passed })}
      </p>
    )
  return (
    <>
      <div className="safety-alert" data-tone="danger">
        <CircleAlert size={15} aria-hidden />
        <div>
          <p>{t('tests.failed', { count: failed.length })}</p>
          <ul className="publish-errors">
            {failed.slice(0, 8).map(({ index, name }) => (
              <li key={index}>{name}</li>
            ))}
          </ul>
        </div>
      </div>
      <TextField
        label={t('publish.reason')}
        hint={t('publish.reasonHint')}
        value={reason}
        onChange={onReason}
        required
      />
    </>
  )
}
