import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

const refused = (error: unknown) => error instanceof ApiError && error.status >= 400 && error.status < 500

/** The cache of everything read. Realtime keeps it fresh, so nothing is refetched merely because time passed. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (failures, error) => !refused(error) && failures < 2,
    },
    mutations: { retry: false },
  },
})
