import { useTranslation } from 'react-i18next'
import { Picker } from '../../ui/picker.tsx'
import { AddRow } from './add-row.tsx'
import type { Says, TreeNode } from './condition-tree.ts'
import { sayOf } from './edit-conditions.ts'
import { LeafLine } from './leaf-line.tsx'
import { Line, type Tie, tieIn } from './line.tsx'
import { LockedLine } from './locked-line.tsx'
import { ReferenceLine } from './reference-line.tsx'
import { useTree } from './tree-context.tsx'

interface Props {
  node: TreeNode
  level: number
  tie: Tie
}

/** A condition as rows: its own line, and set in below it the lines of its parts. */
export function ConditionRows({ node, level, tie }: Props) {
  if (node.kind === 'leaf') return <LeafLine node={node} level={level} tie={tie} />
  if (node.kind === 'reference') return <ReferenceLine node={node} level={level} tie={tie} />
  if (node.kind === 'locked') return <LockedLine node={node} level={level} tie={tie} />
  return (
    <>
      <Line outer={node.outer} pointer={node.pointer} level={level} tie={tie} kind="group">
        <GroupWords node={node} />
      </Line>
      {node.parts.map((part, index) => (
        <ConditionRows key={part.outer} node={part} level={level + 1} tie={tieIn(node.says, index)} />
      ))}
      {node.says !== 'not' && <AddRow group={node.pointer} level={level + 1} isEmpty={node.parts.length === 0} />}
    </>
  )
}

const choices = ['all', 'any', 'none', 'not-all'] as const satisfies readonly Says[]

function GroupWords({ node }: { node: Extract<TreeNode, { kind: 'group' }> }) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, canEdit } = useTree()
  if (node.says === 'not') return <span className="line-says">{t('says.not')}</span>
  return (
    <>
      <Picker
        label={t('says.label')}
        value={node.says}
        options={choices.map((one) => ({ value: one, label: t(`says.${one}`) }))}
        disabled={!canEdit}
        onChange={(says) =>
          edit(sayOf(document(), node.outer, node.pointer, says as (typeof choices)[number]), t('did.group'))
        }
      />
      {node.name && <span className="line-name">{node.name}</span>}
    </>
  )
}
