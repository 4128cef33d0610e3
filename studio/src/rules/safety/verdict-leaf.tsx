import { type Condition, conditionSentence, type ExplainedLeaf } from '@faladesk/rules'
import { Check, CircleHelp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../../lib/catalogue.ts'
import type { Locale } from '../../lib/locale.ts'
import { SentenceView } from '../sentence-view.tsx'
import { useSay } from '../use-names.ts'

/** One comparison: what the rule expects, and what it found. */
export function VerdictLeaf({ leaf }: { leaf: ExplainedLeaf }) {
  const { t, i18n } = useTranslation('rules-safety')
  const say = useSay()
  const { fact, operator, expected, path, result } = leaf
  const comparison = { fact, operator, value: expected, ...(path && { path }) } as Condition
  const known = ourCatalogue().facts.get(fact)
  const label = (known?.label[i18n.language as Locale] ?? fact) + (path ? ` ${path.slice(2)}` : '')
  const Icon = result === null ? CircleHelp : result ? Check : X
  const words = { unknown: t('verdict.unknown'), empty: t('verdict.empty'), yes: t('trial.yes'), no: t('trial.no') }
  const choice = known?.values?.find((one) => one.value === leaf.actual)?.label[i18n.language as Locale]
  return (
    <li className="rule-verdict-leaf" data-result={String(result)}>
      <Icon size={13} aria-hidden />
      <span>
        <span className="visually-hidden">{t(result ? 'verdict.true' : 'verdict.false')} </span>
        <SentenceView parts={conditionSentence(comparison, say).parts} />
        <span className="rule-verdict-actual">
          {t('verdict.actual', { label })} <strong>{choice ?? inWords(leaf.actual, words)}</strong>
        </span>
      </span>
    </li>
  )
}

interface Words {
  unknown: string
  empty: string
  yes: string
  no: string
}

const longest = 120

function inWords(value: unknown, words: Words): string {
  if (value === undefined || value === null) return words.unknown
  if (value === '' || (Array.isArray(value) && value.length === 0)) return words.empty
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return `“${value.length > longest ? `${value.slice(0, longest - 1)}…` : value}”`
  if (Array.isArray(value)) return value.map(String).join(', ')
  return typeof value === 'object' ? JSON.stringify(value).slice(0, longest) : String(value)
}
