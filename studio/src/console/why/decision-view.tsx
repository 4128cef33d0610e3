import type { RuleExplanation } from '@faladesk/rules'
import { Link } from '@tanstack/react-router'
import { FlaskConical } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { Pill } from '../../ui/pill.tsx'
import { ActionLine } from './action-line.tsx'
import type { Decision } from './decisions.ts'
import { outcomeTone, ruleName } from './outcome.ts'
import { RuleLine } from './rule-line.tsx'

const OtherRules = lazy(async () => ({ default: (await import('./other-rules.tsx')).OtherRules }))

const lanes = ['reply', 'background'] as const

/** One decision: what came out, which rule did it, what every other rule said, and what was done. */
export function DecisionView({ conversationId, decision }: { conversationId: string; decision: Decision }) {
  const { t } = useTranslation('console')
  const { role } = useOrganization()
  const { outcome, explanation, actions, workflow_id: workflowId } = decision
  const name = ruleName(decision)
  const known = t(`outcome.${outcome}`, { defaultValue: '' })
  return (
    <>
      <div className="why-outcome">
        <Pill tone={outcomeTone(outcome)}>{known || outcome}</Pill>
        <p>{name ? t('why.byRule', { name }) : t(explanation.length === 0 ? 'why.noWorkflow' : 'why.noRule')}</p>
      </div>
      {actions.length > 0 && (
        <section className="panel-section">
          <h4 className="panel-heading">{t('why.done')}</h4>
          <ul>
            {actions.map((receipt, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a stored record, it never changes its order.
              <ActionLine key={index} receipt={receipt} />
            ))}
          </ul>
        </section>
      )}
      {lanes.map((lane) => (
        <Lane key={lane} lane={lane} rules={explanation.filter((rule) => rule.lane === lane)} all={explanation} />
      ))}
      {decision.partial && (
        <Suspense fallback={null}>
          <OtherRules conversationId={conversationId} decision={decision} />
        </Suspense>
      )}
      {workflowId !== null && role === 'admin' && (
        <p className="why-test">
          <Link to="/regras/$workflowId" params={{ workflowId }} search={{ teste: decision.id }}>
            <FlaskConical size={13} aria-hidden /> {t('why.makeTest')}
          </Link>
        </p>
      )}
      {decision.workflow_version !== null && workflowId !== null && (
        <p className="why-version">
          <Link to="/regras/$workflowId" params={{ workflowId }} search={{ painel: 'versions' }}>
            {t('why.version', { version: decision.workflow_version })}
          </Link>
          {decision.took_ms !== null && <span>{t('why.took', { ms: decision.took_ms.toFixed(1) })}</span>}
        </p>
      )}
    </>
  )
}

function Lane(props: { lane: 'reply' | 'background'; rules: RuleExplanation[]; all: RuleExplanation[] }) {
  const { lane, rules, all } = props
  const { t } = useTranslation('console')
  if (rules.length === 0) return null
  return (
    <section className="panel-section">
      <h4 className="panel-heading">{t(`why.lane.${lane}`)}</h4>
      <ol className="why-rules">
        {rules.map((rule) => (
          <RuleLine key={rule.id} rule={rule} winner={all.find((other) => other.id === rule.shadowedBy)?.name} />
        ))}
      </ol>
    </section>
  )
}
