import type { Decision } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import { CircleHelp, Layers } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { useDraft } from '../draft.tsx'
import { Preview } from './preview.tsx'
import { defaultAnswerQuery } from './queries.ts'

/** What would happen, in words: who answers and with what, and what is done in the background. */
export function Outcome({ decision, facts }: { decision: Decision; facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('rules-safety')
  const { reply, background } = decision
  return (
    <>
      {reply ? (
        <div className="outcome" role="status">
          <p className="outcome-lead">{t('outcome.answers')}</p>
          <p className="outcome-name">{reply.ruleName}</p>
          <Preview event={reply.event} facts={facts} />
        </div>
      ) : (
        <Nobody facts={facts} />
      )}
      {background.map((match) => (
        <div key={match.ruleId} className="outcome" data-background>
          <p className="outcome-lead">
            <Layers size={13} aria-hidden /> {t('outcome.also', { name: match.ruleName })}
          </p>
          <Preview event={match.event} facts={facts} />
        </div>
      ))}
    </>
  )
}

function Nobody({ facts }: { facts: Readonly<Record<string, unknown>> }) {
  const { t } = useTranslation('rules-safety')
  const { id } = useOrganization()
  const { detail } = useDraft()
  const { data } = useQuery(defaultAnswerQuery(id, detail.id))
  const event = facts['event.type'] ?? 'message-received'
  // Only a customer's message waits for an answer.
  const key =
    facts['conversation.owner'] === 'human' ? 'human' : event === 'message-received' ? (data ?? 'none') : 'nothing'
  return (
    <div className="outcome" data-none role="status">
      <CircleHelp size={15} aria-hidden />
      <p>{t(`outcome.${key}`, { defaultValue: t('outcome.none') })}</p>
    </div>
  )
}
