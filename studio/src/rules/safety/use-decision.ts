import type { Decision } from '@faladesk/rules'
import { useEffect, useMemo } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { setTrace } from '../canvas/trace-store.ts'
import { useDocument } from '../use-document.tsx'
import { useDecide, useSafety, useSafetyStore } from './safety.tsx'
import { factsOf, isMessage, type Trial } from './trial.ts'

/** Whether there is anything to try: a message without words is no message. */
const isReady = (trial: Trial): boolean => !isMessage(trial) || trial.text.trim() !== '' || trial.base !== null

/** What the rules as they are now decide about the trial, at once and after each edit; also lit up on the map. */
export function useDecision(): { facts: Record<string, unknown> | null; decision: Decision | null } {
  const { document, broken } = useDocument()
  const { timezone } = useOrganization()
  const store = useSafetyStore()
  const decide = useDecide()
  const trial = useSafety((safety) => safety.trial)
  const decision = useSafety((safety) => safety.decision)
  const facts = useMemo(
    () => (isReady(trial) ? factsOf(trial, { now: new Date(), timeZone: timezone }) : null),
    [trial, timezone],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed document is asked anew, though the worker holds it.
  useEffect(() => {
    if (!facts || broken !== null) {
      store.set({ decision: null })
      return
    }
    let overtaken = false
    // As in the pipeline: where a human speaks, no rule answers.
    const silent = facts['conversation.owner'] === 'human' ? 'human-owner' : undefined
    decide(facts, silent).then(
      (decision) => {
        if (!overtaken) store.set({ decision })
      },
      (error: unknown) => {
        if (!overtaken) store.set({ decision: null, failure: error instanceof Error ? error.message : String(error) })
      },
    )
    return () => {
      overtaken = true
    }
  }, [facts, document, broken, decide, store])

  useEffect(() => {
    setTrace(decision)
    return () => setTrace(null)
  }, [decision])

  return { facts, decision }
}
