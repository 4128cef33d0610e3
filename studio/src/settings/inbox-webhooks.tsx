import type { Channel, Inbox } from '@faladesk/core/contract'
import { CircleCheck, RefreshCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { useIsAdmin } from './admins-only.tsx'
import { useChangeInbox } from './change-inbox.ts'
import { useChannels } from './channel-words.ts'
import type { Test } from './test-connection.tsx'
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
  const change = useChangeInbox(inbox.id)
  if (!useIsAdmin()) return null
  const again = () => change.mutate({ settings: {} }, { onSuccess: () => test?.run() })
  return (
    <>
      {change.error && <span className="field-error">{errorText(change.error)}</span>}
      <Button size="sm" icon={RefreshCw} busy={change.isPending || test?.busy} onPress={again}>
        {t('webhooks.setUpAgain')}
      </Button>
    </>
  )
}
