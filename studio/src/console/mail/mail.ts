import type { Attachment, Message } from '../model.ts'
import type { Part } from '../parts.ts'

type TextPart = Extract<Part, { k: 'text' }>

/** Whether a message has more about it than its words: a mail's folds, its HTML, what is known of its sender. */
export const isMail = ({ content, flags }: Message): boolean =>
  content.some((part) => part.k === 'text' && (part.html !== undefined || part.visible !== undefined)) ||
  Boolean(flags.from || flags.spoofRisk || flags.stranger || flags.auto || flags.bulk || flags.authentication)

/** The text of a mail with what belongs to it; null where it came without words. */
export const mailText = ({ content }: Message): TextPart | null =>
  content.find((part): part is TextPart => part.k === 'text') ?? null

export interface Folded {
  above: string
  shown: string
  below: string
}

/** Cuts a text at its new words: what is above and below them is quoted or a signature. A range that makes no sense folds nothing. */
export function folded(text: string, visible: [start: number, end: number] | undefined): Folded {
  const [start, end] = visible ?? [0, text.length]
  const whole = { above: '', shown: text, below: '' }
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end <= text.length)) return whole
  const shown = text.slice(start, end).trim()
  // Nothing new in it: then the quote is the message.
  return shown === '' ? whole : { above: text.slice(0, start).trim(), shown, below: text.slice(end).trim() }
}

/** What a mail newly says, without what it quotes. */
export function newWords(message: Message): string {
  const part = mailText(message)
  return part ? folded(part.text, part.visible).shown : message.text
}

/** Which file each Content-ID of a mail names. Files lie in the order of the parts they came in. */
export function inlineFiles({ content, attachments }: Message): Map<string, Attachment> {
  const media = content.filter((part): part is Extract<Part, { k: 'media' }> => part.k === 'media')
  const found = new Map<string, Attachment>()
  media.forEach(({ inlineCid }, index) => {
    const file = attachments[index]
    if (inlineCid && file) found.set(inlineCid, file)
  })
  return found
}
