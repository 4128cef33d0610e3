import type { Context } from '../decide/context.ts'
import type { Facts } from '../decide/facts.ts'
import type { EventRow } from '../decide/happening.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import type { MessageRow } from '../store/rows.ts'

/** What an action is given: the transaction everything of one decision happens in, and what was decided on. */
export interface Scene {
  tx: Tx
  host: Host
  context: Context
  /** The message decided on; of an event, the customer's last one, null where they never wrote. */
  message: MessageRow | null
  /** The event decided on; null where a message was. */
  event: EventRow | null
  facts: Facts
  /** Null where a person gave the AI the turn, without a decision. */
  decisionId: string | null
  /** What has to be woken after the commit. */
  effects: { queued: boolean; turn: boolean }
  /** What is said is said because of an event, and begins no silence of the customer. */
  nudge?: boolean
  /** Id of the rule that asked for the action. */
  rule?: string
}

/** How an action ended; `reason` says why not, or what was done differently. */
export interface Done {
  ok: boolean
  reason?: string
  [detail: string]: unknown
}

/** The record of one action, as kept in decisions.actions. */
export interface Receipt extends Done {
  action: string
  rule?: string
}

/** One action of the catalogue, done. */
export type Perform = (scene: Scene, params: Readonly<Record<string, unknown>>) => Promise<Done>
