import type { OutboxRow } from '../store/rows.ts'

/** A part to send; `asked_at` is when the message came in that a rule answers with it. */
export interface SendClaim extends OutboxRow {
  asked_at: string | null
  /** Until when free text goes through; null where the channel has no window. */
  window_until: string | null
  /** On this process's own clock, which also runs while the process is stopped. */
  claimedAt: number
}
