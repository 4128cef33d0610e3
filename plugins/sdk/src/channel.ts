import type { Static, TSchema } from 'typebox'
import type { Capabilities } from './capabilities.ts'
import type { ChannelFacts } from './facts.ts'
import type { Live } from './live.ts'
import type { Log } from './log.ts'
import type { OutboundMessage, SendResult, SentPart, Template } from './messages.ts'
import type { Identity, MediaRef } from './parts.ts'
import type { Preset } from './preset.ts'
import type { ParseOutcome, RawRequest, Verdict } from './requests.ts'
import type { Simulate } from './simulate.ts'
import type { Text } from './words.ts'

/** All a channel may know and touch: its inbox's settings, a guarded fetch, a clock, and keys derived for it. */
export interface ChannelContext<S = unknown> {
  inboxId: string
  /** The inbox's settings with secrets opened. */
  settings: S
  publicUrl: string
  /** Absolute public URL of each hook by name. */
  webhooks: { [hook: string]: string }
  /** Guarded (no private networks unless allowed) and with a deadline. */
  fetch: typeof fetch
  log: Log
  now(): Date
  /** 32 bytes derived for this inbox and purpose from the host's secret. */
  key(purpose: string): Uint8Array
  allowPrivateNetwork: boolean
  /**
   * The addresses of a server, for channels that open sockets of their own: connect to these and to no name. Rejects with
   * the code EPRIVATE where one is on a private network and that is not allowed.
   */
  resolve?(host: string): Promise<string[]>
  /** In `fetchMedia` of a file with a `part`: the delivery that brought it, as it was stored. */
  delivery?: RawRequest
  /** Present in hosts with sockets: pushes a frame to every open connection of `to`, answers how many got it. */
  live?: { push(to: Identity, frame: object): Promise<number> }
  /** Aborts when the host stops or the deadline passes. */
  signal: AbortSignal
}

/** A source's context: what it had seen when it was stopped, and where it gives what is new. */
export interface StreamContext<S = unknown> extends ChannelContext<S> {
  /** What the last `emit` was given, null at the very first start. */
  cursor: unknown
  /**
   * Since when this inbox has a source: at the very first start, what came before is old and what came after is new,
   * though the source could be reached only days later.
   */
  since: Date
  /** Stores the outcomes and the cursor in one transaction; when it resolves they are safe, when it throws nothing is. */
  emit(batch: readonly StreamItem[], cursor: unknown): Promise<void>
  /** Says that it lives; a source silent for five minutes is stopped and started again. */
  heartbeat(): void
}

/** One thing a source found: its raw bytes as a request of the hook `stream` that `parse` reads like any other. */
export interface StreamItem {
  request: RawRequest
  /** Why it is not to be read (too large to fetch, say); kept as a dead letter an admin sees, with what `request` holds of it. */
  refused?: string
}

/** What a channel's own server is given: where to listen, and how it finds the inboxes it listens for. */
export interface ListenContext<S = unknown> {
  host: string
  port: number
  /** PEM texts, where the operator gave a certificate. */
  tls?: { cert: string; key: string }
  log: Log
  signal: AbortSignal
  /** Enabled inboxes of this channel, of any organization, that hold one of these values in the setting named; the oldest first. */
  inboxes(holding: Record<string, string>): Promise<ListenInbox<S>[]>
}

/** An inbox a server listens for. */
export interface ListenInbox<S = unknown> {
  context: ChannelContext<S>
  /** Stores what came in for it; when it resolves the item is safe, when it throws nothing is. */
  store(item: StreamItem): Promise<void>
}

/** A server beside HTTP, one a process for all inboxes of the channel; started where the operator gave its protocol a port. */
export interface Listener<S = unknown> {
  protocol: 'smtp'
  start(ctx: ListenContext<S>): Promise<{ port: number; close(): Promise<void> }>
}

/** A webhook of the channel, at `/hooks/v1/{inboxKey}/{name}`. */
export interface Hook {
  name: string
  methods: readonly ('GET' | 'POST')[]
  /** Bytes the host accepts before answering 413; 1 MiB when absent. */
  maxBytes?: number
}

