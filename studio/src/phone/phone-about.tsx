import type { Inbox } from '@faladesk/core/contract'
import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isWebChat } from './queries.ts'

/** What happens behind the screen, in a few lines. */
export function PhoneAbout({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('phone')
  return (
    <details className="phone-about">
      <summary>
        <Info size={15} aria-hidden />
        {t('about.title')}
      </summary>
      <p>{t(isWebChat(inbox) ? 'about.webchat' : 'about.simulated')}</p>
      {!isWebChat(inbox) && <p>{t('about.ticks')}</p>}
    </details>
  )
}
