import { Link } from '@tanstack/react-router'
import { ChevronLeft, Redo2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/icon-button.tsx'
import { Pill } from '../ui/pill.tsx'
import { useDraft } from './draft.tsx'
import { PanelButtons } from './panel-buttons.tsx'
import { PublishButton } from './publish-button.tsx'
import { Presence } from './safety/presence.tsx'
import { SaveState } from './save-state.tsx'
import { useUndo } from './undo-keys.ts'
import { useDocument } from './use-document.tsx'
import { ViewTabs } from './view-tabs.tsx'

/** The workflow's name, how its draft stands, undo and publish; below, the views and the panels beside them. */
export function WorkflowHeader() {
  const { t } = useTranslation('rules')
  const tree = useTranslation('rules-tree').t
  const { detail } = useDraft()
  const { undoes, redoes, canEdit, document } = useDocument()
  const undo = useUndo()
  return (
    <header className="workflow-header">
      <div className="workflow-line">
        <Link to="/regras" search={{ todos: true }} className="workflow-back" aria-label={t('all')} title={t('all')}>
          <ChevronLeft size={17} aria-hidden />
        </Link>
        <h1 className="page-title truncate">{document.name}</h1>
        <span className="workflow-state">
          <Pill tone={detail.published_version ? 'success' : 'neutral'}>
            {detail.published_version
              ? t('status.published', { version: detail.published_version })
              : t('status.never')}
          </Pill>
          {detail.changed && <Pill tone="warning">{t('status.changed')}</Pill>}
          <SaveState />
        </span>
        {canEdit && (
          <span className="workflow-undo">
            <IconButton
              icon={Undo2}
              label={undoes === null ? tree('undo.button') : tree('undo.named', { label: undoes })}
              shortcut="Ctrl+Z"
              disabled={undoes === null}
              onPress={() => undo('undo')}
            />
            <IconButton
              icon={Redo2}
              label={redoes === null ? tree('redo.button') : tree('redo.named', { label: redoes })}
              shortcut="Ctrl+Shift+Z"
              disabled={redoes === null}
              onPress={() => undo('redo')}
            />
          </span>
        )}
        <Presence />
        <PublishButton />
      </div>
      <div className="workflow-bar">
        <ViewTabs />
        <PanelButtons />
      </div>
    </header>
  )
}
