import type { AiSetup } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Sparkles } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { AdminsOnly, useIsAdmin } from '../admins-only.tsx'
import { aiQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { AiForm } from './ai-form.tsx'

/** Which AI answers, with which settings, and what customers hear when none can. */
export function AiPage() {
  const isAdmin = useIsAdmin()
  return isAdmin ? <AiSettings /> : <AdminsOnly />
}

function AiSettings() {
  const { t } = useTranslation('settings')
  const { id } = useOrganization()
  const { data, error, refetch } = useQuery(aiQuery(id))
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <SettingsSkeleton />
  return (
    <div className="settings-column">
      <h1 className="page-title">{t('section.ai')}</h1>
      <p className="page-lead">
        {t('ai.lead')} <Link to="/ajustes/organizacao">{t('ai.profileLink')}</Link>
      </p>
      <p className="settings-note">
        <Sparkles size={15} aria-hidden />
        {t(isAnswering(data) ? 'ai.answering' : 'ai.silent')}
      </p>
      {data.available.length === 0 ? (
        <EmptyState icon={Sparkles} title={t('ai.none')}>
          {t('ai.noneText')}
        </EmptyState>
      ) : (
        <AiForm key={data.plugin ?? 'none'} setup={data} />
      )}
    </div>
  )
}

const isAnswering = ({ plugin, enabled }: AiSetup) => plugin !== null && enabled
