import type { Rule } from '@faladesk/rules'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Picker } from '../../ui/picker.tsx'
import { foldersOf } from '../find/folder-runs.ts'
import { ActionRows } from './action-rows.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { treeOf } from './condition-tree.ts'
import { put } from './edit-conditions.ts'
import { FormRow } from './form-row.tsx'
import { InlineText } from './inline-text.tsx'
import { useOwner, useTree } from './tree-context.tsx'
import { TriggerRow } from './trigger-row.tsx'

/** An open rule: its name, when it is decided, its conditions, what it does, and where it is filed, one row each. */
export function RuleForm({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, canEdit } = useTree()
  const { root, top } = useOwner()
  const tree = useMemo(() => treeOf(rule.conditions, top), [rule.conditions, top])
  const set = (key: string, value: string | undefined, label: string) =>
    edit(put(document(), `${root}/${key}`, value), label, `${root}/${key}`)
  const folders = foldersOf(document())
  return (
    <>
      <FormRow name="name" label={t('form.name')}>
        <InlineText
          label={t('form.name')}
          value={rule.name}
          wide
          disabled={!canEdit}
          onChange={(name) => set('name', name, t('did.name'))}
        />
      </FormRow>
      <TriggerRow rule={rule} />
      <ConditionRows node={tree} level={2} tie="if" />
      <ActionRows event={rule.event} lane={rule.lane} />
      <FormRow name="about" label={t('form.note')}>
        <InlineText
          label={t('form.description')}
          value={rule.description ?? ''}
          placeholder={t('form.descriptionHint')}
          wide
          disabled={!canEdit}
          onChange={(text) => set('description', text || undefined, t('did.description'))}
        />
        <Picker
          label={t('form.folder')}
          value={rule.folder ?? null}
          placeholder={t('form.noFolder')}
          options={[
            ...(rule.folder === undefined ? [] : [{ value: '', label: t('form.noFolder') }]),
            ...folders.map((folder) => ({ value: folder, label: folder })),
          ]}
          newLabel={(typed) => t('form.newFolder', { typed })}
          onChange={(folder) => set('folder', folder || undefined, t('did.folder'))}
          disabled={!canEdit}
        />
      </FormRow>
    </>
  )
}
