import { useMutation, useQueryClient } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { addOlder } from '../live/thread-cache.ts'
import type { Thread as ThreadData } from '../model.ts'
import { fetchMessages, messagePage, threadKey } from '../queries.ts'
import { MessageRun } from './message-run.tsx'
import { arrange } from './thread-items.ts'
import { TypingDots } from './typing-dots.tsx'
import { useStayAtEnd } from './use-stay-at-end.ts'
import './thread.css'

/** Everything said, oldest at the top; it opens at its end and stays there as messages come, unless someone scrolled up. */
export const Thread = memo(function Thread({
  thread,
  onWhy,
}: {
  thread: ThreadData
  onWhy: (messageId: string) => void
}) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  const cache = useQueryClient()
  const now = useNow()
  const { id } = thread.conversation
  const items = useMemo(() => arrange(thread.messages, timezone), [thread.messages, timezone])
  const { box, below, toEnd } = useStayAtEnd(thread.messages)

  const older = useMutation({
    mutationFn: () => fetchMessages(id, { before: thread.messages[0]?.seq ?? 1 }),
    onSuccess: (messages) =>
      cache.setQueryData<ThreadData | null>(threadKey(id), (held) => held && addOlder(held, messages, messagePage)),
  })

  return (
    <div className="thread">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable to be scrolled by keyboard. */}
      <div ref={box} className="thread-scroll" role="log" aria-label={t('thread.label')} tabIndex={0}>
        <div className="thread-column">
          {thread.hasOlder ? (
            <div className="thread-older">
              <Button size="sm" action="ghost" busy={older.isPending} onPress={() => older.mutate()}>
                {t(older.isError ? 'thread.olderFailed' : 'thread.older')}
              </Button>
            </div>
          ) : (
            <p className="thread-begin">{t('thread.begin', { protocol: thread.conversation.protocol })}</p>
          )}
          {items.map((item) =>
            item.kind === 'day' ? (
              <h3 key={item.key} className="thread-day">
                <span>{dayName(item.at, now, i18n.language, timezone)}</span>
              </h3>
            ) : (
              <MessageRun key={item.key} messages={item.messages} contact={thread.contact} onWhy={onWhy} />
            ),
          )}
          <TypingDots thread={thread} />
        </div>
      </div>
      {below && (
        <div className="thread-to-end">
          <Button size="sm" onPress={toEnd}>
            {t('thread.toEnd')}
          </Button>
        </div>
      )}
    </div>
  )
})
