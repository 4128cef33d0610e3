import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { listQuery } from '../queries.ts'
import { useConsoleSearch } from '../use-console-search.ts'
import { ConversationRow } from './conversation-row.tsx'
import { ListEmpty } from './list-empty.tsx'
import { ListSkeleton } from './list-skeleton.tsx'
import { useCursor } from './use-cursor.ts'
import './conversation-list.css'

const rowHeight = 92

/** The conversations of the chosen view: as many rows in the page as fit the screen, more fetched as it scrolls. */
export function ConversationList({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation('console')
  const { id: organizationId, timezone } = useOrganization()
  const { search } = useConsoleSearch()
  const view = search.view ?? 'mine'
  const query = useInfiniteQuery(listQuery({ organizationId, view, search: search.q ?? '' }))
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const box = useRef<HTMLDivElement>(null)
  const now = useNow()
  const navigate = useNavigate()
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  })
  const cursor = useCursor(rows, openId, (index) => virtual.scrollToIndex(index), box)

  useShortcuts({
    j: () => cursor.move(1),
    k: () => cursor.move(-1),
  })

  const shown = virtual.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (lastShown >= rows.length - 8 && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [lastShown, rows.length, hasNextPage, isFetchingNextPage, fetchNextPage])

  if (query.isPending) return <ListSkeleton />
  if (query.isError && rows.length === 0) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (rows.length === 0)
    return (
      <ListEmpty view={view} search={search.q} onShowAll={() => void navigate({ to: '/c', search: { view: 'all' } })} />
    )
  return (
    <div ref={box} className="list-scroll">
      <ul
        className="list-rows"
        aria-label={t(`view.${view}`)}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          cursor.move(event.key === 'ArrowDown' ? 1 : -1)
        }}
      >
        {shown.map(({ index, key, start }) => {
          const row = rows[index]
          return (
            row && (
              <ConversationRow
                key={key}
                row={row}
                top={start}
                place={index + 1}
                total={hasNextPage ? -1 : rows.length}
                open={row.id === openId}
                reachable={index === cursor.index}
                now={now}
                timeZone={timezone}
              />
            )
          )
        })}
      </ul>
      <div role="status" className="visually-hidden">
        {isFetchingNextPage ? t('list.more') : ''}
      </div>
    </div>
  )
}
