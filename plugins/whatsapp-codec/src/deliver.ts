import { setTimeout as pause } from 'node:timers/promises'
import {
  type ChannelContext,
  type Identity,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
} from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import { identitiesOf, identityOf } from './identities.ts'
import { refusalOf, troubleOf } from './outcome.ts'
import type { Piece } from './piece.ts'
import { piecesOf } from './pieces.ts'
import { list, record, text } from './read.ts'

/** Where messages are posted and with which credentials. */
export interface Target {
  url: string
  headers: Record<string, string>
}

/** Sends each piece by its own request, in order, and says what came back for each and which other addresses Meta told. */
export const deliver = async (out: OutboundMessage, ctx: ChannelContext, target: Target): Promise<SendResult> => {
  const address = addressOf(out.to)
  if (!address) throw new Rejected('This contact has no WhatsApp number or id', 'no_address', 'recipient')
  const bodies = piecesOf(out.content).map((piece, index) => bodyOf(piece, index === 0, address, out))
  const learned: Identity[] = []
  const sent: SentPart[] = []
  for (const body of bodies) {
    const post = () => posted(body, ctx, target, learned)
    const result = await (sent.length === 0 ? post() : insist(post, ctx.signal))
    if ('externalId' in result) sent.push(result)
    else return failed(result, sent)
  }
  const fresh = learned.filter((one) => !out.to.some(({ kind, value }) => kind === one.kind && value === one.value))
  return { ok: true, parts: sent, ...(fresh.length > 0 && { learnedIdentities: fresh }) }
}

/** The address to send to: the phone exactly as the provider gave it, else a user id; null when there is neither. */
export const addressOf = (to: readonly Identity[]): { to: string } | { recipient: string } | null => {
  for (const kind of ['wa_phone', 'phone', 'wa_bsuid', 'wa_parent_bsuid'])
    for (const identity of to) {
      const known = identity.kind === kind ? identityOf(identity.value) : null
      if (known) return known.kind === 'wa_phone' ? { to: known.value.slice(1) } : { recipient: known.value }
    }
  return null
}

const bodyOf = (piece: Piece, first: boolean, address: object, { id, replyTo }: OutboundMessage) => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  ...address,
  ...(first && replyTo && { context: { message_id: replyTo } }),
  ...piece,
  // Comes back with every status, even one that overtakes this answer.
  biz_opaque_callback_data: id,
})

const posted = async (
  body: object,
  ctx: ChannelContext,
  { url, headers }: Target,
  learned: Identity[],
): Promise<SentPart | ProviderError> => {
  if (ctx.signal.aborted) return stopped
  try {
    const answer = await ask(ctx, url, { method: 'POST', headers, json: body })
    const externalId = text(record(list(answer.body?.messages)[0])?.id)
    if (answer.status >= 300 || !externalId) return refusalOf(answer)
    const contact = record(list(answer.body?.contacts)[0])
    learned.push(...identitiesOf(contact?.wa_id, contact?.user_id))
    return { externalId, status: 'queued' }
  } catch (error) {
    return troubleOf(error)
  }
}

const stopped: ProviderError = {
  class: 'transient',
  code: 'stopped',
  message: 'The host stopped before the request was made',
}

const patience = 3

// Once the first piece is out the message cannot be retried whole without repeating it, so later pieces are tried again here.
const insist = async (post: () => Promise<SentPart | ProviderError>, signal: AbortSignal) => {
  let result = await post()
  for (let turn = 1; turn < patience && !('externalId' in result); turn++) {
    if (result.class !== 'transient' && result.class !== 'throttled') break
    const waited = await pause(Math.min(result.retryAfterMs ?? 500, 5_000), true, { signal }).catch(() => false)
    if (!waited) break
    result = await post()
  }
  return result
}

const failed = (error: ProviderError, sent: SentPart[]): SendResult => {
  if (sent.length === 0) return { ok: false, error }
  const message = `${sent.length} earlier part(s) of this message were accepted, then: ${error.message}`
  return { ok: false, error: { class: 'ambiguous', code: 'partly_sent', message }, parts: sent }
}
