import { CircleHelp } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { isMail, newWords } from '../mail/mail.ts'
import type { Contact, Message } from '../model.ts'
import { AttachmentView } from './attachment-view.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { DeliveryNotice } from './delivery-notice.tsx'
import { MessageParts } from './message-parts.tsx'
import { MessageText } from './message-text.tsx'
import './message.css'

// What a mail needs beyond a chat message is fetched with the first mail.
const MailMessage = lazy(() => import('../mail/mail-message.tsx').then((module) => ({ default: module.MailMessage })))

interface Props {
  message: Message
  contact: Contact
  onWhy: (id: string) => void
}

/** One message: what it says and brings, when, how far it got, and a way to ask why. */
export const MessageBubble = memo(function MessageBubble({ message, contact, onWhy }: Props) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  const kind = message.direction === 'note' ? 'note' : message.author_kind
  const images = message.attachments.length > 0 && !message.text
  return (
    <div className="message" data-kind={kind}>
      <div
        className="bubble"
        data-kind={kind}
        data-bare={images || undefined}
        data-faint={message.attempt === 'sending' || undefined}
      >
        {isMail(message) ? (
          <Suspense fallback={<MessageText text={newWords(message)} />}>
            <MailMessage message={message} contact={contact} />
          </Suspense>
        ) : (
          <>
            {message.attachments.map((file) => (
              <AttachmentView key={file.id} file={file} />
            ))}
            {message.text && <MessageText text={message.text} />}
          </>
        )}
        <MessageParts parts={message.content} />
        <span className="bubble-meta">
          <time dateTime={message.occurred_at} title={fullTime(message.occurred_at, i18n.language, timezone)}>
            {clockTime(message.occurred_at, i18n.language, timezone)}
          </time>
          <DeliveryMark message={message} />
        </span>
        {message.decision_id && (
          <button type="button" className="message-why" aria-label={t('why.ask')} onClick={() => onWhy(message.id)}>
            <CircleHelp size={14} aria-hidden />
            <span aria-hidden="true">{t('why.ask')}</span>
          </button>
        )}
      </div>
      <DeliveryNotice message={message} />
    </div>
  )
})
