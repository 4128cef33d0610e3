import type { InboundEvent } from './events.ts'

/** A webhook as it arrived; `url` is the absolute public URL the provider called, built from PUBLIC_URL, query included. */
export interface RawRequest {
  method: 'GET' | 'POST'
  url: string
  /** The hook's name: the last segment of `/hooks/v1/{inboxKey}/{name}`. */
  name: string
  query: Record<string, string>
  /** Lower-case names. */
  headers: Record<string, string>
  /** The raw bytes, before any parsing. */
  body: Uint8Array
}

/** What the provider is answered. */
export interface RawResponse {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** Is it really the provider? `respond` answers at once and stores nothing (challenges, sessions). */
export type Verdict =
  | { ok: true; deliveryId?: string }
  | { ok: false; status: 401 | 403; reason: string }
  | { ok: 'respond'; response: RawResponse }

/** What a webhook said; `response` defaults to 200 without a body. */
export interface ParseResult {
  events: InboundEvent[]
  ignored: { reason: string }[]
  response?: RawResponse
}

/** A `refused` body is kept as a dead letter that an admin can see and replay. */
export type ParseOutcome = ParseResult | { refused: string }

/** A request made by `simulate`, signed as the provider would sign it; post `body` to `url` with `headers`. */
export interface RawRequestInit {
  method: 'GET' | 'POST'
  url: string
  name: string
  headers: Record<string, string>
  body: string
}
