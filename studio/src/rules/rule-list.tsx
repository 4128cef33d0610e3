import { LANES, type Lane, type RuleDocument } from '@faladesk/rules'
import { Link } from '@tanstack/react-router'
import { ListOrdered, Wand2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { announce, useNotify } from '../ui/notify.tsx'
import { useDraft } from './draft.tsx'
import { moveRule, setEnabled } from './edit-document.ts'
import { RuleCard } from './rule-card.tsx'
import './rule-list.css'
import { problemsOf } from './use-problem-texts.ts'

/** The draft's rules as sentences, lane by lane, in the order they are decided. */
export function RuleList() {
  const { t } = useTranslation('rules')
  const { detail, canEdit } = useDraft()
  const edit = useEdit()
  const list = useRef<HTMLDivElement>(null)
  const { refocus } = useFocusAfterMove(list)

  const move = (id: string, by: -1 | 1) => {
    const next = moveRule(detail.draft, id, by)
    if (next === detail.draft) return
    refocus(id)
    edit(next)
    const rule = next.rules.find((one) => one.id === id)
    const lane = next.rules.filter((one) => one.lane === rule?.lane)
    announce(t('moved', { name: rule?.name, place: lane.findIndex((one) => one.id === id) + 1, total: lane.length }))
  }

  if (detail.draft.rules.length === 0) return <NoRules />
  return (
    <div className="rule-lanes" ref={list}>
      {!canEdit && <p className="rule-read-only">{t('readOnly')}</p>}
      {LANES.map((lane) => (
        <LaneSection key={lane} lane={lane} document={detail.draft}>
          {detail.draft.rules
            .filter((rule) => rule.lane === lane)
            .map((rule, index, all) => (
              <RuleCard
                key={rule.id}
                rule={rule}
                place={index + 1}
                isFirst={index === 0}
                isLast={index === all.length - 1}
                onMove={canEdit ? move : undefined}
                onSwitch={canEdit ? (id, on) => edit(setEnabled(detail.draft, id, on)) : undefined}
              />
            ))}
        </LaneSection>
      ))}
    </div>
  )
}

function LaneSection({ lane, document, children }: { lane: Lane; document: RuleDocument; children: React.ReactNode }) {
  const { t } = useTranslation('rules')
  const count = document.rules.filter((rule) => rule.lane === lane).length
  return (
    <section className="rule-lane" aria-labelledby={`lane-${lane}`}>
      <h2 id={`lane-${lane}`} className="rule-lane-title">
        {t(`lane.${lane}.title`)}
        <span className="rule-lane-count">{count}</span>
      </h2>
      <p className="rule-lane-lead">{t(`lane.${lane}.lead`)}</p>
      {count === 0 ? <p className="rule-lane-empty">{t('lane.empty')}</p> : <ol className="rule-cards">{children}</ol>}
    </section>
  )
}

function NoRules() {
  const { t } = useTranslation('rules')
  const { detail, canEdit } = useDraft()
  const write = (
    <Link to="/regras/$workflowId/editor" params={{ workflowId: detail.id }} className="rule-link">
      <Wand2 size={15} aria-hidden />
      {t('noRules.write')}
    </Link>
  )
  return (
    <EmptyState icon={ListOrdered} title={t('noRules.title')} action={canEdit ? write : undefined}>
      {t('noRules.text')}
    </EmptyState>
  )
}

// Saves an edit of the list at once; what the server refuses is said and taken back.
function useEdit() {
  const { save } = useDraft()
  const { t } = useTranslation('rules')
  const notify = useNotify()
  const errorText = useErrorText()
  return (document: RuleDocument) => {
    save(document).catch((error: unknown) => {
      const [first] = problemsOf(error)
      notify(t('notSaved'), first?.message ?? errorText(error))
    })
  }
}

// Moving a node in the page takes focus from it: it is given back, so that Alt+↑ can be pressed again.
function useFocusAfterMove(list: React.RefObject<HTMLDivElement | null>) {
  const moved = useRef<string | null>(null)
  useEffect(() => {
    if (!moved.current) return
    const card = list.current?.querySelector<HTMLElement>(`[data-rule="${CSS.escape(moved.current)}"]`)
    if (card && !card.contains(document.activeElement)) card.focus()
    card?.scrollIntoView({ block: 'nearest' })
    moved.current = null
  })
  const refocus = (id: string) => {
    moved.current = id
  }
  return { refocus }
}
