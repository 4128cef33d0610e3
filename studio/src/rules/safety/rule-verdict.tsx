import { type RuleExplanation, reasonIn } from '@faladesk/rules'
import { Check, Layers, Minus, Power, TriangleAlert, Trophy, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { useDocumentStore } from '../use-document.tsx'
import { leavesOf } from './verdict.ts'
import { VerdictLeaf } from './verdict-leaf.tsx'

const icons = {
  matched: Check,
  failed: X,
  shadowed: Layers,
  'not-evaluated': Minus,
  disabled: Power,
  error: TriangleAlert,
}

interface Props {
  rule: RuleExplanation
  all: readonly RuleExplanation[]
  /** Whether it is the one that answers. */
  won?: boolean | undefined
}

/** One rule's verdict: fired or not, and the comparisons that decided it, expected against actual. */
export function RuleVerdict({ rule, all, won }: Props) {
  const { t, i18n } = useTranslation('rules-safety')
  const documents = useDocumentStore()
  const Icon = won ? Trophy : icons[rule.outcome]
  const leaves = rule.outcome === 'disabled' || rule.outcome === 'not-evaluated' ? [] : leavesOf(rule)
  const winner = all.find((one) => one.id === rule.shadowedBy)?.name
  return (
    <li className="rule-verdict" data-outcome={rule.outcome} data-won={won || undefined}>
      <span className="rule-verdict-icon">
        <Icon size={14} strokeWidth={2.4} aria-hidden />
      </span>
      <div className="rule-verdict-body">
        <p className="rule-verdict-head">
          <button type="button" className="rule-verdict-name" onClick={() => documents.select(rule.id)}>
            <span className="visually-hidden">{t('verdict.go')} </span>
            {rule.name}
          </button>
          <span className="rule-verdict-word">{won ? t('verdict.won') : t(`verdict.${rule.outcome}`, { winner })}</span>
        </p>
        {rule.reason && <p className="safety-small">{reasonIn(rule.reason, i18n.language as Locale)}</p>}
        {leaves.length > 0 && (
          <details open={won || rule.outcome === 'error' || (rule.outcome === 'failed' && leaves.length <= 3)}>
            <summary>{t(rule.outcome === 'failed' ? 'verdict.why' : 'verdict.because')}</summary>
            <ul className="rule-verdict-leaves">
              {leaves.map((leaf) => (
                <VerdictLeaf key={leaf.at} leaf={leaf} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}
