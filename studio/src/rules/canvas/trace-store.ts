import type { Decision } from '@faladesk/rules'
import { useSyncExternalStore } from 'react'

let trace: Decision | null = null
const listeners = new Set<() => void>()

/** Shows the path of a decision on the canvas; null takes it away. */
export function setTrace(decision: Decision | null) {
  if (decision === trace) return
  trace = decision
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The decision whose path is shown, or null. */
export const useTrace = (): Decision | null => useSyncExternalStore(subscribe, () => trace)
