import { useBlocker } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

interface Props {
  /** Whether something would be lost. */
  when: boolean
  /** Saves; false keeps the person here. */
  onSave: () => Promise<boolean>
  onDiscard: () => void
}

/** Asks before unsaved text is left behind, inside Studio and when the window closes. */
export function LeaveGuard({ when, onSave, onDiscard }: Props) {
  const { t } = useTranslation('rules')
  const [saving, setSaving] = useState(false)
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const saveAndGo = async () => {
    setSaving(true)
    const done = await onSave()
    setSaving(false)
    if (done) proceed()
    else reset()
  }
  const footer = (
    <>
      <Button
        action="ghost"
        onPress={() => {
          onDiscard()
          proceed()
        }}
      >
        {t('leave.discard')}
      </Button>
      <Button action="primary" busy={saving} onPress={() => void saveAndGo()}>
        {t('leave.save')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={reset} title={t('leave.title')} size="sm" footer={footer}>
      <p className="rules-text">{t('leave.text')}</p>
    </Dialog>
  )
}
