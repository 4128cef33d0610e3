import {
  lazy,
  memo,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Actions } from '../actions.ts'
import type { Thread } from '../model.ts'
import { AttachmentTray } from './attachment-tray.tsx'
import type { ComposerControl } from './composer-control.ts'
import { ComposerField } from './composer-field.tsx'
import { ComposerHint } from './composer-hint.tsx'
import { ComposerModes } from './composer-modes.tsx'
import { ComposerTools } from './composer-tools.tsx'
import { type Draft, draftOf, keepDraft, withText } from './drafts.ts'
import type { Way } from './reply-contract.ts'
import { useAttachments } from './use-attachments.ts'
import { useCostText } from './use-cost-text.ts'
import { useReach } from './use-reach.ts'
import { useSayTyping } from './use-say-typing.ts'
import { useSubmit } from './use-submit.ts'
import { useTemplateKey } from './use-template-key.ts'
import { ViaChip } from './via-chip.tsx'
import { WindowLine } from './window-line.tsx'
import './composer.css'

// Needed only where free text does not do: fetched then.
const ReplyChoices = lazy(() => import('./reply-choices.tsx').then((module) => ({ default: module.ReplyChoices })))
const TemplatePicker = lazy(() =>
  import('../templates/template-picker.tsx').then((module) => ({ default: module.TemplatePicker })),
)

interface Props {
  thread: Thread
  actions: Actions
  control: RefObject<ComposerControl | null>
}

/** Where an agent writes: a reply to the customer, or a note only colleagues see. */
export const Composer = memo(function Composer({ thread, actions, control }: Props) {
  const { id } = thread.conversation
  const [draft, setDraft] = useState(() => draftOf(id))
  const [picking, setPicking] = useState<{ preset?: Way['template'] } | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const attached = useAttachments(id)
  const reach = useReach(thread, draft)
  const submit = useSubmit(id, draft, setDraft, { restore: attached.restore, refuse: reach.refuse })
  const sayTyping = useSayTyping(id)
  const costText = useCostText()
  const note = draft.mode === 'note'
  const closed = !thread.inbox ? 'removed' : !thread.inbox.enabled ? 'off' : undefined
  const blocked = closed !== undefined && !note
  const empty = draft.text.trim() === '' && attached.ready.length === 0
  const choosing = reach.fork !== null && !note && !blocked
  // Channels with a window are those that have templates to write outside of it.
  const templates = reach.window !== null && !note && !blocked && !draft.via

  useEffect(() => keepDraft(id, draft), [id, draft])
  const focus = () =>
    requestAnimationFrame(() => (field.current ?? box.current?.querySelector<HTMLElement>('.choices button'))?.focus())
  const open = (mode: Draft['mode']) => {
    setDraft((held) => ({ ...held, mode }))
    focus()
  }
  const pick = useCallback((preset?: Way['template']) => setPicking(preset ? { preset } : {}), [])
  const take = (text: string) => {
    setDraft((held) => withText(held, text))
    focus()
  }
  useImperativeHandle(control, () => ({ open, take, templates: () => pick() }))
  useTemplateKey(templates ? pick : undefined)

  const send = () => {
    if (empty || blocked || choosing || attached.unsettled) return
    void submit({ text: draft.text.trim(), files: attached.ready })
    setDraft({ ...draft, text: '' })
    attached.clear()
    focus()
  }

  return (
    <div className="composer-frame">
      <ComposerHint thread={thread} note={note} closed={closed} actions={actions} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped here; the button does the same. */}
      <div
        ref={box}
        className="composer"
        data-mode={draft.mode}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          attached.add(event.dataTransfer.files)
        }}
      >
        <ComposerModes mode={draft.mode} onMode={open} />
        {draft.via && !note && <ViaChip via={draft.via} onDrop={() => setDraft({ ...draft, via: undefined })} />}
        {choosing ? (
          <Suspense fallback={<Skeleton height={92} />}>
            <ReplyChoices
              fork={reach.fork}
              text={draft.text}
              onTemplate={pick}
              onChannel={(via) => {
                setDraft({ ...draft, via })
                focus()
              }}
            />
          </Suspense>
        ) : (
          <ComposerField
            field={field}
            text={draft.text}
            note={note}
            disabled={blocked}
            onText={(text) => {
              setDraft({ ...draft, text })
              if (!note && text !== '') sayTyping()
            }}
            onFiles={attached.add}
            onSend={send}
            onTemplates={templates ? pick : undefined}
          />
        )}
        <AttachmentTray files={attached.files} onRemove={attached.remove} />
        {!choosing && (
          <ComposerTools
            note={note}
            blocked={blocked}
            sendable={!empty && !blocked && !attached.unsettled}
            window={!note && !draft.via && <WindowLine at={reach.at} window={reach.window} />}
            cost={!note && reach.cost && (draft.via || !reach.cost.free) ? costText(reach.cost) : null}
            onFiles={attached.add}
            onTemplates={templates ? () => pick() : undefined}
            onSend={send}
          />
        )}
      </div>
      {picking && thread.inbox && (
        <Suspense>
          <TemplatePicker
            thread={thread}
            preset={picking.preset}
            text={draft.text.trim()}
            onClose={() => setPicking(null)}
            onSend={(template, text) => {
              setPicking(null)
              void submit({ text, files: [], template })
              // What was typed went along, or would be said twice.
              if (Object.values(template.variables).includes(draft.text.trim())) setDraft({ ...draft, text: '' })
              focus()
            }}
          />
        </Suspense>
      )}
    </div>
  )
})
