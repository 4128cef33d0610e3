import type { InboundEvent } from '@faladesk/plugin-sdk'
import { cleaned } from './clean.ts'

/** Notes on each file that is inside the delivery itself by which key that delivery is found again. */
export const withDelivery = (event: InboundEvent, key: string): InboundEvent => {
  if (event.type !== 'message' || !event.content.some(isInside)) return event
  const content = event.content.map((part) =>
    isInside(part) ? { ...part, media: { ...part.media, delivery: cleaned(key) } } : part,
  )
  return { ...event, content }
}

type Content = Extract<InboundEvent, { type: 'message' }>['content'][number]

const isInside = (part: Content): part is Extract<Content, { k: 'media' }> =>
  part.k === 'media' && part.media?.part !== undefined
