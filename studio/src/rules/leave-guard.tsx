import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDraft } from './draft.tsx'
import { useDocument } from './use-document.tsx'

/** Stores what is not stored yet when a person leaves the workflow, and asks first where that cannot be done. */
export function LeaveGuard() {
  const { t } = useTranslation('rules-tree')
  const { detail } = useDraft()
  const { dirty, canEdit, saveNow } = useDocument()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ next }) =>
      canEdit && dirty && !next.pathname.startsWith(`/regras/${detail.id}`) && !(await saveNow()),
    enableBeforeUnload: () => canEdit && dirty,
    withResolver: true,
  })
  if (status !== 'blocked') return null
  const footer = (
    <>
      <Button action="ghost" onPress={proceed}>
        {t('leave.discard')}
      </Button>
      <Button action="primary" onPress={reset}>
        {t('leave.stay')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={reset} title={t('leave.title')} size="sm" footer={footer}>
      <p className="rules-text">{t('leave.text')}</p>
    </Dialog>
  )
}
