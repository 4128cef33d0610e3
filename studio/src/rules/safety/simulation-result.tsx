import { type Decision, LANES, type RuleExplanation } from '@faladesk/rules'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Outcome } from './outcome.tsx'
import { RuleVerdict } from './rule-verdict.tsx'

const few = 12
const page = 60

/** What came out, then every rule with its reason; of many rules those that had a say come first. */
export function SimulationResult({
  decision,
  facts,
}: {
  decision: Decision
  facts: Readonly<Record<string, unknown>>
}) {
  const { t } = useTranslation('rules-safety')
  const [shown, setShown] = useState(0)
  const { explain, reply } = decision
  const spoke = explain.filter(hadSay)
  // Short lists are shown whole: leaving something out needs a reason.
  const all = explain.length <= few ? explain : [...spoke, ...explain.filter((rule) => !hadSay(rule)).slice(0, shown)]
  const hidden = explain.length - all.length
  return (
    <div className="simulation">
      <Outcome decision={decision} facts={facts} />
      {LANES.map((lane) => {
        const rules = all.filter((rule) => rule.lane === lane)
        return rules.length === 0 ? null : (
          <section key={lane} aria-label={t(`lane.${lane}`)}>
            <h3 className="safety-subtitle">{t(`lane.${lane}`)}</h3>
            <ol className="rule-verdicts">
              {rules.map((rule) => (
                <RuleVerdict key={rule.id} rule={rule} all={explain} won={rule.id === reply?.ruleId} />
              ))}
            </ol>
          </section>
        )
      })}
      {hidden > 0 && (
        <Button size="sm" action="ghost" onPress={() => setShown(shown + page)}>
          {t('trial.showMore', { count: hidden })}
        </Button>
      )}
    </div>
  )
}

const hadSay = ({ outcome }: RuleExplanation) => outcome === 'matched' || outcome === 'shadowed' || outcome === 'error'
