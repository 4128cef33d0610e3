import { setTimeout as pause } from 'node:timers/promises'
import type { ProviderError } from './errors.ts'
import type { SendResult, SentPart } from './messages.ts'

/** Makes one request for a piece; `index` is its place. Gives trouble back, never throws it. */
export type Deliver<P> = (piece: P, index: number) => Promise<SentPart | ProviderError>

/**
 * Sends pieces of one message by a request each, in order, and stops at the first that fails. Once a piece is out the message
 * cannot be retried whole without repeating it: later ones are tried again here, and what is left over then is ambiguous.
 */
export async function sendInOrder<P>(
  pieces: readonly P[],
  deliver: Deliver<P>,
  signal: AbortSignal,
): Promise<SendResult> {
  const sent: SentPart[] = []
  for (const [index, piece] of pieces.entries()) {
    const once = async () => (signal.aborted ? stopped : deliver(piece, index))
    const result = await (index === 0 ? once() : insist(once, signal))
    if (!('externalId' in result)) return failed(result, sent)
    sent.push(result)
  }
  return { ok: true, parts: sent }
}

const stopped: ProviderError = {
  class: 'transient',
  code: 'stopped',
  message: 'The host stopped before the request was made',
}

const patience = 3

async function insist(deliver: () => Promise<SentPart | ProviderError>, signal: AbortSignal) {
  let result = await deliver()
  for (let turn = 1; turn < patience && !('externalId' in result); turn++) {
    if (result.class !== 'transient' && result.class !== 'throttled') break
    const waited = await pause(Math.min(result.retryAfterMs ?? 500, 5_000), true, { signal }).catch(() => false)
    if (!waited) break
    result = await deliver()
  }
  return result
}

function failed(error: ProviderError, sent: SentPart[]): SendResult {
  if (sent.length === 0) return { ok: false, error }
  const message = `${sent.length} earlier part(s) of this message were accepted, then: ${error.message}`
  return { ok: false, error: { class: 'ambiguous', code: 'partly_sent', message }, parts: sent }
}
