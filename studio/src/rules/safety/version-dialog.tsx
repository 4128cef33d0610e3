import { LANES, ruleSentence } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { useDraft } from '../draft.tsx'
import { versionQuery } from '../queries.ts'
import { RulesSkeleton } from '../rules-skeleton.tsx'
import { SentenceView } from '../sentence-view.tsx'
import { useSay } from '../use-names.ts'

const shown = 200

/** The rules as they were in one version, as sentences. */
export function VersionDialog({ version, onClose }: { version: number; onClose: () => void }) {
  const { t } = useTranslation('rules-safety')
  const { detail } = useDraft()
  const { id } = useOrganization()
  const say = useSay()
  const { data, error, refetch } = useQuery(versionQuery(id, detail.id, version))
  return (
    <Dialog open onClose={onClose} title={t('versions.rulesOf', { version })} size="lg">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard. */}
      <div className="version-rules" tabIndex={0} aria-busy={!data && !error}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <RulesSkeleton />}
        {data &&
          LANES.map((lane) => {
            const rules = data.document.rules.filter((rule) => rule.lane === lane)
            return rules.length === 0 ? null : (
              <section key={lane} aria-label={t(`lane.${lane}`)}>
                <h3 className="safety-subtitle">{t(`lane.${lane}`)}</h3>
                <ol className="safety-list">
                  {rules.slice(0, shown).map((rule) => (
                    <li key={rule.id} data-off={rule.enabled === false || undefined}>
                      <p className="version-rule">
                        {rule.name}
                        {rule.enabled === false && <span className="safety-small"> {t('versions.off')}</span>}
                      </p>
                      <p className="safety-small">
                        <SentenceView parts={ruleSentence(rule, say).parts} />
                      </p>
                    </li>
                  ))}
                </ol>
                {rules.length > shown && (
                  <p className="safety-small">{t('coverage.more', { count: rules.length - shown })}</p>
                )}
              </section>
            )
          })}
      </div>
    </Dialog>
  )
}
