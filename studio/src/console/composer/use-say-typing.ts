import { useMemo } from 'react'
import { api } from '../../lib/api.ts'

const everyMs = 3000

/** Returns a function that tells the customer that somebody is writing: at once, then at most every three seconds. */
export function useSayTyping(conversationId: string) {
  return useMemo(() => {
    let last = Number.NEGATIVE_INFINITY
    return () => {
      if (performance.now() - last < everyMs) return
      last = performance.now()
      // Channels that cannot show it say so; that is nothing an agent needs to know.
      api('POST', `/v1/conversations/${conversationId}/typing`).catch(() => {})
    }
  }, [conversationId])
}
