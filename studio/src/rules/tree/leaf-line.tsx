import { type Comparison, type Operand, operatorsOf } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { Picker } from '../../ui/picker.tsx'
import type { TreeNode } from './condition-tree.ts'
import { put } from './edit-conditions.ts'
import { useFactOptions } from './fact-options.ts'
import { aboutFact } from './fresh-value.ts'
import { InlineText } from './inline-text.tsx'
import { Line, type Tie } from './line.tsx'
import { OperatorPicker } from './operator-picker.tsx'
import { rowKey, useOwner, useTree } from './tree-context.tsx'
import { ValueEditor } from './value-editor.tsx'

interface Props {
  node: Extract<TreeNode, { kind: 'leaf' }>
  level: number
  tie: Tie
}

/** One comparison that reads as a sentence: which fact, how it is compared, with what. */
export function LeafLine({ node, level, tie }: Props) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, canEdit, focusLater } = useTree()
  const owner = useOwner()
  const facts = useFactOptions()
  const { comparison, fact, operator, pointer } = node

  const replace = (next: Comparison) => edit([{ op: 'replace', pointer, value: next }], t('did.condition'))
  const setFact = (name: string) => {
    const chosen = ourCatalogue().facts.get(name)
    if (!chosen || chosen === fact) return
    replace(aboutFact(comparison, chosen, operatorsOf(chosen)))
    focusLater(rowKey(owner, node.outer), true)
  }
  const setValue = (value: Operand, typing: boolean) =>
    edit(put(document(), `${pointer}/value`, value), t('did.value'), typing ? `${pointer}/value` : undefined)
  const path = comparison.path?.slice(2) ?? ''

  return (
    <Line outer={node.outer} pointer={pointer} level={level} tie={tie} kind="leaf">
      {node.negated && <span className="line-not">{t('says.no')}</span>}
      <Picker
        label={t('fact.label')}
        look="fact"
        value={fact.name}
        options={facts}
        onChange={setFact}
        disabled={!canEdit}
      />
      {fact.type === 'object' && (
        <InlineText
          label={t('fact.path')}
          value={path}
          placeholder={t('fact.field')}
          disabled={!canEdit}
          onChange={(next) => {
            const clean = next.trim().replaceAll(/[^\w.-]+/g, '_')
            edit(
              put(document(), `${pointer}/path`, clean ? `$.${clean}` : undefined),
              t('did.condition'),
              `${pointer}/path`,
            )
          }}
        />
      )}
      <OperatorPicker comparison={comparison} fact={fact} operator={operator} onChange={replace} disabled={!canEdit} />
      {!(fact.says && typeof comparison.value === 'boolean') && (
        <ValueEditor comparison={comparison} fact={fact} operator={operator} onChange={setValue} disabled={!canEdit} />
      )}
    </Line>
  )
}
