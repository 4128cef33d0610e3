import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listTime } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import type { Thread } from '../model.ts'
import type { ConsoleSearch } from '../search.ts'

/** The contact's other conversations, newest first. */
export function EarlierConversations({ earlier }: { earlier: Thread['earlier'] }) {
  const { t, i18n } = useTranslation('console')
  const { timezone } = useOrganization()
  const now = useNow()
  return (
    <section className="panel-section">
      <h4 className="panel-heading">{t('contact.earlier')}</h4>
      {earlier.length === 0 && <p className="contact-since">{t('contact.noEarlier')}</p>}
      <ul className="earlier">
        {earlier.map((one) => (
          <li key={one.id}>
            <Link
              to="/c/$conversationId"
              params={{ conversationId: one.id }}
              search={(before: ConsoleSearch) => before}
            >
              <span className="truncate">{one.last_message_preview || one.protocol}</span>
              <span className="earlier-about">
                <span>
                  {one.protocol} · {t(`status.${one.status}`)}
                </span>
                <time dateTime={one.last_message_at}>
                  {listTime(one.last_message_at, now, i18n.language, timezone)}
                </time>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
