import type { Edit, RuleDocument } from '@faladesk/rules'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import { announce } from '../../ui/notify.tsx'
import { useDocumentActions } from '../use-document.tsx'

interface Tree {
  canEdit: boolean
  document: () => RuleDocument
  /** Edits as one step; what cannot be done (null) is left undone, and the answer is false. */
  edit: (edits: readonly Edit[] | null, label: string, coalesce?: string) => boolean
  /** Gives the focus to a row, or to the first thing in it that can be changed, as soon as it is there. */
  focusLater: (rowKey: string, inside?: boolean) => void
}

const TreeContext = createContext<Tree | null>(null)

/** What every row of the tree shares: editing, and where the focus goes next. */
export function TreeProvider({ children }: { children: ReactNode }) {
  const { store, canEdit } = useDocumentActions()
  const next = useRef<{ key: string; inside: boolean } | null>(null)
  const box = useRef<HTMLDivElement>(null)

  const settle = useCallback((tries = 6) => {
    const wanted = next.current
    if (!wanted) return
    const row = box.current?.querySelector<HTMLElement>(`[data-row-key="${CSS.escape(wanted.key)}"]`)
    const target = wanted.inside ? row?.querySelector<HTMLElement>('input, textarea, .picker, button') : row
    if (target) {
      next.current = null
      target.focus()
      row?.scrollIntoView({ block: 'nearest' })
    } else if (tries > 0) requestAnimationFrame(() => settle(tries - 1))
    else next.current = null
  }, [])
  useEffect(() => store.subscribe(() => requestAnimationFrame(() => settle())), [store, settle])

  const tree = useMemo(
    (): Tree => ({
      canEdit,
      document: () => store.snapshot().document,
      edit: (edits, label, coalesce) => {
        if (edits === null || edits.length === 0 || !canEdit) return false
        store.edit(edits, { label, coalesce })
        if (coalesce === undefined) announce(label)
        return true
      },
      focusLater: (key, inside = false) => {
        next.current = { key, inside }
        requestAnimationFrame(() => settle())
      },
    }),
    [store, canEdit, settle],
  )
  return (
    <TreeContext.Provider value={tree}>
      <div ref={box} className="tree">
        {children}
      </div>
    </TreeContext.Provider>
  )
}

/** The tree around this row. */
export function useTree(): Tree {
  const tree = useContext(TreeContext)
  if (!tree) throw new Error('useTree() needs a TreeProvider above it.')
  return tree
}

/** Whose rows these are: a rule or a shared condition, where it stands, and where its conditions begin. */
export interface Owner {
  readonly name: string
  readonly ruleId: string | null
  readonly root: string
  readonly top: string
  /** The level of its own row in the treegrid. */
  readonly level: number
}

/** Tells the rows below whose they are. */
export const OwnerContext = createContext<Owner | null>(null)

/** The rule or shared condition around this row. */
export function useOwner(): Owner {
  const owner = useContext(OwnerContext)
  if (!owner) throw new Error('useOwner() needs an OwnerContext above it.')
  return owner
}

/** A row's name in the page: its owner's, and where in the owner it stands. */
export const rowKey = (owner: Pick<Owner, 'name' | 'root'>, pointer: string) =>
  owner.name + pointer.slice(owner.root.length)
