import { type KeyboardEvent, useCallback, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../ui/notify.tsx'
import { useDocumentActions } from './use-document.tsx'

/** Says aloud what undo or redo did. */
export function useUndo() {
  const { t } = useTranslation('rules-tree')
  const { store, canEdit } = useDocumentActions()
  return useCallback(
    (direction: 'undo' | 'redo') => {
      if (!canEdit) return
      const label = store[direction]()
      announce(label === null ? t(`${direction}.nothing`) : t(`${direction}.did`, { label }))
    },
    [store, canEdit, t],
  )
}

/** Ctrl/Cmd+Z, Shift+Z, Ctrl+Y and Ctrl/Cmd+S for the whole workflow, whichever view has the focus. */
export function useUndoKeys() {
  const undo = useUndo()
  const { saveNow } = useDocumentActions()
  const press = useCallback(
    (event: KeyboardEvent | globalThis.KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || !(event.target instanceof HTMLElement)) return
      const key = event.key.toLowerCase()
      const wanted =
        key === 'z' ? (event.shiftKey ? 'redo' : 'undo') : key === 'y' ? 'redo' : key === 's' ? 'save' : null
      if (wanted === null || isForeign(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      if (wanted === 'save') void saveNow()
      else undo(wanted)
    },
    [undo, saveNow],
  )
  // With nothing focused the page itself hears the keys.
  useEffect(() => {
    const onBody = (event: globalThis.KeyboardEvent) => event.target === document.body && press(event)
    addEventListener('keydown', onBody)
    return () => removeEventListener('keydown', onBody)
  }, [press])
  return press
}

// Fields that are no part of the document (a message to simulate, a search) keep the browser's own undo.
const isForeign = (target: HTMLElement) =>
  /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
  (target.closest('[data-document-view]') === null || target.closest('[data-own-undo]') !== null)
