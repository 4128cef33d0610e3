import { type Decision, fill, LANES, type Locale } from '@faladesk/rules'
import { CircleHelp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { ActionCard } from './action-card.tsx'
import { RuleVerdict } from './rule-verdict.tsx'
import type { Verdict } from './verdict.ts'

/** What the rules decided: the winner with what the customer would read, then every rule with its reason. */
export function TrialResult({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('rules')
  return (
    <>
      <Winner verdict={verdict} />
      {LANES.map((lane) => {
        const rules = verdict.rules.filter((rule) => rule.lane === lane)
        return rules.length === 0 ? null : (
          <section key={lane} className="trial-lane" aria-labelledby={`trial-${lane}`}>
            <h3 id={`trial-${lane}`} className="rules-subtitle">
              {t(`lane.${lane}.title`)}
            </h3>
            <ol className="rule-verdicts">
              {rules.map((rule) => (
                <RuleVerdict key={rule.id} rule={rule} all={verdict.rules} />
              ))}
            </ol>
          </section>
        )
      })}
    </>
  )
}

function Winner({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation('rules')
  const { reply } = verdict
  if (!reply)
    return (
      <div className="trial-winner" data-none>
        <CircleHelp size={16} className="trial-winner-icon" aria-hidden />
        <p>{t(`outcome.${verdict.outcome}`, { defaultValue: t('outcome.none') })}</p>
      </div>
    )
  return (
    <div className="trial-winner">
      <p className="trial-winner-lead">{t('trial.winner')}</p>
      <h2 className="trial-winner-name">{reply.ruleName}</h2>
      <Answer reply={reply} facts={verdict.facts} />
      {verdict.background.length > 0 && (
        <p className="trial-winner-also">
          {t('trial.also', { names: verdict.background.map((match) => match.ruleName).join(', ') })}
        </p>
      )}
    </div>
  )
}

/** The answer as the customer would read it, its placeholders filled in from the trial's facts. */
function Answer({ reply, facts }: { reply: NonNullable<Decision['reply']>; facts: Record<string, unknown> }) {
  const { t, i18n } = useTranslation('rules')
  const { timezone } = useOrganization()
  const text = reply.event.params?.text
  if (typeof text !== 'string' || text === '')
    return (
      <>
        <ActionCard event={reply.event} />
        {reply.event.type === 'escalate' && <p className="trial-winner-also">{t('trial.handoff')}</p>}
      </>
    )
  const known = { 'conversation.protocol': '2026010100001', 'calendar.next_open': t('trial.nextOpen'), ...facts }
  const filled = fill(text, known, { locale: i18n.language as Locale, timeZone: timezone })
  const { text: _, ...others } = reply.event.params ?? {}
  return (
    <>
      <p className="trial-bubble">{filled.text}</p>
      {reply.event.type !== 'auto-reply' && <ActionCard event={{ type: reply.event.type, params: others }} />}
      {filled.missing.length > 0 && (
        <p className="trial-missing">{t('trial.missing', { names: filled.missing.join(', ') })}</p>
      )}
    </>
  )
}
