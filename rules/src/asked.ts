import { LANES, type Lane, type RuleTrigger } from './document.ts'
import type { PreparedRule } from './prepare-document.ts'
import { happens } from './triggers.ts'

/** Which rules one decision asks. */
export interface Asked {
  readonly now: readonly RuleTrigger[]
  /** Lanes left alone, and why. */
  readonly skipped: ReadonlyMap<Lane, string>
  readonly stopped: ReadonlySet<string> | undefined
}

/** The lanes left alone: the ones nobody asked for, and replies when there is a reason not to speak. */
export function skippedLanes(lanes: readonly Lane[] = LANES, skipReply?: string): ReadonlyMap<Lane, string> {
  const skipped = new Map<Lane, string>()
  if (skipReply !== undefined) skipped.set('reply', skipReply)
  for (const lane of LANES) if (!lanes.includes(lane)) skipped.set(lane, 'lane-not-asked')
  return skipped
}

/** Why a rule is not asked at all, or null when it is. */
export function whyNotAsked(
  { id, enabled, lane, on }: PreparedRule,
  { now, skipped, stopped }: Asked,
): { readonly outcome: 'disabled' | 'not-evaluated'; readonly reason?: string } | null {
  if (!enabled) return { outcome: 'disabled' }
  if (stopped?.has(id)) return { outcome: 'disabled', reason: 'stopped' }
  const reason = skipped.get(lane)
  if (reason !== undefined) return { outcome: 'not-evaluated', reason }
  return happens(on, now) ? null : { outcome: 'not-evaluated', reason: 'other-event' }
}
