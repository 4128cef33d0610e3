import type { Session } from '@supabase/supabase-js'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { queryClient } from './query.ts'
import { supabase } from './supabase.ts'

const SessionContext = createContext<Session | null | undefined>(undefined)

/** Follows who is signed in. When the person changes, everything that was read for the one before is forgotten. */
export function SessionProvider({ initial, children }: { initial: Session | null; children: ReactNode }) {
  const [session, setSession] = useState(initial)
  useEffect(() => {
    const { data } = supabase().auth.onAuthStateChange((_event, next) => {
      setSession((before) => {
        if (before?.user.id !== next?.user.id) queryClient.clear()
        return next
      })
    })
    return () => data.subscription.unsubscribe()
  }, [])
  return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
}

/** The signed-in person's session, or null. */
export function useSession(): Session | null {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('useSession() needs a SessionProvider above it.')
  return session
}

/** The signed-in person's user id; only for screens behind sign-in. */
export function useUserId(): string {
  const session = useSession()
  if (!session) throw new Error('useUserId() was used on a screen without sign-in.')
  return session.user.id
}
