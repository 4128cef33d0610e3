import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { threadQuery } from '../queries.ts'
import { ThreadSkeleton } from '../thread/thread-skeleton.tsx'
import { useConsoleSearch } from '../use-console-search.ts'
import { ConversationView } from './conversation-view.tsx'
import './conversation.css'

/** The open conversation: its thread and, where there is room or it was asked for, the panel about it. */
export function ConversationPage() {
  const { t } = useTranslation('console')
  const { conversationId } = useParams({ from: '/shell/c/$conversationId' })
  const { search } = useConsoleSearch()
  const roomy = useMediaQuery('(min-width: 1280px)')
  const query = useQuery(threadQuery(conversationId))
  if (query.isPending) return <ThreadSkeleton />
  if (query.isError && !query.data)
    return (
      <div className="conversation" data-full-height>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} title={t('thread.failed')} />
      </div>
    )
  if (!query.data)
    return (
      <div className="conversation">
        <EmptyState icon={SearchX} title={t('thread.gone.title')} action={<Link to="/c">{t('thread.gone.back')}</Link>}>
          {t('thread.gone.text')}
        </EmptyState>
      </div>
    )
  // Without a wish in the address the panel is there when the screen is wide enough for three.
  const panel = search.panel ?? (roomy ? 'contact' : undefined)
  return <ConversationView key={conversationId} thread={query.data} panel={panel} />
}
