import { valueAt } from '@faladesk/rules'
import { useTranslation } from 'react-i18next'
import { Picker } from '../../ui/picker.tsx'
import { useDocument } from '../use-document.tsx'
import type { TreeNode } from './condition-tree.ts'
import { Line, type Tie } from './line.tsx'
import { SharedSentence } from './shared-sentence.tsx'
import { useOwner, useTree } from './tree-context.tsx'

interface Props {
  node: Extract<TreeNode, { kind: 'reference' }>
  level: number
  tie: Tie
}

/** A shared condition used by its name, with what it says. */
export function ReferenceLine({ node, level, tie }: Props) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, canEdit } = useTree()
  const owner = useOwner()
  const { document: now } = useDocument()
  const names = Object.keys(now.conditions ?? {}).filter((name) => `#${name}` !== owner.name)
  return (
    <Line outer={node.outer} pointer={node.pointer} level={level} tie={tie} kind="reference">
      <span className="line-says">{t(node.negated ? 'shared.fails' : 'shared.holds')}</span>
      <Picker
        label={t('shared.label')}
        look="fact"
        value={node.name}
        options={names.map((name) => ({ value: name, label: name }))}
        disabled={!canEdit}
        onChange={(name) => {
          const old = valueAt(document(), node.pointer) as Record<string, unknown>
          // The engine's results know a reference by its name: it follows the condition unless its author chose another.
          const next = { ...old, condition: name, ...(old.name === node.name && { name }) }
          edit([{ op: 'replace', pointer: node.pointer, value: next }], t('did.condition'))
        }}
      />
      <SharedSentence name={node.name} />
    </Line>
  )
}
