import type { DeadLetter } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Pill } from '../../ui/pill.tsx'

const canReplay = ({ source }: DeadLetter) => source === 'webhook' || source === 'decision'

/** One thing that could not be processed: what, when, why, its content, and what can be done. */
export function DeadLetterItem({ letter }: { letter: DeadLetter }) {
  const { t, i18n } = useTranslation('settings')
  const { id, timezone } = useOrganization()
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const settle = useMutation({
    mutationFn: (how: 'replay' | 'dismiss') => api('POST', `/v1/dead-letters/${letter.id}/${how}`),
    onSuccess: (_done, how) => notify(t(`letters.done.${how}`)),
    onSettled: () => cache.invalidateQueries({ queryKey: ['dead-letters', id] }),
  })
  return (
    <li className="log-entry">
      <div className="log-entry-head">
        <Pill tone="warning">{t(`letters.source.${letter.source}`)}</Pill>
        <span className="log-entry-about">
          {letter.inbox_name && `${letter.inbox_name} · `}
          <time dateTime={letter.created_at}>{fullTime(letter.created_at, i18n.language, timezone)}</time>
        </span>
      </div>
      <p className="log-entry-what">{t(`letters.what.${letter.source}`)}</p>
      <p className="log-entry-reason">
        {t('letters.reason')} <strong>{letter.reason}</strong>
      </p>
      {letter.conversation_id && (
        <Link to="/c/$conversationId" params={{ conversationId: letter.conversation_id }} className="log-entry-link">
          {t('letters.conversation')}
        </Link>
      )}
      <details className="log-entry-detail">
        <summary>{t('letters.detail')}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <pre tabIndex={0}>{JSON.stringify(letter.detail, null, 2)}</pre>
      </details>
      {settle.error && (
        <p className="field-error" role="alert">
          {errorText(settle.error)}
        </p>
      )}
      {letter.settled_at === null && (
        <div className="log-entry-actions">
          {canReplay(letter) && (
            <Button
              size="sm"
              icon={RotateCcw}
              busy={settle.isPending && settle.variables === 'replay'}
              onPress={() => settle.mutate('replay')}
            >
              {t('letters.replay')}
            </Button>
          )}
          <Button
            size="sm"
            action="ghost"
            busy={settle.isPending && settle.variables === 'dismiss'}
            onPress={() => settle.mutate('dismiss')}
          >
            {t('letters.dismiss')}
          </Button>
        </div>
      )}
    </li>
  )
}
