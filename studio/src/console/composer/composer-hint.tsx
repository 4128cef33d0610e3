import { PowerOff, Sparkles, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Actions } from '../actions.ts'
import type { Thread } from '../model.ts'
import './composer-hint.css'

interface Props {
  thread: Thread
  note: boolean
  closed: 'removed' | 'off' | undefined
  actions: Actions
}

/** What to know before writing: that replies cannot leave, or that someone else is answering. */
export function ComposerHint({ thread, note, closed, actions }: Props) {
  const { t } = useTranslation('console')
  const { owner } = thread.conversation
  if (note) return null
  if (closed)
    return (
      <p className="composer-hint" data-tone="warning" role="status">
        <PowerOff size={14} aria-hidden />
        {t(`composer.closed.${closed}`, { inbox: thread.inbox?.name })}
      </p>
    )
  if (owner === 'human') return null
  const Icon = owner === 'ai' ? Sparkles : Workflow
  return (
    <p className="composer-hint" data-tone={owner}>
      <Icon size={14} aria-hidden />
      <span>{t(`composer.owner.${owner}`)}</span>
      <button type="button" onClick={actions.takeOver}>
        {t('header.takeOver')}
      </button>
    </p>
  )
}
