import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { type Decision, wholeExplanationQuery } from './decisions.ts'
import { RuleLine } from './rule-line.tsx'

const page = 40

/** The rules a stored decision leaves out because they did not match: asked for, with their reasons, only when wanted. */
export function OtherRules({ conversationId, decision }: { conversationId: string; decision: Decision }) {
  const { t } = useTranslation('console')
  const [wanted, setWanted] = useState(false)
  const [shown, setShown] = useState(page)
  const query = useQuery({ ...wholeExplanationQuery(conversationId, decision.id), enabled: wanted })
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data)
    return (
      <div className="why-others">
        <Button size="sm" busy={wanted} onPress={() => setWanted(true)}>
          {t('why.others')}
        </Button>
      </div>
    )
  const told = new Set(decision.explanation.map(({ id }) => id))
  const others = query.data.filter(({ id }) => !told.has(id))
  const left = others.length - shown
  return (
    <section className="panel-section">
      <h4 className="panel-heading">{t('why.othersTitle')}</h4>
      <ol className="why-rules">
        {others.slice(0, shown).map((rule) => (
          <RuleLine key={rule.id} rule={rule} winner={query.data.find((other) => other.id === rule.shadowedBy)?.name} />
        ))}
      </ol>
      {left > 0 && (
        <div className="why-others">
          <Button size="sm" action="ghost" onPress={() => setShown(shown + page * 5)}>
            {t('why.moreOthers', { count: left })}
          </Button>
        </div>
      )}
    </section>
  )
}
