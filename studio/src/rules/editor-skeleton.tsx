import { useTranslation } from 'react-i18next'
import { Spinner } from '../ui/spinner.tsx'

/** Shown while the editor, a megabyte of its own, is fetched. */
export function EditorSkeleton() {
  const { t } = useTranslation('rules')
  return (
    <div className="editor-waiting" role="status">
      <Spinner /> {t('editor.loading')}
    </div>
  )
}
