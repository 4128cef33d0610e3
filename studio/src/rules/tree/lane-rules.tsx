import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable'
import type { Lane } from '@faladesk/rules'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/notify.tsx'
import { FolderGroup } from '../find/folder-group.tsx'
import type { FolderRun } from '../find/folder-runs.ts'
import type { ListRow } from '../find/list-rows.ts'
import { useDocumentActions } from '../use-document.tsx'
import { useDragWords } from './drag-words.ts'
import { addRule, moveRuleTo, newRule } from './edit-rules.ts'
import { GridCell } from './grid-cell.tsx'
import { GridRow } from './grid-row.tsx'
import { restrictToVertical } from './restrict-to-vertical.ts'
import { RuleRow } from './rule-row.tsx'
import { useTree } from './tree-context.tsx'
import { useTreeKeys } from './tree-keys.ts'
import { useWindow } from './use-window.ts'

interface Props {
  lane: Lane
  /** Its rules, and the headings of their folders, in order; a search may leave some out. */
  rows: readonly ListRow[]
  /** How many rules the lane has. */
  total: number
  selected: string | null
  onFolder: (run: FolderRun, open: boolean) => void
}

/** One lane: its rules in the order they are decided, to be opened, dragged and added to. */
export function LaneRules({ lane, rows, total, selected, onFolder }: Props) {
  const { t } = useTranslation('rules-tree')
  const { edit, document, focusLater, canEdit } = useTree()
  const { store } = useDocumentActions()
  const keys = useTreeKeys()
  const words = useDragWords()
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const ids = useMemo(() => rows.flatMap((row) => (row.kind === 'rule' ? [row.placed.rule.id] : [])), [rows])
  const { shown, before, after, ref } = useWindow(rows, selected)

  const drop = ({ active, over }: DragEndEvent) => {
    if (over) edit(moveRuleTo(document(), String(active.id), String(over.id)), t('did.moveRule'))
    focusLater(String(active.id))
  }
  const add = () => {
    const rule = newRule(document(), lane, t('rule.new'))
    if (!edit(addRule(document(), rule), t('did.addRule'))) return
    store.select(rule.id)
    focusLater(`${rule.id}/name`, true)
    announce(t('rule.added'))
  }
  return (
    <section className="lane" aria-labelledby={`lane-${lane}`}>
      <header className="lane-head">
        <div>
          <h2 id={`lane-${lane}`} className="lane-title">
            {t(`lane.${lane}.title`)} <span className="lane-count">{total}</span>
          </h2>
          <p className="lane-lead">{t(`lane.${lane}.lead`)}</p>
        </div>
        {canEdit && (
          <Button size="sm" icon={Plus} onPress={add}>
            {t('rule.add')}
          </Button>
        )}
      </header>
      {rows.length === 0 ? (
        <p className="lane-empty">{t(total === 0 ? `lane.${lane}.empty` : 'lane.nothingFound')}</p>
      ) : (
        <DndContext
          sensors={sensors}
          collisionDetection={closestCenter}
          modifiers={[restrictToVertical]}
          accessibility={words}
          onDragEnd={drop}
        >
          <SortableContext items={ids} strategy={verticalListSortingStrategy}>
            <div
              ref={keys.ref}
              role="treegrid"
              aria-label={t(`lane.${lane}.title`)}
              aria-rowcount={-1}
              className="lane-grid"
              onFocus={keys.onFocus}
              onKeyDown={keys.onKeyDown}
            >
              <div ref={ref} role="presentation" style={{ paddingTop: before, paddingBottom: after }}>
                {shown.map((row) =>
                  row.kind === 'rule' ? (
                    <RuleRow
                      key={row.key}
                      rule={row.placed.rule}
                      index={row.placed.index}
                      place={row.placed.place}
                      total={total}
                      isOpen={selected === row.placed.rule.id}
                      inFolder={row.inFolder}
                    />
                  ) : row.kind === 'folder' ? (
                    <GridRow key={row.key} rowKey={row.key} level={1} aria-expanded={row.open} className="folder-row">
                      <GridCell>
                        <FolderGroup
                          run={row.run}
                          open={row.open}
                          shown={row.shown}
                          onOpen={(open) => onFolder(row.run, open)}
                        />
                      </GridCell>
                    </GridRow>
                  ) : null,
                )}
              </div>
            </div>
          </SortableContext>
        </DndContext>
      )}
    </section>
  )
}
