import { Link } from '@tanstack/react-router'
import { Sparkles, Workflow } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/avatar.tsx'
import { type Contact, contactName, type Message } from '../model.ts'
import type { ConsoleSearch } from '../search.ts'
import { MessageBubble } from './message-bubble.tsx'

interface Props {
  messages: Message[]
  contact: Contact
  onWhy: (messageId: string) => void
}

/** What one author said in one go: the name once, the face once, the bubbles close together. */
export const MessageRun = memo(function MessageRun({ messages, contact, onWhy }: Props) {
  const { t } = useTranslation('console')
  const first = messages[0]
  if (!first) return null
  const { author_kind: kind, direction } = first
  // A note a rule asked for is a note; any other note of the system tells what happened.
  if (kind === 'system' && direction === 'note' && !first.decision_id)
    return messages.map((message) => (
      <p key={message.id} className="thread-event">
        {message.text}{' '}
        {message.flags.linked && (
          <Link
            to="/c/$conversationId"
            params={{ conversationId: message.flags.linked }}
            search={(before: ConsoleSearch) => before}
          >
            {t('thread.linked')}
          </Link>
        )}
      </p>
    ))
  const named = first.author_name
  const name = kind === 'contact' ? writerOf(first, contact) : (named ?? t(`author.${kind}`))
  const label = kind === 'rule' && named ? t('author.namedRule', { name: named }) : name
  return (
    <article className="run" data-side={direction === 'in' ? 'in' : 'out'} aria-label={label}>
      <div className="run-face">
        {kind === 'ai' ? (
          <Avatar name={name} size="sm" icon={Sparkles} tone="ai" />
        ) : kind === 'rule' || kind === 'system' ? (
          <Avatar name={name} size="sm" icon={Workflow} tone="rules" />
        ) : (
          <Avatar name={name} size="sm" />
        )}
      </div>
      <div className="run-messages">
        <span className="run-author" data-kind={direction === 'note' ? 'note' : kind}>
          {direction === 'note' ? t('author.note', { name }) : label}
        </span>
        {messages.map((message) => (
          <MessageBubble key={message.client_id ?? message.id} message={message} contact={contact} onWhy={onWhy} />
        ))}
      </div>
    </article>
  )
})

// Somebody else may write into a conversation: their words are not put into the contact's mouth.
const writerOf = ({ flags }: Message, contact: Contact) =>
  flags.stranger && flags.from ? flags.from.name || flags.from.value : contactName(contact)
