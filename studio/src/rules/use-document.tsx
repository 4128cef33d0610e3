import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react'
import { type Refusal, useAutosave } from './autosave.ts'
import { createDocumentStore, type DocumentStore, type Snapshot } from './document-store.ts'
import { useDraft } from './draft.tsx'

/** The document on screen, what can be done with it, and how it stands with the server. */
export interface OpenDocument extends Snapshot, Pick<DocumentStore, 'edit' | 'replace' | 'undo' | 'redo' | 'select'> {
  readonly store: DocumentStore
  readonly canEdit: boolean
  /** Stores the draft at once; false when it cannot be, and `refusal` then says why. */
  readonly saveNow: () => Promise<boolean>
  /** Why the document as it is now is not stored, or null. */
  readonly refusal: Refusal | null
}

interface Held {
  store: DocumentStore
  saveNow: () => Promise<boolean>
  compare: () => Promise<boolean>
  refusal: Refusal | null
}

const DocumentContext = createContext<Held | null>(null)

/** Holds the one document that all views of a workflow share, and stores it as it changes. */
export function DocumentProvider({ children }: { children: ReactNode }) {
  const { detail } = useDraft()
  const [store] = useState(() => createDocumentStore(detail.draft))
  // Colleagues' edits are taken over when nothing of ours would be lost, so that must be followed here.
  useSyncExternalStore(store.subscribe, () => store.snapshot().dirty)
  const { saveNow, compare, refusal } = useAutosave(store)
  const held = useMemo(() => ({ store, saveNow, compare, refusal }), [store, saveNow, compare, refusal])
  return <DocumentContext.Provider value={held}>{children}</DocumentContext.Provider>
}

/** The document on screen; a component that calls it follows every change. */
export function useDocument(): OpenDocument {
  const { store, saveNow, refusal } = useHeld()
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot)
  const { canEdit } = useDraft()
  return useMemo(() => {
    const { edit, replace, undo, redo, select } = store
    const current = refusal?.document === snapshot.document ? refusal : null
    return { ...snapshot, store, edit, replace, undo, redo, select, canEdit, saveNow, refusal: current }
  }, [snapshot, store, canEdit, saveNow, refusal])
}

/** The store alone, for what edits without following every change. */
export const useDocumentStore = (): DocumentStore => useHeld().store

/** The store, saving, comparing with a colleague's draft, and whether this person may edit: for what acts without following every change. */
export function useDocumentActions() {
  const { store, saveNow, compare } = useHeld()
  const { canEdit } = useDraft()
  return { store, saveNow, compare, canEdit }
}

function useHeld(): Held {
  const held = useContext(DocumentContext)
  if (!held) throw new Error('useDocument() needs a DocumentProvider above it.')
  return held
}
