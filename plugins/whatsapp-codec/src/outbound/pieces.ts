import { type LocationPart, type OutboundPart, Rejected } from '@faladesk/plugin-sdk'
import { cleanRecord, type Json, record } from '../read.ts'
import { buttonsPieces, listPieces } from './choices.ts'
import { mediaPieces } from './media-pieces.ts'
import { type Piece, textPieces } from './piece.ts'
import { templatePiece } from './template-piece.ts'

/** Turns our parts into requests, in order: text in pieces, one file each; throws Rejected for what cannot be sent. */
export const piecesOf = (content: readonly OutboundPart[]): Piece[] => {
  const pieces = content.flatMap(pieceOf)
  if (pieces.length === 0) throw new Rejected('There is nothing to send: the message has no text and no file', 'empty')
  return pieces
}

const pieceOf = (part: OutboundPart): Piece[] => {
  switch (part.k) {
    case 'text':
      return textPieces(part.text)
    case 'media':
      return mediaPieces(part)
    case 'location':
      return [{ type: 'location', location: placeOf(part) }]
    case 'contact':
      return [{ type: 'contacts', contacts: [cardOf(part.vcard)] }]
    case 'template':
      return [templatePiece(part)]
    case 'buttons':
      return buttonsPieces(part)
    case 'list':
      return listPieces(part)
  }
}

const placeOf = ({ lat, lng, name, address }: LocationPart) => {
  if (!(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) throw new Rejected('This is no place on earth', 'location')
  // WhatsApp shows an address only under a name.
  const shown = name ?? address
  return { latitude: lat, longitude: lng, ...(shown && { name: shown }), ...(address && { address }) }
}

// A card needs its whole name and one part of it beside; whoever wrote only the whole name meant the first.
const cardOf = (vcard: object): Json => {
  const card = cleanRecord(vcard) ?? {}
  const name = record(card.name) ?? {}
  const whole = name.formatted_name ?? [name.first_name, name.last_name].filter(Boolean).join(' ')
  if (typeof whole !== 'string' || whole.trim() === '')
    throw new Rejected('The contact card has no name', 'contact_name')
  const parts = ['first_name', 'last_name', 'middle_name', 'suffix', 'prefix']
  const named = parts.some((part) => name[part])
  return { ...card, name: { ...name, formatted_name: whole, ...(!named && { first_name: whole }) } }
}
