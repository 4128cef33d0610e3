import { type Condition, operatorsOf } from '@faladesk/rules'
import { FolderPlus, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import { Picker } from '../../ui/picker.tsx'
import { addPart } from './edit-conditions.ts'
import { useFactOptions } from './fact-options.ts'
import { freshOperand } from './fresh-value.ts'
import { GridCell } from './grid-cell.tsx'
import { GridRow } from './grid-row.tsx'
import { rowKey, useOwner, useTree } from './tree-context.tsx'

interface Props {
  group: string
  level: number
  isEmpty: boolean
}

/** The last row of a group: adds a condition, a group, or a shared condition to it. */
export function AddRow({ group, level, isEmpty }: Props) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, canEdit, focusLater } = useTree()
  const owner = useOwner()
  const facts = useFactOptions()
  if (!canEdit) return null
  const shared = Object.keys(document().conditions ?? {}).filter((name) => `#${name}` !== owner.name)

  const add = (node: Condition, label: string, inside = true) => {
    const { edits, at } = addPart(document(), group, node)
    if (edit(edits, label)) focusLater(rowKey(owner, at), inside)
  }
  return (
    <GridRow
      level={level + owner.level - 1}
      className="line"
      data-kind="add"
      rowKey={`${rowKey(owner, group)}/+`}
      style={{ '--depth': level - 2 } as never}
      onKeyDown={(event) => {
        if (event.target !== event.currentTarget || event.key !== 'Enter') return
        event.preventDefault()
        event.currentTarget.querySelector<HTMLElement>('button')?.click()
      }}
    >
      <GridCell className="line-body">
        {isEmpty && <span className="line-empty">{t('add.empty')}</span>}
        <Picker
          label={t('add.condition')}
          look="add"
          value={null}
          options={facts}
          shown={
            <>
              <Plus size={13} aria-hidden /> {t('add.condition')}
            </>
          }
          onChange={(name) => add(freshComparison(name), t('did.addCondition'))}
        />
        <button
          type="button"
          className="line-add"
          aria-label={t('add.group')}
          onClick={() => add({ any: [freshComparison('message.text')] }, t('did.addGroup'), false)}
        >
          <FolderPlus size={13} aria-hidden /> {t('add.group')}
        </button>
        {shared.length > 0 && (
          <Picker
            label={t('add.shared')}
            look="add"
            value={null}
            options={shared.map((name) => ({ value: name, label: name }))}
            shown={
              <>
                <Plus size={13} aria-hidden /> {t('add.shared')}
              </>
            }
            onChange={(name) => add({ condition: name, name }, t('did.addCondition'), false)}
          />
        )}
      </GridCell>
    </GridRow>
  )
}

function freshComparison(name: string): Condition {
  const fact = ourCatalogue().facts.get(name)
  const operator = fact && operatorsOf(fact).find((one) => one.operand === 'words')
  const first = operator ?? (fact && operatorsOf(fact)[0])
  return {
    fact: name,
    operator: first?.name ?? 'isPresent',
    value: fact && first ? freshOperand(fact, first) : true,
    ...(fact?.type === 'object' && { path: '$.campo' }),
  }
}
