import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../../lib/realtime.tsx'
import { lastInbound } from '../composer/reach.ts'
import { contactName, type Thread } from '../model.ts'

const shownMs = 5000

/** Three dots while the customer writes; they go with what was written, or when nothing more is heard. */
export function TypingDots({ thread }: { thread: Thread }) {
  const { t } = useTranslation('console')
  const [heard, setHeard] = useState<{ at: number; inbound: number } | null>(null)
  const inbound = lastInbound(thread)
  useLive('typing', ({ conversation_id }) => {
    if (conversation_id === thread.conversation.id) setHeard({ at: Date.now(), inbound })
  })
  useEffect(() => {
    if (!heard) return
    const timer = setTimeout(() => setHeard(null), shownMs)
    return () => clearTimeout(timer)
  }, [heard])
  const shown = heard?.inbound === inbound
  return (
    // The region is always there: screen readers only tell what changes inside one they know.
    <div className="typing" role="status" data-shown={shown || undefined}>
      {shown && (
        <>
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className="visually-hidden">{t('thread.typing', { name: contactName(thread.contact) })}</span>
        </>
      )}
    </div>
  )
}
