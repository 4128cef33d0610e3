import type { OutboundPart } from './messages.ts'

/**
 * What a part says where a channel has nothing better than text: choices become numbered lines, a card its names and
 * numbers. Templates say nothing here, since their words are the provider's.
 */
export const plainText = (part: OutboundPart): string => {
  switch (part.k) {
    case 'text':
      return part.text
    case 'media':
      return part.caption ?? ''
    case 'location':
      return [part.name, part.address].filter(Boolean).join('\n') || `${part.lat}, ${part.lng}`
    case 'contact':
      return cardLines(part.vcard).join('\n')
    case 'buttons':
      return numbered(part.text, part.buttons)
    case 'list':
      return numbered(part.text, part.rows)
    case 'template':
      return ''
  }
}

const numbered = (text: string, choices: readonly { title: string; description?: string }[]): string =>
  [
    text,
    ...choices.map(({ title, description }, n) => `${n + 1}. ${title}${description ? `: ${description}` : ''}`),
  ].join('\n')

// A card is WhatsApp's own shape: {name: {formatted_name}, phones: [{phone}], emails: [{email}]}.
const cardLines = (card: object): string[] => {
  const { name, phones, emails } = card as Record<string, unknown>
  const values = (list: unknown, key: string) =>
    Array.isArray(list) ? list.map((one) => String((one as Record<string, unknown> | null)?.[key] ?? '')) : []
  const title = String((name as { formatted_name?: unknown } | undefined)?.formatted_name ?? '')
  return [title, ...values(phones, 'phone'), ...values(emails, 'email')].filter((line) => line !== '')
}
