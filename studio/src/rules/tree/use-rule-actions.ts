import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import { useNotifyUndo } from '../../ui/notify-undo.tsx'
import { moveRule } from '../edit-document.ts'
import { useUndo } from '../undo-keys.ts'
import { useDocumentActions } from '../use-document.tsx'
import { duplicateRule, moveRuleTo, removeRule, switchRule } from './edit-rules.ts'
import { useTree } from './tree-context.tsx'

/** Everything that can be done with one rule. */
export function useRuleActions(id: string) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, focusLater, canEdit } = useTree()
  const { store } = useDocumentActions()
  const undo = useUndo()
  const notifyUndo = useNotifyUndo()
  const rule = () => document().rules.find((one) => one.id === id)

  const sayPlace = () => {
    const moved = rule()
    const lane = document().rules.filter((one) => one.lane === moved?.lane)
    announce(
      t('rule.moved', { name: moved?.name, place: lane.findIndex((one) => one.id === id) + 1, total: lane.length }),
    )
  }
  return {
    canEdit,
    open: (intoForm: boolean) => {
      store.select(id)
      focusLater(intoForm ? `${id}/name` : id, intoForm)
    },
    close: () => {
      store.select(null)
      focusLater(id)
    },
    move: (by: -1 | 1) => {
      const before = document()
      const next = canEdit ? moveRule(before, id, by) : before
      if (next === before) return
      store.replace(next, { label: t('did.moveRule') })
      focusLater(id)
      sayPlace()
    },
    moveTo: (over: string) => {
      if (edit(moveRuleTo(document(), id, over), t('did.moveRule'))) sayPlace()
    },
    setEnabled: (enabled: boolean) => {
      edit(switchRule(document(), id, enabled), t(enabled ? 'did.on' : 'did.off', { name: rule()?.name }))
    },
    duplicate: () => {
      const copy = duplicateRule(document(), id, t('rule.copyOf', { name: rule()?.name }))
      if (!copy || !edit(copy.edits, t('did.duplicateRule'))) return
      store.select(copy.id)
      focusLater(`${copy.id}/name`, true)
    },
    remove: () => {
      const gone = rule()
      if (!gone || !canEdit) return
      const lane = document().rules.filter((one) => one.lane === gone.lane)
      const at = lane.indexOf(gone)
      const next = lane[at + 1] ?? lane[at - 1]
      edit(removeRule(document(), id), t('did.removeRule', { name: gone.name }))
      if (next) focusLater(next.id)
      notifyUndo(t('rule.removed', { name: gone.name }), t('undo.button'), () => undo('undo'))
    },
  }
}

/** What useRuleActions gives. */
export type RuleActions = ReturnType<typeof useRuleActions>
