import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Form } from '../ui/form.tsx'
import { FailureNote } from './failure-note.tsx'

interface Props {
  title: string
  onClose: () => void
  onSave: () => void
  /** Whether what was written is enough to be saved. */
  ready: boolean
  saving: boolean
  /** What went wrong and is said at no field. */
  failure: unknown
  /** Takes away what is edited; null while it is being made. `sure` is what the button says before the second press. */
  remove: { label: string; sure: string; busy: boolean; run: () => void } | null
  children: ReactNode
}

/** A window to make, change or remove one thing: its fields, and what can be done below them. */
export function EditDialog({ title, onClose, onSave, ready, saving, failure, remove, children }: Props) {
  const { t } = useTranslation('common')
  const [isSure, setSure] = useState(false)
  const submit = () => ready && !saving && onSave()
  const footer = (
    <>
      {remove && (
        <span className="edit-dialog-remove">
          <Button
            action={isSure ? 'danger' : 'ghost'}
            busy={remove.busy}
            onPress={() => (isSure ? remove.run() : setSure(true))}
          >
            {isSure ? remove.sure : remove.label}
          </Button>
        </span>
      )}
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button action="primary" disabled={!ready} busy={saving} onPress={submit}>
        {t('save')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={title} footer={footer}>
      <Form onSubmit={submit}>
        {children}
        <FailureNote error={failure} />
      </Form>
    </Dialog>
  )
}
