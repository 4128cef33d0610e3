import type { Edit } from '../edit.ts'

/** What the Doctor looks for. */
export type FindingKind =
  | 'type'
  | 'dead'
  | 'always'
  | 'redundant'
  | 'shadowed'
  | 'duplicate'
  | 'contradictory'
  | 'loop'
  | 'unguarded-ai'
  | 'keyword-subsumed'
  | 'no-default'
  | 'unknown-team'
  | 'unknown-tag'
  | 'unknown-inbox'
  | 'unknown-agent'
  | 'unknown-fact'
  | 'asks-cpf-first'
  | 'silent-out-of-hours'
  | 'outside-window'
  | 'marketing-while-waiting'

/** Something the Doctor found in a valid document, and was able to show. */
export interface DoctorFinding {
  readonly kind: FindingKind
  readonly severity: 'error' | 'warning' | 'hint'
  /** The rule it is about; null when it is about the whole document or a shared condition. */
  readonly ruleId: string | null
  /** Other rules it names. */
  readonly otherIds: readonly string[]
  /** JSON pointer (RFC 6901) into the document. */
  readonly pointer: string
  readonly message: string
  /** Facts for which the engine was seen doing what the finding says. */
  readonly example?: { readonly facts: Readonly<Record<string, unknown>>; readonly shows: string }
  /** Edits that are safe to make. */
  readonly fix?: { readonly label: string; readonly edits: readonly Edit[] }
}

/** The names an organization knows; without them nobody is called unknown. */
export interface References {
  readonly teams: readonly string[]
  readonly tags: readonly string[]
  readonly inboxes: readonly string[]
  readonly agents: readonly string[]
}

/** A finding before its rules' places in the document are known: they move, what is found stays. */
export interface Draft extends Omit<DoctorFinding, 'ruleId' | 'pointer' | 'fix'> {
  /** JSON pointer from the rule; from the document when `shared`. */
  readonly at: string
  readonly shared?: boolean
  readonly fix?: { readonly label: string; readonly edits: (rule: string) => readonly Edit[] } | undefined
}
