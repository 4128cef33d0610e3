import type { Fact } from '@faladesk/rules'

/** What a person typed for a fact, as the fact's type wants it; undefined where it says nothing. */
export function readFact({ type }: Pick<Fact, 'type'>, typed: string): unknown {
  const text = typed.trim()
  if (text === '') return undefined
  if (type === 'boolean') return text === 'true'
  if (type === 'number') {
    const number = Number(text.replace(',', '.'))
    return Number.isFinite(number) ? number : undefined
  }
  if (type === 'string[]')
    return text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean)
  if (type !== 'object') return text
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/** A fact's value as a person would type it. */
export function writeFact(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
