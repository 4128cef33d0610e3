/** The one or two letters that stand for a name: "Ana Souza" → "AS", a phone number → its last two digits. */
export function initials(name: string): string {
  const trimmed = name.trim()
  if (/^[+\d\s().-]+$/.test(trimmed)) return trimmed.replace(/\D/g, '').slice(-2) || '?'
  const words = trimmed.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = words[0]
  if (!first) return '?'
  const last = words.length > 1 ? words.at(-1) : undefined
  return `${letter(first)}${last ? letter(last) : ''}`.toLocaleUpperCase()
}

const letter = (word: string) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? ''

/** A hue in degrees, always the same for the same name. Eight hues, far enough apart to tell neighbours from each other. */
export function hueOf(name: string): number {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 4093
  return (sum % 8) * 45 + 15
}
