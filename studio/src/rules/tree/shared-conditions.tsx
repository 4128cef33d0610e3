import { type Group, pointerTo } from '@faladesk/rules'
import { ChevronRight, Plus, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useDocument } from '../use-document.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { treeOf } from './condition-tree.ts'
import { freshName } from './fresh-name.ts'
import { GridCell } from './grid-cell.tsx'
import { GridGroup } from './grid-group.tsx'
import { GridRow } from './grid-row.tsx'
import { addShared, usersOf } from './shared-edits.ts'
import { SharedName } from './shared-name.tsx'
import { SharedSentence } from './shared-sentence.tsx'
import { OwnerContext, useTree } from './tree-context.tsx'
import { useTreeKeys } from './tree-keys.ts'

/** The conditions that several rules use by name: what each says, where it is used, and its own form. */
export function SharedConditions() {
  const { t } = useTranslation('rules-tree')
  const { document } = useDocument()
  const { edit, document: now, focusLater, canEdit } = useTree()
  const keys = useTreeKeys()
  const [open, setOpen] = useState<string | null>(null)
  const entries = Object.entries(document.conditions ?? {})
  if (entries.length === 0 && !canEdit) return null
  const add = () => {
    const name = freshName(now())
    edit(addShared(now(), name, { all: [] }), t('did.addShared'))
    setOpen(name)
    focusLater(`#${name}`)
  }
  return (
    <section className="lane" aria-labelledby="lane-shared">
      <header className="lane-head">
        <div>
          <h2 id="lane-shared" className="lane-title">
            {t('shared.title')} <span className="lane-count">{entries.length}</span>
          </h2>
          <p className="lane-lead">{t('shared.lead')}</p>
        </div>
        {canEdit && (
          <Button size="sm" icon={Plus} onPress={add}>
            {t('shared.add')}
          </Button>
        )}
      </header>
      {entries.length > 0 && (
        <div
          ref={keys.ref}
          role="treegrid"
          aria-label={t('shared.title')}
          className="lane-grid"
          onFocus={keys.onFocus}
          onKeyDown={keys.onKeyDown}
        >
          {entries.map(([name, group]) => (
            <SharedRow
              key={name}
              name={name}
              group={group}
              isOpen={open === name}
              onOpen={(isOpen) => setOpen(isOpen ? name : null)}
              onRenamed={setOpen}
            />
          ))}
        </div>
      )}
    </section>
  )
}

interface RowProps {
  name: string
  group: Group
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onRenamed: (name: string) => void
}

function SharedRow({ name, group, isOpen, onOpen, onRenamed }: RowProps) {
  const { t } = useTranslation('rules-tree')
  const { document, select } = useDocument()
  const { edit, canEdit, focusLater } = useTree()
  const root = pointerTo('conditions', name)
  const owner = useMemo(() => ({ name: `#${name}`, ruleId: null, root, top: root, level: 1 }), [name, root])
  const tree = useMemo(() => treeOf(group, root), [group, root])
  const users = usersOf(document, name)
  const unused = users.rules.length + users.shared.length === 0
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter' || (event.key === 'ArrowRight' && !isOpen)) onOpen(true)
    else if ((event.key === 'ArrowLeft' || event.key === 'Escape') && isOpen) onOpen(false)
    else return
    event.preventDefault()
  }
  return (
    <GridGroup className="rule" data-open={isOpen || undefined}>
      <GridRow level={1} aria-expanded={isOpen} className="rule-row" rowKey={`#${name}`} onKeyDown={press}>
        <GridCell className="rule-says">
          <span className="rule-name">
            {isOpen && canEdit ? <SharedName name={name} onRenamed={onRenamed} /> : name}
          </span>
          {!isOpen && <SharedSentence name={name} />}
          <span className="shared-users">
            {unused ? t('shared.unused') : t('shared.usedBy')}{' '}
            {users.rules.map((rule) => (
              <button
                key={rule.id}
                type="button"
                className="shared-user"
                onClick={() => {
                  select(rule.id)
                  focusLater(rule.id)
                }}
              >
                {rule.name}
              </button>
            ))}
            {users.shared.join(', ')}
          </span>
        </GridCell>
        <GridCell className="rule-end">
          {canEdit && (
            <button
              type="button"
              className="line-menu"
              aria-label={t('shared.remove', { name })}
              title={unused ? undefined : t('shared.inUse')}
              disabled={!unused}
              onClick={() => edit([{ op: 'remove', pointer: root }], t('did.removeShared'))}
            >
              <Trash2 size={15} aria-hidden />
            </button>
          )}
          <button
            type="button"
            className="line-menu rule-chevron"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'rule.close' : 'rule.open', { name })}
            onClick={() => onOpen(!isOpen)}
          >
            <ChevronRight size={16} aria-hidden />
          </button>
        </GridCell>
      </GridRow>
      {isOpen && (
        <OwnerContext.Provider value={owner}>
          <ConditionRows node={tree} level={2} tie="if" />
        </OwnerContext.Provider>
      )}
    </GridGroup>
  )
}
