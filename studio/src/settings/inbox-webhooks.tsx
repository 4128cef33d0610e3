import type { Inbox } from '@faladesk/core/contract'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../ui/copy-field.tsx'
import { Section } from '../ui/section.tsx'
import { isLocalAddress } from './webhook-words.ts'

/** Which addresses the provider must be given, one step each. */
export function InboxWebhooks({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const hooks = Object.entries(inbox.webhooks)
  if (hooks.length === 0) return null
  return (
    <Section title={t('webhooks.title')} lead={t('webhooks.lead')}>
      <ol className="inbox-steps">
        <li className="inbox-step">
          <p>{t(`webhooks.open.${inbox.channel}`, { defaultValue: t('webhooks.open.other') })}</p>
        </li>
        {hooks.map(([name, url]) => (
          <li key={name} className="inbox-step">
            <p>{t(`webhooks.step.${inbox.channel}.${name}`, { defaultValue: t('webhooks.paste', { name }) })}</p>
            <CopyField label={t(`webhooks.name.${name}`, { defaultValue: name })} value={url} hideLabel />
          </li>
        ))}
        <li className="inbox-step">
          <p>{t('webhooks.last')}</p>
        </li>
      </ol>
      {hooks.some(([, url]) => isLocalAddress(url)) && (
        <p className="settings-note inbox-new" data-tone="warning">
          <TriangleAlert size={15} aria-hidden />
          {t('webhooks.local')}
        </p>
      )}
    </Section>
  )
}
