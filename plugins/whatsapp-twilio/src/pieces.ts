import { type ChannelContext, type OutboundPart, plainText, Rejected } from '@faladesk/plugin-sdk'
import { maxText, type Piece, textPieces } from '@faladesk/twilio-codec'
import { contentFor } from './interactive.ts'
import type { TwilioSettings } from './settings.ts'

/** Turns our parts into Twilio's requests, in order: text in pieces, one media each, buttons and lists as lines. */
export const piecesOf = (content: readonly OutboundPart[]): Piece[] => {
  const pieces = content.flatMap(pieceOf)
  if (pieces.length === 0) throw new Rejected('There is nothing to send: the message has no text and no file', 'empty')
  return pieces
}

/** The same with real buttons and lists where Twilio makes them; all is made before the first message goes out. */
export const preparedPieces = async (
  content: readonly OutboundPart[],
  ctx: ChannelContext<TwilioSettings>,
): Promise<Piece[]> => {
  const plain = piecesOf(content)
  if (!content.some(({ k }) => k === 'buttons' || k === 'list')) return plain
  const pieces: Piece[] = []
  for (const part of content) {
    const contentSid = part.k === 'buttons' || part.k === 'list' ? await contentFor(part, ctx) : null
    pieces.push(...(contentSid ? [{ contentSid }] : pieceOf(part)))
  }
  return pieces
}

const pieceOf = (part: OutboundPart): Piece[] => {
  switch (part.k) {
    case 'text':
      return textPieces(part.text)
    case 'media':
      return mediaPieces(part)
    case 'location':
      return [
        {
          body: [part.name, part.address].filter(Boolean).join('\n') || `${part.lat}, ${part.lng}`,
          persistentAction: [`geo:${part.lat},${part.lng}${part.name ? `|${part.name}` : ''}`],
        },
      ]
    case 'template':
      return [templatePiece(part.ref, part.variables ?? {})]
    case 'contact':
    case 'buttons':
    case 'list':
      // Without a Content template at Twilio, numbered lines ask the same question.
      return textPieces(plainText(part))
  }
}

const mediaPieces = ({ media, caption }: { media: { url?: string; mime: string }; caption?: string }): Piece[] => {
  if (!media.url) throw new Rejected('Twilio needs a public address to fetch the file from', 'no_media_url')
  const carries = /^(image|video)\//.test(media.mime) && (caption?.length ?? 0) <= maxText
  // Documents and audio cannot carry a caption on WhatsApp: it follows as text.
  if (!caption || carries) return [{ mediaUrl: [media.url], ...(caption && { body: caption }) }]
  return [{ mediaUrl: [media.url] }, ...textPieces(caption)]
}

const templatePiece = (ref: string, variables: Record<string, string>): Piece => {
  if (!ref.startsWith('HX'))
    throw new Rejected('A Twilio template is named by its Content SID, which starts with HX', '21656')
  // WhatsApp refuses these with 63013 after the fact; saying so before costs nothing.
  for (const [name, value] of Object.entries(variables))
    if (value.trim() === '' || /[\n\t]| {5,}/.test(value))
      throw new Rejected(`Template variable ${name} is empty or has line breaks or many spaces`, '63013')
  return { contentSid: ref, ...(Object.keys(variables).length > 0 && { contentVariables: JSON.stringify(variables) }) }
}
