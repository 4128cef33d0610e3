import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ConsoleSearch } from './search.ts'

/** What the console's address holds, and a function that changes some of it in place (undefined removes). */
export function useConsoleSearch() {
  const search = useSearch({ strict: false }) as ConsoleSearch
  const navigate = useNavigate()
  const change = useCallback(
    (some: { [Key in keyof ConsoleSearch]?: ConsoleSearch[Key] | undefined }) =>
      void navigate({
        to: '.',
        search: (before: ConsoleSearch) => ({ ...before, ...some }) as ConsoleSearch,
        replace: true,
      }),
    [navigate],
  )
  return { search, change }
}
