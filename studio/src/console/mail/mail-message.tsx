import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, Message } from '../model.ts'
import { AttachmentView } from '../thread/attachment-view.tsx'
import { inlineFiles, mailText } from './mail.ts'
import { MailAbout } from './mail-about.tsx'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'
import { senderOf } from './sender.ts'
import './mail.css'

/** A mail: who it is really from, its new words first, its layout on request, and its files. */
export function MailMessage({ message, contact }: { message: Message; contact: Contact }) {
  const { t } = useTranslation('console-channels')
  const part = mailText(message)
  const html = part?.html
  const [layout, setLayout] = useState(part !== null && html !== undefined && part.text.trim() === '')
  const inline = new Set([...inlineFiles(message).values()].map(({ id }) => id))
  const files = message.attachments.filter(({ id }) => !(layout && inline.has(id)))
  return (
    <div className="mail">
      {message.direction === 'in' && <MailAbout message={message} sender={senderOf(message, contact)} />}
      {layout && html !== undefined ? (
        <MailFrame message={message} html={html} />
      ) : (
        (part?.text || message.text) && <MailText text={part?.text ?? message.text} visible={part?.visible} />
      )}
      {html !== undefined && (
        <button type="button" className="text-button" onClick={() => setLayout(!layout)}>
          {t(layout ? 'mail.asText' : 'mail.asHtml')}
        </button>
      )}
      {files.length > 0 && (
        <div className="mail-files">
          {files.map((file) => (
            <AttachmentView key={file.id} file={file} />
          ))}
        </div>
      )}
    </div>
  )
}
