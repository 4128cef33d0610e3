import { splitText } from '@faladesk/plugin-sdk'
import type { Json } from '../read.ts'
import { limits } from './limits.ts'

/** What one request to Meta's Messages says besides who and to whom: `type` and the member of that name. */
export type Piece = { type: string } & Json

/** A text in as many messages as it needs. */
export const textPieces = (text: string): Piece[] =>
  splitText(text, limits.text).map((body) => ({
    type: 'text',
    text: { body, ...(/https?:\/\/\S/.test(body) && { preview_url: true }) },
  }))
