import type { ReplyWindow } from './reply-contract.ts'

const minute = 60_000

/** What a channel's window means at this moment: none, open, closing within the hour, or closed. */
export type WindowState =
  | { state: 'none' | 'closed' }
  | { state: 'open' | 'closing'; left: { unit: 'day' | 'hour' | 'minute'; count: number } | null }

/** Reads a window by the clock: what was open when it was read may have closed since. */
export function windowAt(window: ReplyWindow | null | undefined, now: number): WindowState {
  if (!window) return { state: 'none' }
  const left = window.until === null ? null : Date.parse(window.until) - now
  if (!window.open || (left !== null && left <= 0)) return { state: 'closed' }
  // A window without an end is open, and there is nothing to count.
  if (left === null) return { state: 'open', left: null }
  return { state: left < 60 * minute ? 'closing' : 'open', left: roundedLeft(left) }
}

// Rounded down, so that nobody counts on time that is not there; the last minute is still one.
function roundedLeft(ms: number): { unit: 'day' | 'hour' | 'minute'; count: number } {
  const minutes = Math.max(1, Math.floor(ms / minute))
  if (minutes < 60) return { unit: 'minute', count: minutes }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? { unit: 'hour', count: hours } : { unit: 'day', count: Math.floor(hours / 24) }
}