/** What `test` found: all well, or which field is wrong and how to repair it. */
export type TestResult = { ok: true } | { ok: false; field?: string; message: Text }

type MaybeOriginal = { bytes: Uint8Array; mime: string; filename: string } | null

/** What an author writes; see README.md for each member's duties. */
export interface ChannelDefinition<T extends TSchema = TSchema, S = Static<T>> {
  /** Permanent: stored on every inbox. Lower-case words joined by `-`. */
  name: string
  title: Text
  /** One plain line for who chooses a channel: what customers write to, and what one needs at hand. */
  summary?: Text
  /** An inline SVG path (24×24 view box) or absent. */
  icon?: string
  settings: T
  /** Well-known providers the settings form offers to fill in. */
  presets?: readonly Preset[]
  hooks: readonly Hook[]
  capabilities: Capabilities
  verify(request: RawRequest, ctx: ChannelContext<S>): Verdict | Promise<Verdict>
  /**
   * Pure and total: no network, no clock but `ctx.now`, never throws whatever the bytes. A promise only where a format's
   * reader knows no other way.
   */
  parse(request: RawRequest, ctx: ChannelContext<S>): ParseOutcome | Promise<ParseOutcome>
  send(out: OutboundMessage, ctx: ChannelContext<S>): Promise<SendResult>
  fetchMedia?(ref: MediaRef, ctx: ChannelContext<S>): Promise<{ bytes: Uint8Array; mime: string; filename?: string }>
  /**
   * What the sender wrote, as a file to keep (a mail as .eml), out of the stored delivery that brought it: its own bytes,
   * without what the provider wrapped around them. Null where there is none.
   */
  original?(request: RawRequest, ctx: ChannelContext<S>): MaybeOriginal | Promise<MaybeOriginal>
  /** Was this ambiguous send accepted? `since` is when it was first tried (the last hour when absent). */
  reconcile?(out: OutboundMessage, ctx: ChannelContext<S>, since?: Date): Promise<SentPart | null>
  test?(ctx: ChannelContext<S>): Promise<TestResult>
  /**
   * A long-lived source such as a mailbox: emits batches until `ctx.signal` aborts. The host runs it on one replica at a
   * time and starts it again, with the cursor it stored last, when it throws or ends.
   */
  stream?(ctx: StreamContext<S>): Promise<void>
  /** A server of its own through which things come in, besides webhooks. */
  listen?: Listener<S>
  /** The templates the provider knows, with their fate. */
  templates?(ctx: ChannelContext<S>): Promise<Template[]>
  /**
   * Tells the provider where our hooks are; called after an inbox is made or its address changes. What another system has set
   * there is left and told of (`foreignWebhook`), unless `replace`: an admin asked for just that.
   */
  setup?(ctx: ChannelContext<S>, how?: { replace: boolean }): Promise<TestResult>
  /** Tells the customer that somebody reads or writes; never awaited by anybody, may fail silently. */
  present?(
    what: 'typing' | 'read',
    to: Identity[],
    lastExternalId: string | undefined,
    ctx: ChannelContext<S>,
  ): Promise<void>
  /** Other ways the same address may be written (Brazil's ninth digit); for finding people, never for sending. */
  candidates?(identity: Identity): Identity[]
  /** What rules may ask about its messages besides what they may ask about every message. */
  facts?: ChannelFacts<S>
  live?: Live<S>
  simulate?: Simulate<S>
}

/** A channel as core holds it: the author's definition, stamped and frozen. */
export type Channel<T extends TSchema = TSchema, S = Static<T>> = Readonly<ChannelDefinition<T, S>> & {
  readonly contract: 1
  readonly kind: 'channel'
}

/** Any channel, when its settings' type is not known. */
// biome-ignore lint/suspicious/noExplicitAny: settings are checked against the channel's own schema before they get here
export type AnyChannel = Channel<TSchema, any>
