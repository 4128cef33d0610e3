import type { Inbox } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../ui/copy-field.tsx'
import { guideOf, pastedAddress } from './webhook-words.ts'

/** Where at the provider each address is to be pasted, one step each. */
export function WebhookSteps({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('channels')
  const guide = guideOf(inbox)
  return (
    <ol className="inbox-steps">
      <li className="inbox-step">
        <p>{t(`guide.${guide}.open`, { defaultValue: t('guide.other.open') })}</p>
      </li>
      {Object.entries(inbox.webhooks).map(([name, url]) => (
        <li key={name} className="inbox-step">
          <p>{t(`guide.${guide}.${name}`, { defaultValue: t('guide.other.paste', { name }) })}</p>
          <CopyField
            label={t(`webhooks.name.${name}`, { defaultValue: name })}
            value={pastedAddress(inbox, url)}
            hideLabel
          />
        </li>
      ))}
      <li className="inbox-step">
        <p>{t(`guide.${guide}.last`, { defaultValue: t('guide.other.last') })}</p>
      </li>
    </ol>
  )
}
