import { Link } from '@tanstack/react-router'
import { ArrowLeft, Check, Info, RotateCcw, UserRoundCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useMediaQuery } from '../../lib/media-query.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Pill } from '../../ui/pill.tsx'
import type { Actions } from '../actions.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { contactName, type Thread } from '../model.ts'
import type { ConsoleSearch } from '../search.ts'
import { useConsoleSearch } from '../use-console-search.ts'
import { AssignMenu } from './assign-menu.tsx'
import { HandoffMenu } from './handoff-menu.tsx'

interface Props {
  thread: Thread
  actions: Actions
  panel: 'contact' | 'why' | undefined
}

/** Whose conversation this is, and what an agent does with it most. */
export function ConversationHeader({ thread, actions, panel }: Props) {
  const { t } = useTranslation('console')
  const { change } = useConsoleSearch()
  const small = useMediaQuery('(max-width: 760px)')
  const { conversation, contact, inbox } = thread
  const name = contactName(contact)
  const subject = thread.messages.findLast(({ flags }) => flags.subject)?.flags.subject
  const human = conversation.owner === 'human'
  const resolved = conversation.status === 'resolved'
  const resolve = () => actions.setStatus(resolved ? 'open' : 'resolved')
  return (
    <header className="pane-header conversation-header">
      <Link
        to="/c"
        search={({ view, q }: ConsoleSearch) => ({ ...(view && { view }), ...(q && { q }) })}
        className="icon-button conversation-back"
        aria-label={t('header.back')}
      >
        <ArrowLeft size={18} aria-hidden />
      </Link>
      <span className="row-face">
        <Avatar name={name} />
        <ChannelIcon channel={inbox?.channel ?? null} name={inbox?.name ?? null} />
      </span>
      <div className="conversation-who">
        <h2 className="pane-title truncate">{name}</h2>
        <p className="conversation-about truncate">
          {resolved && <Pill tone="success">{t('status.resolved')}</Pill>}
          {conversation.status === 'pending' && <Pill tone="info">{t('status.pending')}</Pill>}
          <span className="truncate">{inbox?.name ?? t('header.noInbox')}</span>
          {subject && (
            <span className="conversation-subject truncate" title={subject}>
              {subject}
            </span>
          )}
        </p>
      </div>
      {!small && human && <AssignMenu conversation={conversation} actions={actions} />}
      {!small && !human && (
        <Button icon={UserRoundCheck} onPress={actions.takeOver}>
          {t('header.takeOver')}
        </Button>
      )}
      <HandoffMenu thread={thread} actions={actions} assign={small || !human} />
      {small ? (
        <IconButton
          icon={resolved ? RotateCcw : Check}
          label={t(resolved ? 'header.reopen' : 'header.resolve')}
          onPress={resolve}
        />
      ) : (
        <Button action={resolved ? 'secondary' : 'primary'} icon={resolved ? RotateCcw : Check} onPress={resolve}>
          {t(resolved ? 'header.reopen' : 'header.resolve')}
        </Button>
      )}
      <IconButton
        icon={Info}
        label={t('header.panel')}
        pressed={panel !== undefined}
        onPress={() => change({ panel: panel ? undefined : 'contact', message: undefined })}
      />
    </header>
  )
}
