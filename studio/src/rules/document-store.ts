import { applyEdits, type Edit, type RuleDocument } from '@faladesk/rules'
import { begin, goBack, goForward, goOn, type History, type Moment } from './document-history.ts'
import { graft } from './graft.ts'
import { printJson } from './print-document.ts'
import { readDocument } from './read-document.ts'

/** How an edit is named in the words of undo, and whether it belongs to the typing just before it. */
export interface EditOptions {
  readonly label: string
  /** True: with others of the same label; a text: with others of the same text. */
  readonly coalesce?: boolean | string | undefined
}

/** What all views show. A new object after each change, the same one in between. */
export interface Snapshot {
  readonly document: RuleDocument
  /** The id of the rule every view points at. */
  readonly selected: string | null
  /** Whether something is not stored on the server: an edit, or text that cannot be read yet. */
  readonly dirty: boolean
  /** What is stored on the server. */
  readonly saved: RuleDocument
  /** The JSON editor's text while it cannot be read; `document` is then the last good one. */
  readonly broken: string | null
  /** What undo and redo would take back and do again; null when there is nothing. */
  readonly undoes: string | null
  readonly redoes: string | null
}

/** One workflow's document, shared by the list, the table, the map and the JSON editor. */
export interface DocumentStore {
  readonly subscribe: (changed: () => void) => () => void
  readonly snapshot: () => Snapshot
  /** Applies edits as one step; throws where a pointer leads nowhere. Edits that change nothing leave no step. */
  readonly edit: (edits: readonly Edit[], options: EditOptions) => void
  /** Takes a whole document as one step. */
  readonly replace: (document: RuleDocument, options: EditOptions) => void
  /** Takes the JSON editor's text; text that cannot be read is kept, and the document stays the last good one. */
  readonly write: (text: string, options: EditOptions) => void
  /** The text the JSON editor must show: what was typed there, or null for the document printed. */
  readonly text: () => string | null
  readonly undo: () => string | null
  readonly redo: () => string | null
  readonly select: (id: string | null) => void
  /** Says that a document is now what the server holds. */
  readonly stored: (document: RuleDocument) => void
  /** Shows what a colleague stored, as a step that can be undone. */
  readonly adopt: (document: RuleDocument, options: EditOptions) => void
}

/** Makes the store of a document the server holds; `clock` tells milliseconds. */
export function createDocumentStore(document: RuleDocument, clock: () => number = () => Date.now()): DocumentStore {
  let history: History = begin(document)
  let saved = document
  let selected: string | null = null
  let shown: Snapshot | null = null
  const listeners = new Set<() => void>()

  const changed = () => {
    shown = null
    for (const listener of listeners) listener()
  }
  const move = (next: History) => {
    history = next
    if (selected !== null && !next.now.document.rules.some(({ id }) => id === selected)) selected = null
    changed()
  }
  const add = (next: Pick<Moment, 'document' | 'text' | 'broken'>, { label, coalesce }: EditOptions) => {
    const key = coalesce === true ? label : coalesce || null
    move(goOn(history, { ...next, label, key, at: clock() }))
  }
  const replace = (next: RuleDocument, options: EditOptions) => {
    const { now } = history
    const grafted = graft(now.document, next)
    // Where the editor's text cannot be read, even the same document is a change: it takes the text's place.
    if (grafted !== now.document || now.broken) add({ document: grafted, text: null, broken: false }, options)
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => {
      shown ??= {
        document: history.now.document,
        selected,
        saved,
        dirty: history.now.document !== saved || history.now.broken,
        broken: history.now.broken ? history.now.text : null,
        undoes: history.past.length > 0 ? history.now.label : null,
        redoes: history.future[0]?.label ?? null,
      }
      return shown
    },
    edit: (edits, options) => replace(applyEdits(history.now.document, edits), options),
    replace,
    write: (text, options) => {
      const { now } = history
      if (text === (now.text ?? printJson(now.document))) return
      const read = readDocument(text)
      add({ document: read ? graft(now.document, read) : now.document, text, broken: read === null }, options)
    },
    text: () => history.now.text,
    undo: () => {
      const { label } = history.now
      if (history.past.length === 0) return null
      move(goBack(history))
      return label
    },
    redo: () => {
      const label = history.future[0]?.label ?? null
      if (label !== null) move(goForward(history))
      return label
    },
    select: (id) => {
      if (id === selected) return
      selected = id
      changed()
    },
    stored: (document) => {
      saved = document
      changed()
    },
    adopt: (document, options) => {
      saved = graft(history.now.document, document)
      if (saved !== history.now.document || history.now.broken)
        add({ document: saved, text: null, broken: false }, options)
      else changed()
    },
  }
}
