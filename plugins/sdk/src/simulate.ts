import type { ChannelContext } from './channel.ts'
import type { DeliveryStatus } from './events.ts'
import type { ChoicePart, Identity, MediaRef } from './parts.ts'
import type { RawRequestInit, RawResponse } from './requests.ts'

/** What the customer of a simulated inbox says. */
export interface SimulatedMessage {
  from: Identity
  name?: string
  text?: string
  media?: MediaRef
  choice?: Omit<ChoicePart, 'k'>
  /** The provider's message id; chosen at random when absent. */
  externalId?: string
}

/** What the simulated provider reports of a message of ours. */
export interface SimulatedStatus {
  ourMessageId?: string
  messageExternalId?: string
  status: Exclude<DeliveryStatus, 'played'>
  to: Identity
  errorCode?: string
}

/** A request to the simulated provider; `path` is what follows the inbox's simulated base URL, with its leading slash. */
export interface ProviderRequest {
  method: string
  path: string
  query: Record<string, string>
  headers: Record<string, string>
  body: Uint8Array
}

/** What the simulated provider does with a request: its answer, what the customer's phone shows, and the callbacks it sends later. */
export interface ProviderAnswer {
  response: RawResponse
  received?: { to: Identity; externalId: string; text?: string; media?: MediaRef[] }
  callbacks?: { request: RawRequestInit; afterMs: number }[]
}

/** Plays the provider, for the simulated phone and the tests. */
export interface Simulate<S> {
  /** Complete settings of an inbox whose provider is the host's simulator: ids and secrets derived from `key`, calls go to `baseUrl`. */
  settings?(o: { key: Uint8Array; baseUrl: string }): S
  provider?(request: ProviderRequest, ctx: ChannelContext<S>): Promise<ProviderAnswer>
  inbound(message: SimulatedMessage, ctx: ChannelContext<S>): RawRequestInit
  status?(status: SimulatedStatus, ctx: ChannelContext<S>): RawRequestInit
}
