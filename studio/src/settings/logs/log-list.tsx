import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { SettingsSkeleton } from '../settings-skeleton.tsx'

interface Props<Entry> {
  query: UseInfiniteQueryResult<Entry[]>
  /** Stands where there is no entry. */
  none: ReactNode
  children: (entries: Entry[]) => ReactNode
}

/** What happened, newest first: its entries, what stands there until they come, and a button for older ones. */
export function LogList<Entry>({ query, none, children }: Props<Entry>) {
  const { t } = useTranslation('settings')
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  return (
    <>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SettingsSkeleton />}
      {data?.length === 0 && none}
      {data && data.length > 0 && children(data)}
      {hasNextPage && (
        <Button busy={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  )
}
