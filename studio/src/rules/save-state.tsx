import { CircleAlert, Cloud, CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDraft } from './draft.tsx'
import { useDocument } from './use-document.tsx'

/** Whether the draft is stored, in a word. */
export function SaveState() {
  const { t } = useTranslation('rules-tree')
  const { saving, canEdit } = useDraft()
  const { dirty, refusal, broken } = useDocument()
  if (!canEdit) return null
  const stuck = refusal !== null || broken !== null
  const Icon = stuck ? CircleAlert : dirty ? CloudOff : Cloud
  const word = saving ? 'saving' : stuck ? 'stuck' : dirty ? 'soon' : 'stored'
  return (
    <span className="save-state" data-stuck={stuck || undefined} role="status">
      <Icon size={13} aria-hidden />
      {t(`save.${word}`)}
    </span>
  )
}
