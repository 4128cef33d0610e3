import { Rocket } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { useDraft } from './draft.tsx'
import { useDocument } from './use-document.tsx'

const PublishDialog = lazy(async () => ({ default: (await import('./safety/publish-dialog.tsx')).PublishDialog }))

/** Publishes the draft, after showing what that changes; what is not stored yet is stored first. */
export function PublishButton() {
  const { t } = useTranslation('rules')
  const { detail, saving, canEdit } = useDraft()
  const { dirty, saveNow } = useDocument()
  const [open, setOpen] = useState(false)
  if (!canEdit) return null
  const press = async () => {
    if (await saveNow()) setOpen(true)
  }
  return (
    <>
      <Button
        action="primary"
        icon={Rocket}
        busy={dirty && saving}
        disabled={!dirty && !detail.changed}
        onPress={() => void press()}
      >
        {t('publish.button')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <PublishDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
