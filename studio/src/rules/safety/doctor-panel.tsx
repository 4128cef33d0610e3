import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useDocument } from '../use-document.tsx'
import { FindingCard } from './finding-card.tsx'
import { countOf, findingKey, severities } from './findings.ts'
import { Panel } from './panel.tsx'
import { useFindings, useSafety } from './safety.tsx'

const shownAtOnce = 100

/** All the Doctor found, the gravest first, each with its rule, a message that shows it, and its cure. */
export function DoctorPanel() {
  const { t } = useTranslation('rules-safety')
  const { document, select } = useDocument()
  const findings = useFindings()
  const seen = useSafety((safety) => safety.findings !== null)
  const failure = useSafety((safety) => safety.failure)
  const counts = countOf(findings)
  return (
    <Panel title={t('doctor.title')}>
      <p className="safety-lead">{t('doctor.lead')}</p>
      {failure && (
        <p className="safety-alert" data-tone="danger" role="alert">
          <CircleAlert size={15} aria-hidden /> {t('doctor.broke')}
        </p>
      )}
      {!seen && !failure && (
        <div role="status" aria-busy="true" aria-label={t('doctor.looking')}>
          <Skeleton height={52} />
        </div>
      )}
      {seen && findings.length === 0 && !failure && (
        <p className="safety-calm" role="status">
          <CircleCheck size={15} aria-hidden /> {t('doctor.fine', { count: document.rules.length })}
        </p>
      )}
      {severities.map((severity) =>
        counts[severity] === 0 ? null : (
          <section key={severity} aria-label={t(`doctor.count.${severity}`, { count: counts[severity] })}>
            <h3 className="safety-subtitle">{t(`doctor.count.${severity}`, { count: counts[severity] })}</h3>
            <ul className="safety-list">
              {findings
                .filter((finding) => finding.severity === severity)
                .slice(0, shownAtOnce)
                .map((finding) => {
                  const rule = document.rules.find(({ id }) => id === finding.ruleId)
                  return (
                    <li key={findingKey(finding)}>
                      {rule && (
                        <button
                          type="button"
                          className="safety-link doctor-rule"
                          aria-label={t('doctor.jump', { name: rule.name })}
                          onClick={() => select(rule.id)}
                        >
                          {rule.name}
                        </button>
                      )}
                      <FindingCard finding={finding} />
                    </li>
                  )
                })}
            </ul>
            {counts[severity] > shownAtOnce && (
              <p className="safety-small">{t('doctor.more', { count: counts[severity] - shownAtOnce })}</p>
            )}
          </section>
        ),
      )}
    </Panel>
  )
}
