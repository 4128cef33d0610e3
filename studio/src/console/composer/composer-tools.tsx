import { LayoutTemplate, Paperclip } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

interface Props {
  note: boolean
  blocked: boolean
  sendable: boolean
  /** What is worth knowing before sending: the window, the price. */
  window: ReactNode
  cost: string | null
  onFiles: (files: FileList) => void
  onTemplates?: (() => void) | undefined
  onSend: () => void
}

/** Below the field: attach, templates, what it costs, send. */
export function ComposerTools(props: Props) {
  const { note, blocked, sendable, window, cost, onFiles, onTemplates, onSend } = props
  const { t } = useTranslation('console')
  const touch = useMediaQuery('(pointer: coarse)')
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="composer-tools">
      <IconButton
        icon={Paperclip}
        label={t('composer.attach')}
        disabled={blocked}
        onPress={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          if (event.target.files) onFiles(event.target.files)
          event.target.value = ''
        }}
      />
      {onTemplates && (
        <IconButton icon={LayoutTemplate} label={t('composer.templates')} shortcut="/" onPress={onTemplates} />
      )}
      {window}
      <span className="composer-end">
        {cost ? (
          <span className="composer-cost" title={t('cost.title')}>
            {cost}
          </span>
        ) : (
          !touch && (
            <span className="composer-keys" aria-hidden="true">
              <kbd>Enter</kbd> {t('composer.toSend')} · <kbd>Shift</kbd> <kbd>Enter</kbd> {t('composer.toBreak')}
            </span>
          )
        )}
        <Button action="primary" disabled={!sendable} onPress={onSend}>
          {t(note ? 'composer.addNote' : 'composer.send')}
        </Button>
      </span>
    </div>
  )
}
