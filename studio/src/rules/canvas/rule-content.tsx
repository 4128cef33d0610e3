import { type Condition, conditionSentence, type SentenceOptions } from '@faladesk/rules'
import { Check, X } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlacedRule } from '../find/folder-runs.ts'
import { SentenceView } from '../sentence-view.tsx'
import { useScene } from './flow-context.ts'
import { ruleNodeId } from './flow-model.ts'

/** A rule's card: its number, name, when it holds, and whether it is on. */
export function RuleContent({ placed: { rule, place } }: { placed: PlacedRule }) {
  const { t } = useTranslation('rules-canvas')
  const { say, stopped, marks: path } = useScene()
  const mark = path?.get(ruleNodeId(rule.id))
  const state = rule.enabled === false ? t('off') : stopped.has(rule.id) ? t('stopped') : null
  return (
    <>
      <span className="flow-card-place">
        {mark === 'matched' ? <Check size={14} aria-hidden /> : mark === 'failed' ? <X size={14} aria-hidden /> : place}
      </span>
      <span className="flow-card-words">
        <span className="flow-card-title">{rule.name}</span>
        <span className="flow-card-sentence">
          <ShortSentence condition={rule.conditions} say={say} />
        </span>
      </span>
      {state && <span className="flow-card-note">{state}</span>}
      {mark === 'shadowed' && <span className="flow-card-note">{t('shadowed')}</span>}
    </>
  )
}

function ShortSentence({ condition, say }: { condition: Condition; say: SentenceOptions }) {
  const parts = useMemo(() => conditionSentence(condition, { ...say, quoteLength: 40 }).parts, [condition, say])
  return <SentenceView parts={parts} />
}
