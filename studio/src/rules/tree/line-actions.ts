import { type Condition, type Edit, valueAt } from '@faladesk/rules'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../draft.tsx'
import { denyPart, duplicatePart, placeInList, removePart, unwrapPart, wrapPart } from './edit-conditions.ts'
import { type Move, moveBy, moveIn, moveOut } from './move-conditions.ts'
import { inlineShared, shareCondition } from './shared-edits.ts'
import { rowKey, useOwner, useTree } from './tree-context.tsx'

/** Everything that can be done with one line, by its keys and its menu; what cannot be done now does nothing. */
export function useLineActions(outer: string, pointer: string) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, focusLater, canEdit } = useTree()
  const { detail } = useDraft()
  const navigate = useNavigate()
  const owner = useOwner()
  const { top } = owner
  const node = () => valueAt(document(), pointer) as Condition

  const go = (move: Move | null, label: string) => {
    if (move && edit(move.edits, label)) focusLater(rowKey(owner, move.at))
  }
  const stay = (edits: readonly Edit[] | null, label: string) => {
    if (edit(edits, label)) focusLater(rowKey(owner, outer))
  }
  return {
    canEdit,
    up: () => go(moveBy(document(), outer, -1, top), t('did.moveCondition')),
    down: () => go(moveBy(document(), outer, 1, top), t('did.moveCondition')),
    out: () => go(moveOut(document(), outer, top), t('did.moveCondition')),
    into: () => go(moveIn(document(), outer), t('did.moveCondition')),
    duplicate: () => go(duplicatePart(document(), outer), t('did.duplicateCondition')),
    deny: () => stay(denyPart(document(), outer, pointer, top), t('did.deny')),
    wrap: (kind: 'all' | 'any') => stay(wrapPart(document(), outer, kind), t('did.wrap')),
    unwrap: () => {
      if (edit(unwrapPart(document(), outer, top), t('did.unwrap'))) focusLater(rowKey(owner, outer))
    },
    canUnwrap: () => unwrapPart(document(), outer, top) !== null,
    isInList: () => placeInList(outer) !== null,
    isDenied: outer !== pointer,
    isTop: outer === top,
    remove: () => {
      if (!edit(removePart(document(), outer, top), t('did.removeCondition'))) return
      const place = placeInList(outer)
      // The line that took its place, or the group's own.
      const next = place && valueAt(document(), outer) !== undefined ? outer : (place?.group ?? top)
      focusLater(rowKey(owner, next))
    },
    share: () => stay(shareCondition(document(), outer), t('did.share')),
    inline: () => stay(inlineShared(document(), pointer, outer === top), t('did.inline')),
    canShare: () => {
      const here = node()
      return here !== undefined && !('condition' in here)
    },
    showJson: () =>
      void navigate({
        to: '/regras/$workflowId/editor',
        params: { workflowId: detail.id },
        search: { ponto: pointer },
      }),
  }
}

/** What useLineActions gives. */
export type LineActions = ReturnType<typeof useLineActions>
