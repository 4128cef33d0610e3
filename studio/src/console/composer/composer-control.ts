import { createContext, type RefObject, useContext } from 'react'
import type { Draft } from './drafts.ts'

/** What the rest of a conversation may ask of its composer. */
export interface ComposerControl {
  open: (mode: Draft['mode']) => void
  /** Puts a text that did not arrive back where it can be changed and sent another way. */
  take: (text: string) => void
  /** Opens the list of approved templates. */
  templates: () => void
}

/** The composer of the conversation around, for what stands beside it. */
export const ComposerContext = createContext<RefObject<ComposerControl | null> | null>(null)

/** The composer of this conversation; null where there is none. */
export const useComposer = () => useContext(ComposerContext)
