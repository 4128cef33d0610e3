/** Somebody the simulated phone can be. */
export interface Person {
  name: string
  /** As the provider writes it: a phone number in E.164 (+5511987654321), a mail address, a number of the channel's own. */
  address: string
}

/** Reads a number as people write it; Brazil is assumed where no country is given. Null when it cannot be a phone. */
export function numberOf(written: string): string | null {
  const digits = written.replace(/\D/g, '')
  const full = written.trim().startsWith('+') || digits.length > 11 ? digits : `55${digits}`
  return /^[1-9]\d{9,14}$/.test(full) ? `+${full}` : null
}

/** People made here, first, then the organization's own contacts; nobody twice. */
export const everybody = (own: readonly Person[], contacts: readonly Person[]): Person[] => [
  ...new Map([...contacts, ...own].map((person) => [person.address, person])).values(),
]

/** Reads the people kept in this browser; whatever is not one is left out. */
export function readPeople(kept: string | null): Person[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]')
    if (!Array.isArray(list)) return []
    return list.filter(
      (one): one is Person =>
        typeof one?.name === 'string' &&
        typeof one.address === 'string' &&
        /^(\+?\d+|[^\s@:]+@[^\s@:]+)$/.test(one.address),
    )
  } catch {
    return []
  }
}
