import { ChevronDown, ChevronRight, Folder, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import './find.css'
import type { FolderRun } from './folder-runs.ts'

interface Props {
  run: FolderRun
  open: boolean
  /** How many of its rules are listed. */
  shown: number
  onOpen: (open: boolean) => void
  tabIndex?: number | undefined
}

/** A folder's heading in the list: opens and closes it, and says how many rules it holds. */
export function FolderGroup({ run, open, shown, onOpen, tabIndex }: Props) {
  const { t } = useTranslation('rules-canvas')
  const [Chevron, Icon] = open ? [ChevronDown, FolderOpen] : [ChevronRight, Folder]
  return (
    <button
      type="button"
      className="folder-group"
      aria-expanded={open}
      tabIndex={tabIndex}
      onClick={() => onOpen(!open)}
      onKeyDown={(event) => {
        if (event.key !== (open ? 'ArrowLeft' : 'ArrowRight')) return
        event.preventDefault()
        onOpen(!open)
      }}
    >
      <Chevron size={15} aria-hidden />
      <Icon size={15} aria-hidden />
      <span className="folder-group-name">{run.folder}</span>
      {run.continued && <span className="folder-group-note">{t('continued')}</span>}
      <span className="folder-group-count">{t('ruleCount', { count: shown })}</span>
    </button>
  )
}
