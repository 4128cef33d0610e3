import { useSortable } from '@dnd-kit/sortable'
import { CSS } from '@dnd-kit/utilities'
import { type Rule, ruleSentence } from '@faladesk/rules'
import { ChevronRight, GripVertical } from 'lucide-react'
import { type KeyboardEvent, memo, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Toggle } from '../../ui/toggle.tsx'
import { FindingMark } from '../safety/finding-mark.tsx'
import { StoppedMark } from '../safety/stopped-mark.tsx'
import { SentenceView } from '../sentence-view.tsx'
import { useSay } from '../use-names.ts'
import { GridCell } from './grid-cell.tsx'
import { GridGroup } from './grid-group.tsx'
import { GridRow } from './grid-row.tsx'
import { RuleForm } from './rule-form.tsx'
import { RuleMenu } from './rule-menu.tsx'
import './rule-row.css'
import { OwnerContext } from './tree-context.tsx'
import { useRuleActions } from './use-rule-actions.ts'

interface Props {
  rule: Rule
  /** Its place in the document. */
  index: number
  /** Its place in its lane, the first being 1, and how many there are. */
  place: number
  total: number
  isOpen: boolean
  /** Whether it stands below the heading of a folder. */
  inFolder: boolean
}

/** One rule: closed a sentence, open a form. Alt+↑ and Alt+↓ move it, Enter opens it, Escape closes it. */
export const RuleRow = memo(function RuleRow({ rule, index, place, total, isOpen, inFolder }: Props) {
  const { t } = useTranslation('rules-tree')
  const actions = useRuleActions(rule.id)
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: rule.id,
    disabled: !actions.canEdit,
  })
  // Whatever opened it (the map, the Doctor, a key), an open rule is in view.
  const card = useRef<HTMLDivElement | null>(null)
  useEffect(() => {
    if (isOpen) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const enabled = rule.enabled !== false
  const level = inFolder ? 2 : 1
  const owner = useMemo(
    () => ({ name: rule.id, ruleId: rule.id, root: `/rules/${index}`, top: `/rules/${index}/conditions`, level }),
    [rule.id, index, level],
  )
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const onRow = event.target === event.currentTarget
    if (event.key === 'Escape' && onRow && isOpen) actions.close()
    else if (!onRow || event.ctrlKey || event.metaKey) return
    else if (event.altKey && event.key === 'ArrowUp') actions.move(-1)
    else if (event.altKey && event.key === 'ArrowDown') actions.move(1)
    else if (event.altKey) return
    else if (event.key === 'Enter' || event.key === 'F2') actions.open(true)
    else if (event.key === 'ArrowRight' && !isOpen) actions.open(false)
    else if (event.key === 'ArrowLeft' && isOpen) actions.close()
    else if (event.key === 'Delete') actions.remove()
    else return
    event.preventDefault()
  }
  return (
    <GridGroup
      ref={(element) => {
        card.current = element
        setNodeRef(element)
      }}
      className="rule"
      data-rule={rule.id}
      data-off={!enabled || undefined}
      data-open={isOpen || undefined}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), transition }}
    >
      <GridRow
        level={level}
        aria-posinset={place}
        aria-setsize={total}
        aria-expanded={isOpen}
        aria-keyshortcuts="Enter Alt+ArrowUp Alt+ArrowDown Delete"
        className="rule-row"
        rowKey={rule.id}
        onKeyDown={press}
      >
        <GridCell className="rule-start">
          {actions.canEdit && (
            <button
              ref={setActivatorNodeRef}
              {...{ ...attributes, role: undefined, tabIndex: -1 }}
              {...listeners}
              type="button"
              className="rule-grip"
              aria-label={t('rule.drag', { name: rule.name })}
            >
              <GripVertical size={15} aria-hidden />
            </button>
          )}
          <span className="rule-place">{place}</span>
        </GridCell>
        <GridCell className="rule-says" onClick={() => (isOpen ? actions.close() : actions.open(false))}>
          <span className="rule-name">
            {rule.name || t('rule.nameless')}
            <FindingMark ruleId={rule.id} />
            <StoppedMark ruleId={rule.id} />
            {!enabled && <span className="rule-off">{t('rule.off')}</span>}
          </span>
          {!isOpen && <RuleWords rule={rule} />}
        </GridCell>
        <GridCell className="rule-end">
          <Toggle
            label={t('rule.switch', { name: rule.name })}
            value={enabled}
            onChange={actions.setEnabled}
            disabled={!actions.canEdit}
          />
          <RuleMenu actions={actions} name={rule.name} isFirst={place === 1} isLast={place === total} />
          <button
            type="button"
            className="line-menu rule-chevron"
            aria-label={t(isOpen ? 'rule.close' : 'rule.open', { name: rule.name })}
            aria-expanded={isOpen}
            onClick={() => (isOpen ? actions.close() : actions.open(false))}
          >
            <ChevronRight size={16} aria-hidden />
          </button>
        </GridCell>
      </GridRow>
      {isOpen && (
        <OwnerContext.Provider value={owner}>
          <RuleForm rule={rule} />
        </OwnerContext.Provider>
      )}
    </GridGroup>
  )
})

/** The whole rule as a sentence. */
function RuleWords({ rule }: { rule: Rule }) {
  const say = useSay()
  const { parts } = useMemo(() => ruleSentence(rule, { ...say, quoteLength: 140 }), [rule, say])
  return (
    <span className="rule-sentence">
      <SentenceView parts={parts} />
    </span>
  )
}
