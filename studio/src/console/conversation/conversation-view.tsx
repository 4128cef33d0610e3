import { useRef } from 'react'
import { useOrganization } from '../../lib/organization.tsx'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useTitle } from '../../lib/title.ts'
import { useActions } from '../actions.ts'
import { Composer } from '../composer/composer.tsx'
import { ComposerContext, type ComposerControl } from '../composer/composer-control.ts'
import { contactName, type Thread as ThreadData } from '../model.ts'
import { Thread } from '../thread/thread.tsx'
import { useConsoleSearch } from '../use-console-search.ts'
import { ConversationHeader } from './conversation-header.tsx'
import { SidePanel } from './side-panel.tsx'
import { useMarkRead } from './use-mark-read.ts'

/** One conversation: header, thread and composer, with the panel beside them (over them on narrow screens). */
export function ConversationView({ thread, panel }: { thread: ThreadData; panel: 'contact' | 'why' | undefined }) {
  const { conversation } = thread
  const { memberName } = useOrganization()
  const actions = useActions(conversation, memberName)
  const { change } = useConsoleSearch()
  const composer = useRef<ComposerControl>(null)
  useTitle(contactName(thread.contact))
  useMarkRead(thread)

  useShortcuts({
    r: () => composer.current?.open('reply'),
    n: () => composer.current?.open('note'),
    e: () => actions.setStatus(conversation.status === 'resolved' ? 'open' : 'resolved'),
  })

  return (
    <div className="conversation" data-full-height data-panel={panel}>
      <section className="conversation-main">
        <ConversationHeader thread={thread} actions={actions} panel={panel} />
        <ComposerContext value={composer}>
          <Thread thread={thread} onWhy={(message) => change({ panel: 'why', message })} />
        </ComposerContext>
        <Composer thread={thread} actions={actions} control={composer} />
      </section>
      {panel && <SidePanel thread={thread} actions={actions} panel={panel} />}
    </div>
  )
}
