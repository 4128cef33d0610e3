import {
  CATALOGUE,
  type Condition,
  conditionSentence,
  type ExplainedLeaf,
  type RuleExplanation,
  reasonIn,
} from '@faladesk/rules'
import { Check, Minus, Power, TriangleAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../lib/locale.ts'
import { SentenceView } from './sentence-view.tsx'
import { useSay } from './use-names.ts'
import { leavesOf } from './verdict.ts'

const icons = {
  matched: Check,
  failed: X,
  shadowed: Minus,
  'not-evaluated': Minus,
  disabled: Power,
  error: TriangleAlert,
}

/** One rule's verdict: fired or not, and the comparisons that decided it, expected against actual. */
export function RuleVerdict({ rule, all }: { rule: RuleExplanation; all: readonly RuleExplanation[] }) {
  const { t, i18n } = useTranslation('rules')
  const Icon = icons[rule.outcome]
  const leaves = rule.outcome === 'disabled' || rule.outcome === 'not-evaluated' ? [] : leavesOf(rule)
  const winner = all.find((one) => one.id === rule.shadowedBy)?.name
  return (
    <li className="rule-verdict" data-outcome={rule.outcome}>
      <span className="rule-verdict-icon">
        <Icon size={14} strokeWidth={2.4} aria-hidden />
      </span>
      <div className="rule-verdict-body">
        <p className="rule-verdict-head">
          <span className="rule-verdict-name">{rule.name}</span>
          <span className="rule-verdict-word">{t(`verdict.${rule.outcome}`, { winner })}</span>
        </p>
        {rule.reason && <p className="rule-verdict-reason">{reasonIn(rule.reason, i18n.language as Locale)}</p>}
        {leaves.length > 0 && (
          <details open={rule.outcome === 'failed' || rule.outcome === 'error'}>
            <summary>{t(rule.outcome === 'failed' ? 'verdict.why' : 'verdict.because')}</summary>
            <ul className="rule-verdict-leaves">
              {leaves.map((leaf) => (
                <Leaf key={leaf.at} leaf={leaf} />
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  )
}

function Leaf({ leaf }: { leaf: ExplainedLeaf }) {
  const { t, i18n } = useTranslation('rules')
  const say = useSay()
  const comparison = { ...leaf, value: leaf.expected } as Condition
  const label = CATALOGUE.facts.get(leaf.fact)?.label[i18n.language as Locale] ?? leaf.fact
  const path = leaf.path ? ` ${leaf.path.slice(2)}` : ''
  return (
    <li className="rule-verdict-leaf" data-result={String(leaf.result)}>
      {leaf.result ? <Check size={13} aria-hidden /> : <X size={13} aria-hidden />}
      <span>
        <span className="visually-hidden">{t(leaf.result ? 'verdict.true' : 'verdict.false')}</span>
        <SentenceView parts={conditionSentence(comparison, say).parts} />
        <span className="rule-verdict-actual">
          {t('verdict.actual', { label: label + path })}{' '}
          <strong>{inWords(leaf.actual, t('verdict.unknown'), t('verdict.empty'))}</strong>
        </span>
      </span>
    </li>
  )
}

function inWords(value: unknown, unknown: string, empty: string): string {
  if (value === undefined || value === null) return unknown
  if (value === '' || (Array.isArray(value) && value.length === 0)) return empty
  if (typeof value === 'string') return `“${value.length > 120 ? `${value.slice(0, 119)}…` : value}”`
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
