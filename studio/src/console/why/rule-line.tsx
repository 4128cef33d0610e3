import { type RuleExplanation, reasonIn } from '@faladesk/rules'
import { Ban, Check, ChevronRight, Layers, type LucideIcon, Minus, PowerOff, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { ConditionTree } from './condition-tree.tsx'
import { LeafLine } from './leaf-line.tsx'

const icons: Record<RuleExplanation['outcome'], LucideIcon> = {
  matched: Check,
  failed: Ban,
  shadowed: Layers,
  'not-evaluated': Minus,
  disabled: PowerOff,
  error: TriangleAlert,
}

/** What became of one rule. Closed it says the comparison that decided; open it shows all of them. */
export function RuleLine({ rule, winner }: { rule: RuleExplanation; winner: string | undefined }) {
  const { t, i18n } = useTranslation('console')
  const Icon = icons[rule.outcome]
  const decided = rule.failedAt?.[0]
  const title = (
    <>
      <span className="why-mark">
        <Icon size={14} strokeWidth={2.2} aria-hidden />
      </span>
      <span className="why-rule-words">
        <span className="why-rule-name">{rule.name}</span>
        <span className="why-rule-outcome">
          {rule.outcome === 'shadowed'
            ? t('why.rule.shadowed', { name: winner ?? rule.shadowedBy })
            : t(`why.rule.${rule.outcome}`)}
        </span>
        {rule.reason && <span className="why-rule-outcome">{reasonIn(rule.reason, i18n.language as Locale)}</span>}
        {decided && <LeafLine leaf={decided} />}
      </span>
    </>
  )
  return (
    <li className="why-rule" data-outcome={rule.outcome}>
      {rule.tree ? (
        <details>
          <summary>
            {title}
            <ChevronRight size={14} className="why-chevron" aria-hidden />
          </summary>
          <ConditionTree node={rule.tree} />
        </details>
      ) : (
        <div className="why-rule-plain">{title}</div>
      )}
    </li>
  )
}
