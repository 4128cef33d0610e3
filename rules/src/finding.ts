/** What is wrong at one place of a document, before it is put into words. */
export interface Finding {
  readonly code: string
  /** JSON pointer (RFC 6901). */
  readonly pointer: string
  readonly given?: unknown
  /** What would be right here. */
  readonly allowed?: readonly string[]
  readonly limit?: number
  readonly nearest?: string | undefined
}

/** Receives findings; false once enough were reported, so that the search can stop. */
export type Report = (finding: Finding) => void

/** The field a pointer ends in, with its index when it is an item: `/rules/0/event` → `event`, `/rules/2` → `rules[2]`. */
export function fieldOf(pointer: string): string {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = steps.at(-1)
  if (last === undefined) return 'document'
  return /^\d+$/u.test(last) && steps.length > 1 ? `${steps.at(-2)}[${last}]` : last
}
