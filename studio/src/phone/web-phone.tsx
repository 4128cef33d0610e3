import type { Inbox } from '@faladesk/core/contract'
import { RotateCw, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { ConsoleLink } from './console-link.tsx'

/** A shop's page with the real widget of a web chat on it. */
export function WebPhone({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('phone')
  const [visit, setVisit] = useState(0)
  const newVisitor = () => {
    // The widget remembers its visitor under this name; without it the next visit is somebody new.
    localStorage.removeItem(`faladesk:${inbox.key}`)
    setVisit(visit + 1)
  }
  return (
    <section className="web-phone" aria-label={t('web.name')}>
      <header className="web-phone-bar">
        <span className="web-phone-address truncate">{t('web.address')}</span>
        <IconButton icon={RotateCw} label={t('web.reload')} onPress={() => setVisit(visit + 1)} />
        <Button size="sm" icon={UserPlus} onPress={newVisitor}>
          {t('web.newVisitor')}
        </Button>
        <ConsoleLink inboxId={inbox.id} address={null} />
      </header>
      <iframe
        key={visit}
        className="web-phone-page"
        title={t('web.name')}
        src={`/widget-preview.html?open=1&inbox=${encodeURIComponent(inbox.key)}`}
      />
    </section>
  )
}
