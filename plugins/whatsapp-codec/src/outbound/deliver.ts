import {
  type ChannelContext,
  type Identity,
  type OutboundMessage,
  type ProviderError,
  Rejected,
  type SendResult,
  type SentPart,
  sendInOrder,
} from '@faladesk/plugin-sdk'
import { ask } from '../ask.ts'
import { identitiesOf, identityOf } from '../identities.ts'
import { refusalOf, troubleOf } from '../problems/outcome.ts'
import { list, record, text } from '../read.ts'
import type { Piece } from './piece.ts'
import { piecesOf } from './pieces.ts'

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
  const result = await sendInOrder(bodies, (body) => posted(body, ctx, target, learned), ctx.signal)
  if (!result.ok) return result
  const fresh = learned.filter((one) => !out.to.some(({ kind, value }) => kind === one.kind && value === one.value))
  return { ...result, ...(fresh.length > 0 && { learnedIdentities: fresh }) }
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
