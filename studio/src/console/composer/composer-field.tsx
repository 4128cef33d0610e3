import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'

interface Props {
  field: RefObject<HTMLTextAreaElement | null>
  text: string
  note: boolean
  disabled: boolean
  onText: (text: string) => void
  onFiles: (files: FileList) => void
  onSend: () => void
  /** Set where `/` at the beginning opens the templates. */
  onTemplates?: (() => void) | undefined
}

/** The field a reply or a note is typed in. Enter sends where there is a keyboard. */
export function ComposerField({ field, text, note, disabled, onText, onFiles, onSend, onTemplates }: Props) {
  const { t } = useTranslation('console')
  const touch = useMediaQuery('(pointer: coarse)')
  const small = useMediaQuery('(max-width: 760px)')
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') return field.current?.blur()
    if (event.key === '/' && text === '' && onTemplates) {
      event.preventDefault()
      return onTemplates()
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return
    // On a phone Enter is the only way to a new line; there the button sends.
    if (touch && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    onSend()
  }
  return (
    <textarea
      ref={field}
      value={text}
      rows={2}
      maxLength={20_000}
      disabled={disabled}
      aria-label={t(note ? 'composer.noteLabel' : 'composer.replyLabel')}
      placeholder={t(
        note
          ? 'composer.notePlaceholder'
          : onTemplates && !small && !touch
            ? 'composer.replyOrTemplate'
            : 'composer.replyPlaceholder',
      )}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={press}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return
        event.preventDefault()
        onFiles(event.clipboardData.files)
      }}
    />
  )
}
