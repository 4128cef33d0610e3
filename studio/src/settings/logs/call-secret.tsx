import type { CallSecret as Secret } from '@faladesk/core/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { CopyField } from '../../ui/copy-field.tsx'

/** The secret receivers check our signature with: shown when asked for, changed with a day's notice. */
export function CallSecret() {
  const { t, i18n } = useTranslation('settings')
  const { id, timezone } = useOrganization()
  const cache = useQueryClient()
  const errorText = useErrorText()
  const [shown, setShown] = useState(false)
  const [asking, setAsking] = useState(false)
  const key = ['call-secret', id]
  const { data } = useQuery({ queryKey: key, enabled: shown, queryFn: () => api<Secret>('GET', '/v1/calls/secret') })
  const change = useMutation({
    mutationFn: () => api<Secret>('POST', '/v1/calls/secret'),
    onSuccess: (secret) => {
      cache.setQueryData(key, secret)
      setShown(true)
      setAsking(false)
    },
  })
  const until = data?.previous_until && new Date(data.previous_until) > new Date() ? data.previous_until : null
  return (
    <section className="log-entry" aria-label={t('calls.secret')}>
      {data ? (
        <CopyField
          label={t('calls.secret')}
          value={data.secret}
          hint={until ? t('calls.both', { time: fullTime(until, i18n.language, timezone) }) : t('calls.secretHint')}
        />
      ) : (
        <p className="log-entry-reason">{t('calls.secretHint')}</p>
      )}
      <div className="log-entry-actions">
        {!data && (
          <Button size="sm" onPress={() => setShown(true)}>
            {t('calls.show')}
          </Button>
        )}
        <Button size="sm" action="ghost" onPress={() => setAsking(true)}>
          {t('calls.change')}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          open
          title={t('calls.changeTitle')}
          confirm={t('calls.change')}
          busy={change.isPending}
          error={change.error ? errorText(change.error) : undefined}
          onConfirm={() => change.mutate()}
          onClose={() => setAsking(false)}
        >
          {t('calls.changeText')}
        </ConfirmDialog>
      )}
    </section>
  )
}
