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
  /** The file is inside the delivery itself, at this place: `fetchMedia` takes it out of `ctx.delivery`. */
  part?: string
  /** Set by the host beside `part`: which delivery that was. */
  delivery?: string
}

/** A piece of what somebody said. */
export type Part =
  | TextPart
  | MediaPart
  | LocationPart
  | ContactPart
  | ChoicePart
  | FormPart
  | CalendarPart
  | UnsupportedPart
export interface TextPart {
  k: 'text'
  /** All that was written, quoted text and signature included. */
  text: string
  /** Where the new words are in `text` (start, end): the rest is quoted or a signature, folded and never lost. */
  visible?: [start: number, end: number]
  /** The same as HTML, already made safe by an allow-list; shown in a sandboxed frame. */
  html?: string
}
export interface MediaPart {
  k: 'media'
  media: MediaRef
  caption?: string
  /** The Content-ID by which the HTML of the same message shows it inline. */
  inlineCid?: string
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
/** Answers of a form the customer filled in at the provider. */
export interface FormPart {
  k: 'form'
  title?: string
  json: object
  /**
   * What the answers say of the customer. Nobody has checked it: the host notes it with the contact, unverified, and never
   * finds a person by it.
   */
  contact?: { name?: string; identities?: Identity[]; attributes?: Record<string, string | number | boolean> }
}
/** An invitation to an event; times are ISO 8601 in UTC, or a date alone for whole days. */
export interface CalendarPart {
  k: 'calendar'
  method?: string
  uid?: string
  title: string
  starts?: string
  ends?: string
  place?: string
  organizer?: string
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
  /** What the receiving server found out about the sender, of e-mail: SPF, DKIM, DMARC (`pass`, `fail`, `none` …). */
  authentication?: { spf?: string; dkim?: string; dmarc?: string }
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

export interface TemplatePart {
  k: 'template'
  /** The provider's name or id of an approved template. */
  ref: string
  /** As the provider writes it: pt_BR, es, en_US. */
  language?: string
  variables?: Record<string, string>
}
export interface ButtonsPart {
  k: 'buttons'
  text: string
  buttons: { id: string; title: string }[]
}
/** A list the customer opens and chooses one row of. */
export interface ListPart {
  k: 'list'
  text: string
  /** The words on the button that opens it. */
  button: string
  rows: { id: string; title: string; description?: string }[]
}
export type OutboundPart = TextPart | MediaPart | LocationPart | ContactPart | TemplatePart | ButtonsPart | ListPart

/** One message to send; `id` is the uuid of its outbox row and our idempotency key. */
export interface OutboundMessage {
  id: string
  to: Identity[]
  /** The provider's id of the message being answered. */
  replyTo?: string
  content: OutboundPart[]
  /** Absolute public URL of the `status` hook with `?m=<id>`. */
  statusUrl: string
  /** The conversation it belongs to, for channels that thread by tokens of their own. */
  conversation?: { id: string; protocol: string; subject?: string }
  /** External ids of the latest messages of the conversation, the newest first: an e-mail's References. */
  references?: string[]
  /** The business's own address the customer last wrote to (`account` of their message), for channels that have several. */
  account?: string
  /** The customer's last message, for channels that quote what they answer. */
  answering?: { text: string; author: string; at: string }
  /** An answer nobody wrote: the channel marks it so that other machines do not answer it. */
  automatic?: boolean
}

/** A message template the provider has approved, or will not. */
export interface Template {
  ref: string
  name: string
  language: string
  category: 'marketing' | 'utility' | 'authentication' | (string & {})
  status: 'approved' | 'pending' | 'rejected' | 'paused' | (string & {})
  /** The body with its placeholders as the provider writes them. */
  body: string
  /** Names of the placeholders in their order. */
  variables: string[]
}

export interface SentPart {
  externalId: string
  status: 'queued' | 'sent' | 'delivered'
}

/** How a send ended; the parts are the provider requests in the order they were made. */
export type SendResult =
  | { ok: true; parts: SentPart[]; learnedIdentities?: Identity[] }
  | { ok: false; error: ProviderError; parts?: SentPart[] }
