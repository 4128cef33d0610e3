import type { Call } from '@faladesk/core/contract'
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

const tones = { queued: 'neutral', sent: 'success', failed: 'danger' } as const

/** One call: where it went, what came back, and a way to make it again. */
export function CallItem({ call }: { call: Call }) {
  const { t, i18n } = useTranslation('settings')
  const { id, timezone } = useOrganization()
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const again = useMutation({
    mutationFn: () => api('POST', `/v1/calls/${call.id}/replay`),
    onSuccess: () => notify(t('calls.again')),
    onSettled: () => cache.invalidateQueries({ queryKey: ['calls', id] }),
  })
  const time = (at: string) => fullTime(at, i18n.language, timezone)
  return (
    <li className="log-entry">
      <div className="log-entry-head">
        <Pill tone={tones[call.state]}>{t(`calls.state.${call.state}`)}</Pill>
        <span className="log-entry-about">
          {call.type} · <time dateTime={call.created_at}>{time(call.created_at)}</time>
        </span>
      </div>
      <p className="log-entry-reason">
        <strong>{call.url}</strong>
      </p>
      <p className="log-entry-reason">
        {t('calls.attempts', { count: call.attempts })}
        {call.reason &&
          ` · ${call.answer_status === null ? call.reason : t('calls.answered', { status: call.answer_status })}`}
        {call.state === 'queued' && call.attempts > 0 && ` · ${t('calls.next', { time: time(call.due) })}`}
      </p>
      {call.conversation_id && (
        <Link to="/c/$conversationId" params={{ conversationId: call.conversation_id }} className="log-entry-link">
          {t('letters.conversation')}
        </Link>
      )}
      {again.error && (
        <p className="field-error" role="alert">
          {errorText(again.error)}
        </p>
      )}
      {call.state !== 'queued' && (
        <div className="log-entry-actions">
          <Button size="sm" icon={RotateCcw} busy={again.isPending} onPress={() => again.mutate()}>
            {t('calls.replay')}
          </Button>
        </div>
      )}
    </li>
  )
}
