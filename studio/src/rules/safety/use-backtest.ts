import type { StartBacktest } from '@faladesk/core/contract'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { useDraft } from '../draft.tsx'
import { useDocumentStore } from '../use-document.tsx'
import { cancelBacktest, followBacktest } from './backtest.ts'
import { after, noReplay, type Replay } from './backtest-state.ts'

/** A replay of real messages on the rules as they are in the editor, or on the version on trial: start it, see it go, stop it. */
export function useBacktest(): { replay: Replay; start: (asked: StartBacktest) => void; cancel: () => void } {
  const { detail } = useDraft()
  const documents = useDocumentStore()
  const [replay, tell] = useReducer(after, noReplay)
  const following = useRef<AbortController>(null)
  const running = useRef<string>(null)

  useEffect(() => {
    running.current = replay.state === 'running' ? replay.id : null
  }, [replay])

  const cancel = useCallback(() => {
    following.current?.abort()
    if (running.current) void cancelBacktest(detail.id, running.current).catch(() => undefined)
    running.current = null
    tell({ is: 'cancelled' })
  }, [detail.id])

  const start = useCallback(
    (asked: StartBacktest) => {
      following.current?.abort()
      following.current = new AbortController()
      const { document } = documents.snapshot()
      const body = asked.trial ? asked : { ...asked, document: document as unknown as Record<string, unknown> }
      void followBacktest(detail.id, body, tell, following.current.signal)
    },
    [detail.id, documents],
  )

  // Nobody waits for the answer any more: the server may rest.
  useEffect(() => cancel, [cancel])

  return { replay, start, cancel }
}
