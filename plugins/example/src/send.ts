import {
  type ChannelContext,
  type OutboundMessage,
  type OutboundPart,
  type ProviderError,
  plainText,
  Rejected,
  type SendResult,
  type SentPart,
  sendInOrder,
  splitText,
} from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import { read, readBody } from './body.ts'
import type { PigeonSettings } from './settings.ts'
import { refusalOf, uncertain } from './trouble.ts'

/** The longest text Pigeon carries in one message. */
export const maxText = 1_000

/** Makes one request for each piece, in order, and says what Pigeon gave back. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<PigeonSettings>): Promise<SendResult> => {
  const to = out.to.find(({ kind }) => kind === 'pigeon')
  if (!to) throw new Rejected('This contact has no Pigeon address', 'no_address', 'recipient')
  const pieces = out.content.flatMap(piecesOf)
  if (pieces.length === 0) throw new Rejected('There is nothing to send: the message is empty', 'empty')
  const post = (piece: object, n: number) =>
    deliver({ id: `${out.id}-${n}`, to: to.value, callback: out.statusUrl, ...piece }, ctx)
  return sendInOrder(pieces, post, ctx.signal)
}

const deliver = async (body: object, ctx: ChannelContext<PigeonSettings>): Promise<SentPart | ProviderError> => {
  const answer = await ask('POST', '/messages', ctx, body)
  if (!(answer instanceof Response)) return answer
  if (!answer.ok) return refusalOf(answer)
  const bytes = await answer.arrayBuffer().catch(() => null)
  const id = bytes && read(readBody(new Uint8Array(bytes))?.id)
  return id ? { externalId: id, status: 'sent' } : uncertain
}

const piecesOf = (part: OutboundPart): object[] => {
  if (part.k === 'template') throw new Rejected('Pigeon has no templates', 'no_templates')
  if (part.k === 'media') {
    if (!part.media.url) throw new Rejected('The file has no address Pigeon could fetch it from', 'no_url')
    const [caption, ...more] = texts(part.caption ?? '')
    return [{ photo: part.media.url, ...caption }, ...more]
  }
  return texts(plainText(part))
}

const texts = (text: string) => splitText(text, maxText).map((piece) => ({ text: piece }))
