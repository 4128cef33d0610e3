import { Link } from '@tanstack/react-router'
import { AtSign, CornerDownRight, Globe, Hash, Inbox, Mail, MessageCircle, Phone, Send } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { longDate } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import type { Actions } from '../actions.ts'
import { sayIdentity } from '../identity.ts'
import { contactName, type Thread } from '../model.ts'
import type { ConsoleSearch } from '../search.ts'
import { CopyButton } from './copy-button.tsx'
import { EarlierConversations } from './earlier-conversations.tsx'
import { attributeText } from './person.ts'
import { TagEditor } from './tag-editor.tsx'
import './contact-panel.css'

const SamePerson = lazy(() => import('./same-person.tsx').then((module) => ({ default: module.SamePerson })))

const icons = { phone: Phone, whatsapp: MessageCircle, telegram: Send, email: Mail, web: Globe, other: AtSign }

/** Who the contact is: how to reach them, what is known of them, and what they wrote before. */
export function ContactPanel({ thread, actions }: { thread: Thread; actions: Actions }) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  const { contact, conversation, inbox, follows } = thread
  const name = contactName(contact)
  const attributes = Object.entries(contact.attributes)
  return (
    <>
      <div className="contact-who">
        <Avatar name={name} size="lg" />
        <div>
          <h3 className="contact-name">{name}</h3>
          <p className="contact-since">
            {t('contact.since', { date: longDate(contact.created_at, i18n.language, timezone) })}
          </p>
        </div>
      </div>
      <ul className="contact-list panel-section" aria-label={t('contact.identities')}>
        {contact.identities.map((identity) => {
          const { family, shown } = sayIdentity(identity)
          const Icon = icons[family]
          return (
            <li key={`${identity.kind}:${identity.value}`} className="contact-line">
              <Icon size={15} role="img" aria-label={t(`contact.kind.${family}`)} />
              <span className="contact-value" data-blocked={identity.blocked ? true : undefined}>
                {shown}
                {identity.blocked && <small>{t(`contact.blocked.${identity.blocked}`)}</small>}
              </span>
              <CopyButton value={identity.value} what={t(`contact.kind.${family}`)} />
            </li>
          )
        })}
        <li className="contact-line">
          <Hash size={15} role="img" aria-label={t('contact.protocol')} />
          <span className="contact-value">{conversation.protocol}</span>
          <CopyButton value={conversation.protocol} what={t('contact.protocol')} />
        </li>
        {follows && (
          <li className="contact-line">
            <CornerDownRight size={15} aria-hidden />
            <Link
              to="/c/$conversationId"
              params={{ conversationId: follows.id }}
              search={(before: ConsoleSearch) => before}
              className="contact-value"
            >
              {t('contact.follows', { protocol: follows.protocol })}
            </Link>
          </li>
        )}
        {inbox && (
          <li className="contact-line">
            <Inbox size={15} role="img" aria-label={t('contact.inbox')} />
            <span className="contact-value">{inbox.name}</span>
          </li>
        )}
      </ul>
      <section className="panel-section">
        <h4 className="panel-heading">{t('contact.tags')}</h4>
        <TagEditor tags={conversation.tags} onChange={actions.tag} />
      </section>
      {(attributes.length > 0 || contact.tags.length > 0) && (
        <section className="panel-section">
          <h4 className="panel-heading">{t('contact.about')}</h4>
          <dl className="contact-list">
            {contact.tags.length > 0 && (
              <div className="contact-line">
                <dt>{t('contact.contactTags')}</dt>
                <dd>{contact.tags.join(', ')}</dd>
              </div>
            )}
            {attributes.map(([key, value]) => (
              <div key={key} className="contact-line">
                <dt className="truncate">{key}</dt>
                <dd>{attributeText(value)}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Suspense>
        <SamePerson contact={contact} />
      </Suspense>
      <EarlierConversations earlier={thread.earlier} />
    </>
  )
}
