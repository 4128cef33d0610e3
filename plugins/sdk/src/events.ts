import type { ProviderError } from './errors.ts'
import type { Identity, Part } from './parts.ts'

/** What is known of a message beside its words, mostly of mails. */
export interface Flags {
  auto?: boolean
  bulk?: boolean
  forwarded?: boolean
  spoofRisk?: boolean
  /** What the receiving server found out about the sender, of e-mail: SPF, DKIM, DMARC (`pass`, `fail`, `none` …). */
  authentication?: { spf?: string; dkim?: string; dmarc?: string }
}

/** Who wrote: every address they are known by there, the one to answer first. */
export interface Sender {
  identities: Identity[]
  name?: string
  username?: string
}

/** What every event has. */
export interface EventBase {
  /** The provider's id of the thing, unique within the inbox. */
  externalId: string
  /** `${type}:${externalId}[:sub]`: the same delivery always yields the same key. */
  idempotencyKey: string
  /** ISO 8601 in UTC, from the provider's clock where it tells one. */
  occurredAt: string
  /** The business's own address it came to: `To`, phone_number_id, mailbox. */
  account?: string
}

/** How far a message of ours has come; of two the further one counts. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

/** Somebody wrote, or the business itself did elsewhere (`echo`). */
export type MessageEvent = EventBase & {
  type: 'message'
  direction?: 'in' | 'echo'
  from: Sender
  /** Whom it was written to; of an echo, the addresses of the one person it reached. */
  to?: Identity[]
  /** Others who got it too (Cc of an e-mail); shown, never written to by themselves. */
  cc?: Identity[]
  /**
   * What it answers: ids of earlier messages, the nearest first; `conversationId` where a token of ours, verified by the
   * channel, names the conversation; the subject of an e-mail.
   */
  thread?: { replyToExternalIds: string[]; conversationId?: string; subject?: string }
  content: Part[]
  flags?: Flags
  referral?: object
}
/** How far a message of ours has come, or why it failed. */
export type StatusEvent = EventBase & {
  type: 'status'
  messageExternalId?: string
  /** The uuid we gave the send (`OutboundMessage.id`), when the callback carries it. */
  ourMessageId?: string
  status: DeliveryStatus
  error?: ProviderError
  pricing?: object
  identities?: Identity[]
}

/** A mail of ours came back, for good or for now. */
export type BounceEvent = EventBase & {
  type: 'bounce'
  messageExternalId?: string
  ourMessageId?: string
  recipient?: Identity
  status: 'failed' | 'delayed'
  error: ProviderError
}

/** What a channel makes of a provider's webhook; core stores it by `idempotencyKey` and nothing else. */
export type InboundEvent =
  | MessageEvent
  | StatusEvent
  | (EventBase & { type: 'reaction'; target: string; emoji: string | null; from: Sender })
  | (EventBase & { type: 'edit'; target: string; content: Part[] })
  | (EventBase & { type: 'delete'; target: string })
  | (EventBase & { type: 'identity'; previous: Identity[]; current: Identity[] })
  /** They want to hear nothing more at this address, or again; of advertising only where `scope` says so. */
  | (EventBase & { type: 'optout' | 'optin'; from: Sender; scope?: 'marketing' })
  /** A mail of ours came back: for good (`failed`) or for now (`delayed`). Opens no conversation. */
  | BounceEvent
  /** The provider says something of the inbox itself: a template's fate, the number's quality. Shown to admins. */
  | (EventBase & { type: 'account'; topic: string; note: string; detail?: object })
  | (EventBase & { type: 'unsupported'; note: string; from?: Sender })
