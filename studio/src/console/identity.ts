import { readableNumber } from '../lib/phone-number.ts'

/** An identity's family (what kind of address it is) and how to show it. Numbers are grouped as they are said in Brazil; others stay. */
export function sayIdentity({ kind, value }: { kind: string; value: string }): {
  family: 'phone' | 'whatsapp' | 'telegram' | 'email' | 'web' | 'other'
  shown: string
} {
  if (kind === 'email') return { family: 'email', shown: value }
  if (kind === 'webchat') return { family: 'web', shown: `#${value.slice(-8)}` }
  if (kind === 'wa_phone') return { family: 'whatsapp', shown: readableNumber(value) }
  if (kind === 'wa_bsuid') return { family: 'whatsapp', shown: value }
  if (kind === 'telegram') return { family: 'telegram', shown: value }
  if (kind.includes('phone')) return { family: 'phone', shown: readableNumber(value) }
  return { family: 'other', shown: value }
}
