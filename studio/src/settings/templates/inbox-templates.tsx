import type { Inbox } from '@faladesk/core/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import './inbox-templates.css'
import { templatesQuery } from '../../lib/template-query.ts'
import { syncTemplates } from '../queries.ts'
import { TemplateRow } from './template-row.tsx'

const first = 8

/** The templates the provider knows for this inbox, with their fate, and a button that asks for them anew. */
export function InboxTemplates({ inbox }: { inbox: Inbox }) {
  const { t, i18n } = useTranslation('channels')
  const { timezone } = useOrganization()
  const isAdmin = useIsAdmin()
  const cache = useQueryClient()
  const [all, setAll] = useState(false)
  const query = useQuery(templatesQuery(inbox.id))
  const sync = useMutation({
    mutationFn: () => syncTemplates(inbox.id),
    onSuccess: (list) => cache.setQueryData(templatesQuery(inbox.id).queryKey, list),
  })
  const templates = query.data ?? []
  const at = templates[0]?.synced_at
  return (
    <Section
      title={t('templates.title')}
      lead={t('templates.lead')}
      aside={
        isAdmin && (
          <Button size="sm" icon={RefreshCw} busy={sync.isPending} onPress={() => sync.mutate()}>
            {t(sync.isPending ? 'templates.syncing' : 'templates.sync')}
          </Button>
        )
      }
    >
      <FailureNote error={sync.error ?? query.error} />
      {query.isPending && <Skeleton height={44} />}
      {query.data?.length === 0 && <p className="templates-none">{t('templates.none')}</p>}
      {templates.length > 0 && (
        <>
          <ul className="templates">
            {templates.slice(0, all ? undefined : first).map((template) => (
              <TemplateRow key={`${template.ref} ${template.language}`} template={template} />
            ))}
          </ul>
          <div className="templates-foot">
            <span role="status">
              {at && t('templates.synced', { when: fullTime(at, i18n.language, timezone), count: templates.length })}
            </span>
            {!all && templates.length > first && (
              <Button size="sm" action="ghost" onPress={() => setAll(true)}>
                {t('templates.all', { count: templates.length })}
              </Button>
            )}
          </div>
        </>
      )}
    </Section>
  )
}
