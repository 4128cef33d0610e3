import type { MessageTemplate } from '@faladesk/core/contract'
import type { Tone } from '../../ui/pill.tsx'

const states = ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const

/** A template's fate as one of those we have words for. */
export const stateOf = ({ status }: Pick<MessageTemplate, 'status'>): (typeof states)[number] | 'other' =>
  states.find((state) => state === status.toLowerCase()) ?? 'other'

const tones: Record<ReturnType<typeof stateOf>, Tone> = {
  approved: 'success',
  pending: 'info',
  rejected: 'danger',
  paused: 'warning',
  disabled: 'neutral',
  other: 'neutral',
}

/** The colour of a template's fate. */
export const toneOf = (template: Pick<MessageTemplate, 'status'>): Tone => tones[stateOf(template)]

/** The categories of templates we have words for. */
export const categories = ['utility', 'marketing', 'authentication', 'service'] as const

/** A template's category as one of those we have words for. */
export const categoryOf = ({ category }: Pick<MessageTemplate, 'category'>): (typeof categories)[number] | 'other' =>
  categories.find((one) => one === category.toLowerCase()) ?? 'other'
