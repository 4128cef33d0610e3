import { AlignLeft, Save } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { useDraft } from './draft.tsx'

interface Props {
  canSave: boolean
  onSave: () => void
  /** Absent while the text is not JSON. */
  onTidy: (() => void) | undefined
  tabLeaves: boolean
  onTabLeaves: (leaves: boolean) => void
}

/** What can be done with the text as a whole. */
export function EditorBar({ canSave, onSave, onTidy, tabLeaves, onTabLeaves }: Props) {
  const { t } = useTranslation('rules')
  const common = useTranslation('common').t
  const { saving, canEdit } = useDraft()
  return (
    <div className="editor-bar">
      {canEdit && (
        <>
          <Button size="sm" action="primary" icon={Save} disabled={!canSave} busy={saving} onPress={onSave}>
            {common('save')}
          </Button>
          <kbd>Ctrl+S</kbd>
          <Button size="sm" action="ghost" icon={AlignLeft} disabled={!onTidy} onPress={onTidy}>
            {t('editor.tidy')}
          </Button>
        </>
      )}
      {!canEdit && <span className="editor-bar-note">{t('readOnly')}</span>}
      <label className="editor-bar-tab" title={t('editor.tabHint')}>
        <input type="checkbox" checked={tabLeaves} onChange={(event) => onTabLeaves(event.target.checked)} />
        {t('editor.tabLeaves')}
      </label>
    </div>
  )
}
