import { useQuery } from '@tanstack/react-query'
import { CircleHelp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Thread } from '../model.ts'
import { useConsoleSearch } from '../use-console-search.ts'
import { DecisionPicker } from './decision-picker.tsx'
import { DecisionView } from './decision-view.tsx'
import { decisionQuery, decisionsQuery } from './decisions.ts'

/** Why the rules did what they did: the decision on the message asked about, or the latest one. */
export function WhyPanel({ thread, messageId }: { thread: Thread; messageId: string | undefined }) {
  const { t } = useTranslation('console')
  const { change } = useConsoleSearch()
  const list = useQuery(decisionsQuery(thread.conversation.id))
  const asked = thread.messages.find((message) => message.id === messageId)?.decision_id
  const chosen = asked ?? list.data?.[0]?.id
  const decision = useQuery({ ...decisionQuery(chosen ?? ''), enabled: chosen !== undefined })

  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  if (decision.isError && !decision.data)
    return <ErrorState error={decision.error} onRetry={() => void decision.refetch()} />
  if (list.isPending || (chosen !== undefined && decision.isPending))
    return (
      <div role="status" aria-busy="true" aria-label={t('why.loading')} style={{ display: 'grid', gap: 12 }}>
        <Skeleton height={34} />
        <Skeleton height={72} />
        <Skeleton height={16} width="60%" />
        <Skeleton height={48} />
      </div>
    )
  if (!decision.data)
    return (
      <EmptyState icon={CircleHelp} title={t('why.none.title')}>
        {t('why.none.text')}
      </EmptyState>
    )
  return (
    <>
      <DecisionPicker
        decisions={list.data}
        chosen={decision.data}
        thread={thread}
        onChoose={(message) => change({ message })}
      />
      <DecisionView key={decision.data.id} conversationId={thread.conversation.id} decision={decision.data} />
    </>
  )
}
