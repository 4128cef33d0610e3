import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { supabase } from '../lib/supabase.ts'

/** Returns a function that ends the session in this browser and goes to the sign-in page. */
export function useSignOut() {
  const navigate = useNavigate()
  return useCallback(() => {
    const leave = async () => {
      // 'local': other devices of the same person stay signed in, and it works without a network.
      await supabase().auth.signOut({ scope: 'local' })
      // Who leaves on purpose starts afresh: without the place they left.
      await navigate({ to: '/entrar', search: {} })
    }
    void leave()
  }, [navigate])
}
