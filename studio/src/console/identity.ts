/** An identity's family (what kind of address it is) and how to show it. Numbers are grouped as they are said in Brazil; others stay. */
export function sayIdentity({ kind, value }: { kind: string; value: string }): {
  family: 'phone' | 'whatsapp' | 'telegram' | 'email' | 'web' | 'other'
  shown: string
} {
  if (kind === 'email') return { family: 'email', shown: value }
  if (kind === 'webchat') return { family: 'web', shown: `#${value.slice(-8)}` }
  if (kind === 'wa_phone') return { family: 'whatsapp', shown: phone(value) }
  if (kind === 'wa_bsuid') return { family: 'whatsapp', shown: value }
  if (kind === 'telegram') return { family: 'telegram', shown: value }
  if (kind.includes('phone')) return { family: 'phone', shown: phone(value) }
  return { family: 'other', shown: value }
}

/** "+5511987654321" → "+55 11 98765-4321"; numbers of other countries and shapes come back as they are. */
export function phone(value: string): string {
  const brazilian = /^\+?55(\d{2})(\d{4,5})(\d{4})$/.exec(value)
  return brazilian ? `+55 ${brazilian[1]} ${brazilian[2]}-${brazilian[3]}` : value
}
