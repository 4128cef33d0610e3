import type { Message } from '../model.ts'

/** What an agent can do about a message that did not arrive. */
export type Remedy = 'again' | 'otherWay' | 'change' | 'none'

const remedies: Record<string, Remedy> = {
  // The reason has passed, or may have: the same words may go through now.
  transient: 'again',
  throttled: 'again',
  auth: 'again',
  config: 'again',
  // The same words never will, but by another way.
  window_closed: 'otherWay',
  recipient: 'otherWay',
  // Other words may.
  content: 'change',
  policy: 'change',
}

/** What can be done about a failed message, by the kind of failure; nobody can write again what was no text. */
export function remedyOf({ status, error, text, attachments }: Message): Remedy {
  if (status !== 'failed') return 'none'
  const remedy = remedies[error?.class ?? 'transient'] ?? 'none'
  const files = attachments.every(({ path }) => path)
  if (remedy === 'again') return (text !== '' || attachments.length > 0) && files ? 'again' : 'none'
  return text === '' ? 'none' : remedy
}
