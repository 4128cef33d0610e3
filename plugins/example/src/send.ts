import {
  type ChannelContext,
  type OutboundMessage,
  type OutboundPart,
  plainText,
  Rejected,
  type SendResult,
  type SentPart,
} from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import { read, readBody } from './body.ts'
import type { PigeonSettings } from './settings.ts'
import { refusalOf, uncertain } from './trouble.ts'

/** The longest text Pigeon carries in one message. */
export const maxText = 1_000

/** Makes one request for each piece, in order, and says what Pigeon gave back; the host repeats, never we. */
export const send = async (out: OutboundMessage, ctx: ChannelContext<PigeonSettings>): Promise<SendResult> => {
  const to = out.to.find(({ kind }) => kind === 'pigeon')
  if (!to) throw new Rejected('This contact has no Pigeon address', 'no_address', 'recipient')
  const pieces = out.content.flatMap(piecesOf)
  if (pieces.length === 0) throw new Rejected('There is nothing to send: the message is empty', 'empty')
  const parts: SentPart[] = []
  for (const [n, piece] of pieces.entries()) {
    const result = await deliver({ id: `${out.id}-${n}`, to: to.value, callback: out.statusUrl, ...piece }, ctx)
    if ('externalId' in result) parts.push(result)
    // Once a piece is out, repeating the whole would send it twice: the host must look before it does anything.
    else
      return parts.length === 0
        ? { ok: false, error: result }
        : { ok: false, error: { ...result, class: 'ambiguous' }, parts }
  }
  return { ok: true, parts }
}

const deliver = async (body: object, ctx: ChannelContext<PigeonSettings>) => {
  const answer = await ask('POST', '/messages', ctx, body)
  if (!(answer instanceof Response)) return answer
  if (!answer.ok) return refusalOf(answer)
  const bytes = await answer.arrayBuffer().catch(() => null)
  const id = bytes && read(readBody(new Uint8Array(bytes))?.id)
  return id ? ({ externalId: id, status: 'sent' } as const) : uncertain
}

const piecesOf = (part: OutboundPart): object[] => {
  if (part.k === 'template') throw new Rejected('Pigeon has no templates', 'no_templates')
  if (part.k === 'media') {
    if (!part.media.url) throw new Rejected('The file has no address Pigeon could fetch it from', 'no_url')
    return [{ photo: part.media.url, ...(part.caption && { text: part.caption.slice(0, maxText) }) }]
  }
  return slices(plainText(part).trim()).map((text) => ({ text }))
}

// Cut at the last space that fits, and never through a character.
const slices = (text: string): string[] => {
  if (text.length <= maxText) return text === '' ? [] : [text]
  const space = text.lastIndexOf(' ', maxText)
  const hard = /[\uD800-\uDBFF]$/.test(text.slice(0, maxText)) ? maxText - 1 : maxText
  const end = space > maxText / 2 ? space : hard
  return [text.slice(0, end), ...slices(text.slice(end).trim())]
}
