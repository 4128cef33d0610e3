import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AttachmentView } from './attachment-view.tsx'
import type { Address } from './flags.ts'
import { inlineFiles, mailText } from './mail.ts'
import { MailAbout } from './mail-about.tsx'
import './mail.css'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'
import type { Contact, Message } from './model.ts'

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
        <button type="button" className="mail-toggle" onClick={() => setLayout(!layout)}>
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

// Whoever wrote it, as the mail says; without that the contact, where they have a single address it can have come from.
function senderOf({ flags }: Message, { name, identities }: Contact): Address | null {
  if (flags.from) return flags.from
  const mails = identities.filter(({ kind }) => kind === 'email')
  const [only] = mails
  return only && mails.length === 1 && !flags.stranger ? { value: only.value, ...(name && { name }) } : null
}
