import type { ProviderError } from './errors.ts'

/** One address of a contact, exactly as the provider wrote it; a contact has many and a phone is never the key. */
export interface Identity {
  kind: 'wa_phone' | 'wa_bsuid' | 'phone' | 'email' | 'telegram' | 'webchat' | (string & {})
  value: string
  verified?: boolean
}

/** A file at the provider: fetched by `url` or `id` through `channel.fetchMedia`, with what the webhook said about it. */
export interface MediaRef {
  url?: string
  id?: string
  mime: string
  size?: number
  filename?: string
  sha256?: string
}

/** A piece of what somebody said. */
export type Part = TextPart | MediaPart | LocationPart | ContactPart | ChoicePart | UnsupportedPart
export interface TextPart {
  k: 'text'
  text: string
}
export interface MediaPart {
  k: 'media'
  media: MediaRef
  caption?: string
}
export interface LocationPart {
  k: 'location'
  lat: number
  lng: number
  name?: string
  address?: string
}
export interface ContactPart {
  k: 'contact'
  vcard: object
}
/** A button or list row the customer tapped. */
export interface ChoicePart {
  k: 'choice'
  id?: string
  title: string
  payload?: string
}
/** Something we cannot show, kept visible and never dropped silently. */
export interface UnsupportedPart {
  k: 'unsupported'
  note: string
}

export interface Flags {
  auto?: boolean
  bulk?: boolean
  forwarded?: boolean
  spoofRisk?: boolean
}

export interface Sender {
  identities: Identity[]
  name?: string
  username?: string
}

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

export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'read' | 'played' | 'failed'

export type MessageEvent = EventBase & {
  type: 'message'
  direction?: 'in' | 'echo'
  from: Sender
  to?: Identity[]
  thread?: { replyToExternalIds: string[]; subject?: string }
  content: Part[]
  flags?: Flags
  referral?: object
}
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

/** What a channel makes of a provider's webhook; core stores it by `idempotencyKey` and nothing else. */
export type InboundEvent =
  | MessageEvent
  | StatusEvent
  | (EventBase & { type: 'reaction'; target: string; emoji: string | null; from: Sender })
  | (EventBase & { type: 'edit'; target: string; content: Part[] })
  | (EventBase & { type: 'delete'; target: string })
  | (EventBase & { type: 'identity'; previous: Identity[]; current: Identity[] })
  | (EventBase & { type: 'optout' | 'optin'; from: Sender })
  | (EventBase & { type: 'unsupported'; note: string; from?: Sender })

export interface TemplatePart {
  k: 'template'
  /** The provider's name or id of an approved template. */
  ref: string
  variables?: Record<string, string>
}
export interface ButtonsPart {
  k: 'buttons'
  text: string
  buttons: { id: string; title: string }[]
}
export type OutboundPart = TextPart | MediaPart | LocationPart | TemplatePart | ButtonsPart

/** One message to send; `id` is the uuid of its outbox row and our idempotency key. */
export interface OutboundMessage {
  id: string
  to: Identity[]
  /** The provider's id of the message being answered. */
  replyTo?: string
  content: OutboundPart[]
  /** Absolute public URL of the `status` hook with `?m=<id>`. */
  statusUrl: string
}

export interface SentPart {
  externalId: string
  status: 'queued' | 'sent' | 'delivered'
}

/** How a send ended; the parts are the provider requests in the order they were made. */
export type SendResult =
  | { ok: true; parts: SentPart[]; learnedIdentities?: Identity[] }
  | { ok: false; error: ProviderError; parts?: SentPart[] }
