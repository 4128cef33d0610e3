import type { RuleDocument } from '@faladesk/rules'
import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { useOrganization } from '../lib/organization.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { type Detail, fetchWorkflow, workflowKey } from './queries.ts'
import { isConflict, useSaveDraft } from './save-draft.ts'

/** How a save ended: saved, given up for a colleague's draft, or put off. */
export type Outcome =
  | { is: 'saved'; revision: number }
  | { is: 'theirs'; draft: RuleDocument; revision: number }
  | { is: 'put-off' }

/** Which draft stays; `theirs` is what the server holds. */
export interface Choice {
  keep: 'mine' | 'theirs' | 'neither'
  theirs: Detail
}

interface Draft {
  detail: Detail
  /**
   * Saves the draft; asks what to do when a colleague saved first. Throws ApiError for any other refusal.
   * `base` is the revision the edit started from; the one shown now when absent.
   */
  save: (document: RuleDocument, base?: number) => Promise<Outcome>
  /** Shows how a document differs from the draft a colleague saved, and asks which of the two stays. */
  choose: (mine: RuleDocument) => Promise<Choice>
  saving: boolean
  /** Whether the editor holds text that is not saved. */
  dirty: boolean
  setDirty: (dirty: boolean) => void
  canEdit: boolean
}

interface Conflict {
  mine: RuleDocument
  theirs: Detail
  settle: (keep: Choice['keep']) => void
}

const DraftContext = createContext<Draft | null>(null)

/** Holds one workflow's draft for the tabs below, and settles conflicts with a colleague's draft. */
export function DraftProvider({ detail, children }: { detail: Detail; children: ReactNode }) {
  const { id: organizationId, role } = useOrganization()
  const cache = useQueryClient()
  const { mutateAsync, isPending } = useSaveDraft(organizationId, detail.id)
  const [dirty, setDirty] = useState(false)
  const [conflict, setConflict] = useState<Conflict | null>(null)

  const choose = useCallback(
    async (mine: RuleDocument): Promise<Choice> => {
      const theirs = await fetchWorkflow(detail.id)
      const keep = await new Promise<Choice['keep']>((settle) => setConflict({ mine, theirs, settle }))
      setConflict(null)
      if (keep !== 'neither') cache.setQueryData(workflowKey(organizationId, detail.id), theirs)
      return { keep, theirs }
    },
    [detail.id, organizationId, cache],
  )

  const save = useCallback(
    async (document: RuleDocument, base?: number): Promise<Outcome> => {
      let revision = base
      for (;;) {
        try {
          const saved = await mutateAsync({ document, revision })
          return { is: 'saved', revision: saved.draft_revision }
        } catch (error) {
          if (!isConflict(error)) throw error
        }
        const { keep, theirs } = await choose(document)
        if (keep === 'neither') return { is: 'put-off' }
        if (keep === 'theirs') return { is: 'theirs', draft: theirs.draft, revision: theirs.draft_revision }
        revision = theirs.draft_revision
      }
    },
    [mutateAsync, choose],
  )

  const draft = useMemo(
    () => ({ detail, save, choose, saving: isPending, dirty, setDirty, canEdit: role === 'admin' }),
    [detail, save, choose, isPending, dirty, role],
  )
  return (
    <DraftContext.Provider value={draft}>
      {children}
      {conflict && <ConflictDialog {...conflict} />}
    </DraftContext.Provider>
  )
}

/** The draft of the workflow on screen. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext)
  if (!draft) throw new Error('useDraft() needs a DraftProvider above it.')
  return draft
}
