import { LANES } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { useDraft } from './draft.tsx'
import { versionQuery } from './queries.ts'
import { RuleCard } from './rule-card.tsx'
import { RulesSkeleton } from './rules-skeleton.tsx'

/** The rules as they were in one version. */
export function VersionDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation('rules')
  const { detail } = useDraft()
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(versionQuery(id, detail.id, version))
  return (
    <Dialog open onClose={onClose} title={t('history.rulesOf', { version })} size="lg">
      <div className="version-rules" aria-busy={!data && !error}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <RulesSkeleton />}
        {data &&
          LANES.map((lane) => {
            const rules = data.document.rules.filter((rule) => rule.lane === lane)
            return rules.length === 0 ? null : (
              <section key={lane}>
                <h3 className="rules-subtitle">{t(`lane.${lane}.title`)}</h3>
                <ol className="rule-cards">
                  {rules.map((rule, index) => (
                    <RuleCard
                      key={rule.id}
                      rule={rule}
                      place={index + 1}
                      isFirst={index === 0}
                      isLast={index === rules.length - 1}
                    />
                  ))}
                </ol>
              </section>
            )
          })}
      </div>
    </Dialog>
  )
}
