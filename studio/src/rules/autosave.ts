import { type RuleDocument, validateDocument } from '@faladesk/rules'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../lib/catalogue.ts'
import { useErrorText } from '../lib/error-text.ts'
import type { Locale } from '../lib/locale.ts'
import { announce } from '../ui/notify.tsx'
import type { DocumentStore } from './document-store.ts'
import { useDraft } from './draft.tsx'
import { type PlacedProblem, problemsOf } from './use-problem-texts.ts'

/** Why the document is not stored; each problem at its place. */
export interface Refusal {
  /** The document that was refused: another one may be fine. */
  readonly document: RuleDocument
  readonly problems: readonly PlacedProblem[]
  /** What went wrong when it is nothing in the document. */
  readonly text: string | null
}

/** How long after the last edit the draft is stored, in milliseconds. */
const QUIET = 900

/**
 * Stores the draft a moment after each edit that can be stored; `saveNow` does it at once and says whether it is stored.
 * `compare` asks which stays, this work or what a colleague stored, also while this cannot be stored; false when put off.
 */
export function useAutosave(store: DocumentStore) {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  const { detail, save, choose, canEdit } = useDraft()
  const errorText = useErrorText()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  // The revision the work grew from: a save must not pass over what a colleague stored since.
  const base = useRef(detail.draft_revision)
  const running = useRef<Promise<boolean>>(Promise.resolve(true))

  const showTheirs = useCallback(
    (draft: RuleDocument) => {
      store.adopt(draft, { label: t('did.theirs') })
      announce(t('save.theirs'))
    },
    [store, t],
  )

  const storeOnce = useCallback(async (): Promise<boolean> => {
    const { document, dirty, broken } = store.snapshot()
    if (!dirty) return true
    if (broken !== null || !canEdit) return false
    const checked = validateDocument(document, { locale, catalogue: ourCatalogue() })
    if (!checked.ok) {
      setRefusal({ document, problems: checked.problems, text: null })
      return false
    }
    setRefusal(null)
    try {
      const outcome = await save(document, base.current)
      if (outcome.is === 'put-off') {
        setRefusal({ document, problems: [], text: t('save.putOff') })
        return false
      }
      base.current = outcome.revision
      if (outcome.is === 'saved') {
        store.stored(document)
        return true
      }
      showTheirs(outcome.draft)
      return true
    } catch (error) {
      const problems = problemsOf(error)
      setRefusal({ document, problems, text: problems.length > 0 ? null : errorText(error) })
      return false
    }
  }, [store, save, canEdit, locale, t, errorText, showTheirs])

  const saveNow = useCallback(() => {
    const next = running.current.then(storeOnce)
    running.current = next
    return next
  }, [storeOnce])

  const compare = useCallback(async (): Promise<boolean> => {
    const { keep, theirs } = await choose(store.snapshot().document)
    if (keep === 'neither') return false
    base.current = theirs.draft_revision
    if (keep === 'theirs') showTheirs(theirs.draft)
    else void saveNow()
    return true
  }, [choose, store, showTheirs, saveNow])

  useEffect(() => {
    if (!canEdit) return
    let timer: ReturnType<typeof setTimeout>
    let last = store.snapshot().document
    const stop = store.subscribe(() => {
      const { document, dirty } = store.snapshot()
      if (document === last) return
      last = document
      clearTimeout(timer)
      if (dirty) timer = setTimeout(() => void saveNow(), QUIET)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [store, saveNow, canEdit])

  // Nothing of mine would be lost: what a colleague stored meanwhile is shown, and undo brings mine back.
  const { dirty } = store.snapshot()
  useEffect(() => {
    if (dirty || detail.draft_revision <= base.current) return
    base.current = detail.draft_revision
    store.adopt(detail.draft, { label: t('did.theirs') })
  }, [dirty, detail, store, t])

  return { saveNow, compare, refusal }
}
