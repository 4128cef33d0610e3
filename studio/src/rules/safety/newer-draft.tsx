import { useQueryClient } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { fetchWorkflow, workflowKey } from '../queries.ts'
import { useDocument, useDocumentActions } from '../use-document.tsx'
import './presence.css'
import { useSafety, useSafetyStore } from './safety.tsx'

/** Somebody saved a newer draft while this one has unsaved changes: compare the two, or take theirs (undo brings ours back). */
export function NewerDraft() {
  const { t } = useTranslation('rules-safety')
  const { id: organizationId } = useOrganization()
  const { detail } = useDraft()
  const { dirty } = useDocument()
  const { store: documents, compare } = useDocumentActions()
  const store = useSafetyStore()
  const by = useSafety((safety) => safety.newer)
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  if (by === null || !dirty) return null

  const take = async () => {
    setBusy(true)
    try {
      const theirs = await fetchWorkflow(detail.id)
      cache.setQueryData(workflowKey(organizationId, detail.id), theirs)
      documents.adopt(theirs.draft, { label: t('presence.took', { name: by }) })
      store.set({ newer: null })
      notify(t('presence.taken', { name: by }), t('presence.undo'))
    } catch (error) {
      notify(t('presence.notTaken'), errorText(error))
    }
    setBusy(false)
  }
  const choose = async () => {
    try {
      if (await compare()) store.set({ newer: null })
    } catch (error) {
      notify(t('presence.notTaken'), errorText(error))
    }
  }
  return (
    <div className="newer-draft">
      <Users size={15} aria-hidden />
      <span>{t('presence.newer', { name: by })}</span>
      <Button size="sm" onPress={() => void choose()}>
        {t('presence.compare')}
      </Button>
      <Button size="sm" action="ghost" busy={busy} onPress={() => void take()}>
        {t('presence.take')}
      </Button>
    </div>
  )
}
