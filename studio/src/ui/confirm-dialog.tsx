import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import './confirm-dialog.css'

interface Props {
  open: boolean
  onClose: () => void
  title: string
  /** What will happen, so that nobody is surprised. */
  children: ReactNode
  /** The verb on the button: never only "OK". */
  confirm: string
  danger?: boolean | undefined
  busy?: boolean | undefined
  error?: string | undefined
  onConfirm: () => void
}

/** Asks before something that cannot simply be undone. */
export function ConfirmDialog({ open, onClose, title, children, confirm, danger, busy, error, onConfirm }: Props) {
  const { t } = useTranslation('common')
  const footer = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button action={danger ? 'danger' : 'primary'} busy={busy} onPress={onConfirm}>
        {confirm}
      </Button>
    </>
  )
  return (
    <Dialog open={open} onClose={onClose} title={title} size="sm" footer={footer}>
      <div className="confirm-text">{children}</div>
      {error && (
        <p className="confirm-error" role="alert">
          {error}
        </p>
      )}
    </Dialog>
  )
}
