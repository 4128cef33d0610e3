import type { Session } from '@supabase/supabase-js'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useState } from 'react'
import { queryClient } from '../lib/query.ts'
import { SessionProvider } from '../lib/session.tsx'
import { makeRouter } from '../router.tsx'
import { UiProvider } from '../ui/provider.tsx'

/** Studio, whole: the cache, the person, the theme, and the routes inside them. */
export function App({ session }: { session: Session | null }) {
  const [router] = useState(makeRouter)
  return (
    <QueryClientProvider client={queryClient}>
      <SessionProvider initial={session}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </SessionProvider>
    </QueryClientProvider>
  )
}
