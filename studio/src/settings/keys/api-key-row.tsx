import type { ApiKey } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Pill } from '../../ui/pill.tsx'

/** One key: its name, how it begins, when it was last used, and a way to revoke it. */
export function ApiKeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t, i18n } = useTranslation('settings')
  const { id, timezone } = useOrganization()
  const cache = useQueryClient()
  const errorText = useErrorText()
  const [asking, setAsking] = useState(false)
  const revoke = useMutation({
    mutationFn: () => api('DELETE', `/v1/api-keys/${apiKey.id}`),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['api-keys', id] }),
  })
  const when = (iso: string) => fullTime(iso, i18n.language, timezone)
  return (
    <li className="api-key">
      <div className="api-key-words">
        <p className="api-key-name">
          {apiKey.name} <Pill tone={apiKey.role === 'admin' ? 'accent' : 'neutral'}>{t(`role.${apiKey.role}`)}</Pill>
        </p>
        <p className="api-key-about">
          <code>{apiKey.prefix}…</code> · {t('keys.made', { when: when(apiKey.created_at) })} ·{' '}
          {apiKey.last_used_at ? t('keys.used', { when: when(apiKey.last_used_at) }) : t('keys.unused')}
        </p>
      </div>
      <Button size="sm" onPress={() => setAsking(true)} aria-label={t('keys.revokeNamed', { name: apiKey.name })}>
        {t('keys.revoke')}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('keys.revokeTitle', { name: apiKey.name })}
        confirm={t('keys.revoke')}
        danger
        busy={revoke.isPending}
        error={revoke.error ? errorText(revoke.error) : undefined}
        onConfirm={() => revoke.mutate()}
      >
        {t('keys.revokeText')}
      </ConfirmDialog>
    </li>
  )
}
