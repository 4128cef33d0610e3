import { OctagonX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDraft } from '../draft.tsx'
import { StopRule } from './stop-rule.tsx'
import './versions.css'

/** On a rule that is stopped in production: says so, and lets it act again. Nothing on any other. */
export function StoppedMark({ ruleId, tabIndex }: { ruleId: string; tabIndex?: number | undefined }) {
  const { t } = useTranslation('rules-safety')
  const { detail, canEdit } = useDraft()
  const [asked, setAsked] = useState(false)
  if (!detail.stopped.includes(ruleId)) return null
  return (
    <>
      <button
        type="button"
        className="stopped-mark"
        disabled={!canEdit}
        tabIndex={tabIndex}
        title={t('stop.markHint')}
        onClick={(event) => {
          // What it stands in may open on a press too.
          event.stopPropagation()
          setAsked(true)
        }}
      >
        <OctagonX size={13} aria-hidden />
        {t('stop.mark')}
      </button>
      {asked && <StopRule ruleId={ruleId} onClose={() => setAsked(false)} />}
    </>
  )
}
