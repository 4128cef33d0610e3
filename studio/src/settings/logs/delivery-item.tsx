import type { Delivery } from '@faladesk/core/contract'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fileSize, fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Pill } from '../../ui/pill.tsx'
import { DeliveryView } from './delivery-view.tsx'

/** One request of a provider: whose, when, how large, and what came of it; opened, what was in it. */
export function DeliveryItem({ delivery }: { delivery: Delivery }) {
  const { t, i18n } = useTranslation('deliveries')
  const { timezone } = useOrganization()
  const [open, setOpen] = useState(false)
  return (
    <li>
      <details className="delivery settings-drawer" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <ChevronRight size={15} aria-hidden />
          <span className="delivery-words">
            <span className="delivery-inbox">{delivery.inbox_name ?? t('goneInbox')}</span>
            <span className="delivery-about">
              <time dateTime={delivery.received_at}>{fullTime(delivery.received_at, i18n.language, timezone)}</time>
              {' · '}
              {t(`hook.${delivery.hook}`, { defaultValue: delivery.hook })}
              {' · '}
              {fileSize(delivery.bytes, i18n.language)}
            </span>
          </span>
          <Pill tone={delivery.messages > 0 ? 'success' : 'neutral'}>
            {delivery.messages > 0 ? t('messages', { count: delivery.messages }) : t('noMessages')}
          </Pill>
        </summary>
        {open && <DeliveryView id={delivery.id} />}
      </details>
    </li>
  )
}
