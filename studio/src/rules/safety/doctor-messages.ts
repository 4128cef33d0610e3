import type { Decision, DoctorFinding, Fact, Locale, TestReport } from '@faladesk/rules'
import type { PackedDocument } from './document-wire.ts'

/** Whom and what a document may name, as the Doctor wants them. */
export interface References {
  teams: readonly string[]
  tags: readonly string[]
  inboxes: readonly string[]
  agents: readonly string[]
}

/** What the page asks the worker. `turn` comes back with the answer, so that an overtaken one is dropped. */
export type ToDoctor =
  | {
      ask: 'look'
      turn: number
      locale: Locale
      references: References | null
      /** What plugins tell; nothing where none does. */
      facts?: readonly Fact[]
      document: PackedDocument
    }
  | { ask: 'decide'; turn: number; facts: Readonly<Record<string, unknown>>; skipReply?: string }

/** What the worker answers. `failed` says that something of ours broke; the words are for the console, not for people. */
export type FromDoctor =
  | { says: 'tests'; turn: number; report: TestReport }
  | { says: 'findings'; turn: number; findings: readonly DoctorFinding[]; took: number }
  | { says: 'decision'; turn: number; decision: Decision }
  | { says: 'failed'; turn: number; ask: ToDoctor['ask']; message: string }
