import { Bot, Megaphone, ShieldCheck, TriangleAlert, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../ui/pill.tsx'
import type { Address } from '../flags.ts'
import type { Message } from '../model.ts'
import { MailDetails } from './mail-details.tsx'
import { MailOriginal } from './mail-original.tsx'
import { sayAddress, vouched } from './sender.ts'

/** What to know of a mail before believing it: whether its sender is vouched for, new, or a machine. */
export function MailAbout({ message, sender }: { message: Message; sender: Address | null }) {
  const { t } = useTranslation('console-channels')
  const [open, setOpen] = useState(false)
  const { flags } = message
  const check = vouched(flags)
  return (
    <div className="mail-about">
      {check === 'fail' && (
        <p className="mail-warning" role="note">
          <TriangleAlert size={15} aria-hidden />
          <span>
            <strong>{t('mail.spoof.title')}</strong>{' '}
            {sender ? t('mail.spoof.text', { address: sender.value }) : t('mail.spoof.unknown')}
          </span>
        </p>
      )}
      {flags.stranger && (
        <p className="mail-stranger" role="note">
          <UserRoundPlus size={15} aria-hidden />
          <span>
            <strong>{t('mail.stranger.title')}</strong>{' '}
            {sender ? t('mail.stranger.text', { who: sayAddress(sender) }) : t('mail.stranger.unknown')}
          </span>
        </p>
      )}
      <div className="mail-marks">
        {check === 'pass' && (
          <span className="mail-shield" role="img" aria-label={t('mail.vouched')} title={t('mail.vouched')}>
            <ShieldCheck size={14} aria-hidden />
          </span>
        )}
        {sender && <span className="mail-sender truncate">{sender.value}</span>}
        {flags.auto && (
          <Pill icon={Bot} title={t('mail.autoAbout')}>
            {t('mail.auto')}
          </Pill>
        )}
        {flags.bulk && (
          <Pill icon={Megaphone} title={t('mail.bulkAbout')}>
            {t('mail.bulk')}
          </Pill>
        )}
        <button type="button" className="text-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'mail.less' : 'mail.more')}
        </button>
      </div>
      {open && (
        <>
          <MailDetails message={message} sender={sender} />
          <MailOriginal message={message} />
        </>
      )}
    </div>
  )
}
