import type { WorkflowVersion } from '@faladesk/core/contract'
import type { RuleDocument } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { useDraft } from '../draft.tsx'
import { versionQuery } from '../queries.ts'
import { RulesSkeleton } from '../rules-skeleton.tsx'
import { useDocument } from '../use-document.tsx'
import { DifferenceList } from './difference-list.tsx'

const draft = 'draft'

/** What differs between any two versions, or a version and the draft, in sentences. */
export function CompareVersions({ versions }: { versions: readonly WorkflowVersion[] }) {
  const { t } = useTranslation('rules-safety')
  const current = versions.find((one) => one.current) ?? versions[0]
  const [from, setFrom] = useState(String(current?.version ?? draft))
  const [to, setTo] = useState(draft)
  const before = useSide(from)
  const after = useSide(to)
  const options = [
    { value: draft, label: t('versions.draft') },
    ...versions.map(({ version }) => ({ value: String(version), label: t('versions.number', { version }) })),
  ]
  const error = before.error ?? after.error
  return (
    <>
      <h3 className="safety-subtitle">{t('versions.compare')}</h3>
      <div className="compare-sides">
        <SelectField label={t('versions.from')} value={from} onChange={setFrom} options={options} size="sm" />
        <SelectField label={t('versions.to')} value={to} onChange={setTo} options={options} size="sm" />
      </div>
      {error && <ErrorState error={error} />}
      {!error && before.document && after.document && (
        <DifferenceList before={before.document} after={after.document} />
      )}
      {!error && !(before.document && after.document) && <RulesSkeleton />}
    </>
  )
}

function useSide(side: string): { document: RuleDocument | null; error: unknown } {
  const { id } = useOrganization()
  const { detail } = useDraft()
  const { document } = useDocument()
  const isDraft = side === draft
  const { data, error } = useQuery({ ...versionQuery(id, detail.id, Number(side)), enabled: !isDraft })
  return isDraft ? { document, error: null } : { document: data?.document ?? null, error }
}
