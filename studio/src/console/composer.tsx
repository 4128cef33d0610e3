import { Paperclip } from 'lucide-react'
import { memo, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../lib/media-query.ts'
import { uuid } from '../lib/uuid.ts'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import type { Actions } from './actions.ts'
import { AttachmentTray } from './attachment-tray.tsx'
import './composer.css'
import { ComposerHint } from './composer-hint.tsx'
import { type Draft, draftOf, keepDraft } from './drafts.ts'
import type { Thread } from './model.ts'
import { useSend } from './send.ts'
import { useAttachments } from './use-attachments.ts'

export interface ComposerControl {
  open: (mode: Draft['mode']) => void
}

interface Props {
  thread: Thread
  actions: Actions
  control: RefObject<ComposerControl | null>
}

/** Where an agent writes: a reply to the customer, or a note only colleagues see. */
export const Composer = memo(function Composer({ thread, actions, control }: Props) {
  const { t } = useTranslation('console')
  const { id } = thread.conversation
  const [draft, setDraft] = useState(() => draftOf(id))
  const field = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const attached = useAttachments(id)
  const send = useSend(id)
  const touch = useMediaQuery('(pointer: coarse)')
  const note = draft.mode === 'note'
  const closed = !thread.inbox ? 'removed' : !thread.inbox.enabled ? 'off' : undefined
  const blocked = closed !== undefined && !note
  const empty = draft.text.trim() === '' && attached.ready.length === 0

  useEffect(() => keepDraft(id, draft), [id, draft])
  const open = (mode: Draft['mode']) => {
    setDraft((held) => ({ ...held, mode }))
    field.current?.focus()
  }
  useImperativeHandle(control, () => ({ open }))

  const submit = () => {
    if (empty || blocked || attached.unsettled) return
    void send({ clientId: uuid(), text: draft.text.trim(), note, files: attached.ready })
    setDraft({ mode: draft.mode, text: '' })
    attached.clear()
    field.current?.focus()
  }

  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape') return field.current?.blur()
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.shiftKey) return
    // On a phone Enter is the only way to a new line; there the button sends.
    if (touch && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    submit()
  }

  return (
    <div className="composer-frame">
      <ComposerHint thread={thread} note={note} closed={closed} actions={actions} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same. */}
      <div
        className="composer"
        data-mode={draft.mode}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          attached.add(event.dataTransfer.files)
        }}
      >
        <div className="composer-modes" role="tablist" aria-label={t('composer.modes')}>
          {(['reply', 'note'] as const).map((mode) => (
            <button
              key={mode}
              type="button"
              role="tab"
              aria-selected={draft.mode === mode}
              aria-keyshortcuts={mode === 'reply' ? 'r' : 'n'}
              onClick={() => open(mode)}
            >
              {t(`composer.${mode}`)}
            </button>
          ))}
        </div>
        <textarea
          ref={field}
          value={draft.text}
          rows={2}
          maxLength={20_000}
          disabled={blocked}
          aria-label={t(note ? 'composer.noteLabel' : 'composer.replyLabel')}
          placeholder={t(note ? 'composer.notePlaceholder' : 'composer.replyPlaceholder')}
          onChange={(event) => setDraft({ mode: draft.mode, text: event.target.value })}
          onKeyDown={press}
          onPaste={(event) => {
            if (event.clipboardData.files.length === 0) return
            event.preventDefault()
            attached.add(event.clipboardData.files)
          }}
        />
        <AttachmentTray files={attached.files} onRemove={attached.remove} />
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
              attached.add(event.target.files ?? [])
              event.target.value = ''
            }}
          />
          {!touch && (
            <span className="composer-keys" aria-hidden="true">
              <kbd>Enter</kbd> {t('composer.toSend')} · <kbd>Shift</kbd> <kbd>Enter</kbd> {t('composer.toBreak')}
            </span>
          )}
          <Button action="primary" disabled={empty || blocked || attached.unsettled} onPress={submit}>
            {t(note ? 'composer.addNote' : 'composer.send')}
          </Button>
        </div>
      </div>
    </div>
  )
})
