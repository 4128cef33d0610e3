import { AlignLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { useDocumentActions } from './use-document.tsx'

interface Props {
  /** Absent while the text is not JSON. */
  onTidy: (() => void) | undefined
  tabLeaves: boolean
  onTabLeaves: (leaves: boolean) => void
}

/** What can be done with the text as a whole. */
export function EditorBar({ onTidy, tabLeaves, onTabLeaves }: Props) {
  const { t } = useTranslation('rules')
  const { canEdit } = useDocumentActions()
  return (
    <div className="editor-bar">
      {canEdit && (
        <Button size="sm" action="ghost" icon={AlignLeft} disabled={!onTidy} onPress={onTidy}>
          {t('editor.tidy')}
        </Button>
      )}
      <label className="editor-bar-tab" title={t('editor.tabHint')}>
        <input type="checkbox" checked={tabLeaves} onChange={(event) => onTabLeaves(event.target.checked)} />
        {t('editor.tabLeaves')}
      </label>
    </div>
  )
}
