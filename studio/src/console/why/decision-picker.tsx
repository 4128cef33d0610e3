import { ChevronDown, ChevronUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { clockTime, dayName } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Thread } from '../model.ts'
import type { DecisionLine } from './decisions.ts'
import './why.css'

interface Props {
  decisions: DecisionLine[]
  chosen: DecisionLine
  thread: Thread
  onChoose: (messageId: string) => void
}

/** The message a decision was about, with steps to the decision before and after it. */
export function DecisionPicker({ decisions, chosen, thread, onChoose }: Props) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  const now = useNow()
  const index = decisions.findIndex((one) => one.id === chosen.id)
  const message = thread.messages.find((one) => one.id === chosen.message_id)
  const step = (to: DecisionLine | undefined) => to && onChoose(to.message_id)
  return (
    <header className="why-about">
      <div className="why-when">
        <span>
          {dayName(chosen.created_at, now, i18n.language, timezone)},{' '}
          {clockTime(chosen.created_at, i18n.language, timezone)}
        </span>
        <span className="why-steps">
          <IconButton
            icon={ChevronUp}
            label={t('why.before')}
            disabled={index < 0 || index >= decisions.length - 1}
            onPress={() => step(decisions[index + 1])}
          />
          <IconButton
            icon={ChevronDown}
            label={t('why.after')}
            disabled={index <= 0}
            onPress={() => step(decisions[index - 1])}
          />
        </span>
      </div>
      {message && <blockquote className="why-message">{message.text || t('list.noText')}</blockquote>}
    </header>
  )
}
