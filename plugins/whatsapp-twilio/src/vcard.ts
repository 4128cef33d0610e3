/** A card in WhatsApp's own shape, so that every channel's contacts look alike. */
export interface Card {
  name: { formatted_name: string }
  phones?: { phone: string; type?: string }[]
  emails?: { email: string }[]
  org?: { company: string }
}

// A card has a few lines; a picture inside it may have thousands.
const mostLines = 2_000

/** Reads the text of a vCard (2.1 to 4.0); null when it is none or names nobody. */
export const cardOf = (text: string | undefined): Card | null => {
  if (!text || !/^\s*BEGIN:VCARD/i.test(text)) return null
  const [phones, emails]: [NonNullable<Card['phones']>, NonNullable<Card['emails']>] = [[], []]
  const said: Record<string, string> = {}
  // A line that begins with a space, or with = after =, goes on with the one before.
  for (const line of text.replace(/\r?\n[ \t]|=\r?\n(?==)/g, '').split(/\r?\n/, mostLines)) {
    const colon = line.indexOf(':')
    const [name = '', ...marks] = line.slice(0, Math.max(0, colon)).toUpperCase().split(';')
    const value = decoded(line.slice(colon + 1), marks)
    const key = name.replace(/^.*\./, '')
    if (colon < 0 || value === '') continue
    if (key === 'TEL') phones.push({ phone: value.replace(/^tel:/i, ''), ...typeOf(marks) })
    else if (key === 'EMAIL') emails.push({ email: value })
    else said[key] ??= value
  }
  const people = (said.N ?? '').split(';')
  const name = said.FN ?? [people[1], people[0]].filter(Boolean).join(' ')
  const shown = name || phones[0]?.phone || emails[0]?.email
  if (!shown) return null
  return {
    name: { formatted_name: shown },
    ...(phones.length > 0 && { phones }),
    ...(emails.length > 0 && { emails }),
    ...(said.ORG && { org: { company: said.ORG.split(';', 1)[0] as string } }),
  }
}

const decoded = (value: string, marks: string[]): string => {
  const byte = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))
  const plain = marks.some((mark) => mark.includes('QUOTED-PRINTABLE'))
    ? Buffer.from(value.replace(/=([0-9A-F]{2})/gi, byte), 'latin1').toString('utf8')
    : value
  return plain
    .replace(/\\n/gi, '\n')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
    .slice(0, 1_000)
}

const typeOf = (marks: string[]): { type?: string } => {
  const type = marks.map((mark) => mark.replace(/^TYPE=/, '')).find((mark) => /^(CELL|HOME|WORK|IPHONE)/.test(mark))
  return type ? { type: type.split(',', 1)[0] as string } : {}
}
