import type { Channel, Inbox, TestOutcome } from '@faladesk/core/contract'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import type { Test } from '../form/test-connection.tsx'
import { useChannels } from './channel-words.ts'
import { WebhookSteps } from './webhook-steps.tsx'
import { isLocalAddress } from './webhook-words.ts'

/** How the provider knows where to deliver: told by Faladesk itself where it can be, else step by step. */
export function InboxWebhooks({ inbox, channel, test }: { inbox: Inbox; channel: Channel; test: Test | null }) {
  const { t } = useTranslation('channels')
  const { title } = useChannels()
  const urls = Object.values(inbox.webhooks)
  if (urls.length === 0) return null
  const isAutomatic = channel.abilities.includes('setup')
  // Setting up begins with saving, and what went wrong with it is the inbox's health.
  const isDone = isAutomatic && inbox.health.status === 'ok' && !test?.busy
  return (
    <Section title={t('webhooks.title')} lead={t('webhooks.lead')}>
      <div className="inbox-addresses">
        {urls.some(isLocalAddress) && (
          <p className="settings-note" data-tone="warning">
            <TriangleAlert size={15} aria-hidden />
            {t('webhooks.local')}
          </p>
        )}
        {isAutomatic && (
          <div className="settings-note" data-tone={isDone ? 'success' : undefined}>
            {isDone && <CircleCheck size={15} aria-hidden />}
            <span className="inbox-automatic">
              {t(isDone ? 'webhooks.automatic' : 'webhooks.automaticSoon', { name: title(inbox.channel) })}
            </span>
            {!isDone && <SetUpAgain inbox={inbox} test={test} />}
          </div>
        )}
        {isAutomatic ? (
          <details className="schema-others">
            <summary>{t('webhooks.byHand')}</summary>
            <WebhookSteps inbox={inbox} />
          </details>
        ) : (
          <WebhookSteps inbox={inbox} />
        )}
      </div>
    </Section>
  )
}

/** Tells the provider once more, and looks whether it took. */
function SetUpAgain({ inbox, test }: { inbox: Inbox; test: Test | null }) {
  const { t } = useTranslation('channels')
  const errorText = useErrorText()
  // Whoever presses this wants it here, also where another system had its own address.
  const setUp = useMutation({
    mutationFn: () => api<TestOutcome>('POST', `/v1/inboxes/${inbox.id}/setup`, { body: { replace: true } }),
    onSuccess: () => test?.run(),
  })
  if (!useIsAdmin()) return null
  return (
    <>
      {setUp.error && <span className="field-error">{errorText(setUp.error)}</span>}
      <Button size="sm" icon={RefreshCw} busy={setUp.isPending || test?.busy} onPress={() => setUp.mutate()}>
        {t('webhooks.setUpAgain')}
      </Button>
    </>
  )
}
