import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MessageText } from '../thread/message-text.tsx'
import { folded } from './mail.ts'

/** A mail's new words; a press on the dots unfolds what is quoted and the signature. */
export function MailText({ text, visible }: { text: string; visible: [start: number, end: number] | undefined }) {
  const { t } = useTranslation('console-channels')
  const [open, setOpen] = useState(false)
  const { above, shown, below } = folded(text, visible)
  const folds = above !== '' || below !== ''
  return (
    <>
      {open && above !== '' && (
        <div className="mail-quoted">
          <MessageText text={above} />
        </div>
      )}
      <MessageText text={shown} />
      {folds && (
        <button
          type="button"
          className="mail-unfold"
          aria-expanded={open}
          aria-label={t(open ? 'mail.fold' : 'mail.unfold')}
          title={t(open ? 'mail.fold' : 'mail.unfold')}
          onClick={() => setOpen(!open)}
        >
          <Ellipsis size={16} aria-hidden />
        </button>
      )}
      {open && below !== '' && (
        <div className="mail-quoted">
          <MessageText text={below} />
        </div>
      )}
    </>
  )
}
