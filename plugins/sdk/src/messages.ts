import type { ProviderError } from './errors.ts'
import type { ContactPart, Identity, LocationPart, MediaPart, TextPart } from './parts.ts'

/** A message the provider has approved beforehand, with its holes filled in. */
export interface TemplatePart {
  k: 'template'
  /** The provider's name or id of an approved template. */
  ref: string
  /** As the provider writes it: pt_BR, es, en_US. */
  language?: string
  variables?: Record<string, string>
}
/** A text with a few buttons below it. */
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
/** A piece of what we say. */
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

/** One request the provider accepted, by its id there. */
export interface SentPart {
  externalId: string
  status: 'queued' | 'sent' | 'delivered'
}

/** How a send ended; the parts are the provider requests in the order they were made. */
export type SendResult =
  | { ok: true; parts: SentPart[]; learnedIdentities?: Identity[] }
  | { ok: false; error: ProviderError; parts?: SentPart[] }
