import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../ui/notify.tsx'
import { useDraft } from '../draft.tsx'
import { NewTest } from './new-test.tsx'
import { decidedQuery } from './queries.ts'
import { useOpenPanel } from './safety.tsx'

/** Makes a test of the message an address names by its decision: this is where "create a test of this conversation" leads. */
export function TestFromDecision({ decisionId }: { decisionId: string }) {
  const { t } = useTranslation('rules-safety')
  const { detail, canEdit } = useDraft()
  const { data, isError } = useQuery(decidedQuery(decisionId))
  const navigate = useNavigate()
  const openPanel = useOpenPanel()
  const notify = useNotify()
  const missing = isError || data === null || (data !== undefined && !canEdit)
  const base = useMemo(() => (data ? { label: '', facts: data.facts } : null), [data])
  const leave = () => {
    openPanel('tests')
    void navigate({
      to: '/regras/$workflowId',
      params: { workflowId: detail.id },
      search: { painel: 'tests' },
      replace: true,
    })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when it is known.
  useEffect(() => {
    if (!missing) return
    notify(t('tests.noDecision'))
    leave()
  }, [missing])
  return base && !missing ? <NewTest base={base} onClose={leave} /> : null
}
