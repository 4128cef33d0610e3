import type { MessageTemplate } from '@faladesk/core/contract'
import type { Tone } from '../ui/pill.tsx'

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

const categories = ['utility', 'marketing', 'authentication', 'service'] as const

/** A template's category as one of those we have words for. */
export const categoryOf = ({ category }: Pick<MessageTemplate, 'category'>): (typeof categories)[number] | 'other' =>
  categories.find((one) => one === category.toLowerCase()) ?? 'other'

/** A text in pieces: what stands between placeholders, and the placeholders by name. */
export function holesOf(body: string): { text: string; hole: string | null }[] {
  return body
    .split(/(\{\{\s*[\w.]+\s*\}\})/)
    .filter((piece) => piece !== '')
    .map((text) => ({ text, hole: /^\{\{\s*([\w.]+)\s*\}\}$/.exec(text)?.[1] ?? null }))
}

/** A text with each placeholder replaced by what `fill` says; those it does not know stay. */
export const filled = (body: string, fill: (hole: string) => string | undefined): string =>
  holesOf(body)
    .map(({ text, hole }) => (hole === null ? text : (fill(hole) ?? text)))
    .join('')
