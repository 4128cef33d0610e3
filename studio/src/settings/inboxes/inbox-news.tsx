import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Section } from '../../ui/section.tsx'
import './inbox-news.css'
import { inboxQuery } from '../queries.ts'

const few = 3

/** What the provider told of the account, its quality or its templates, the latest first; nothing where it told nothing. */
export function InboxNews({ inboxId }: { inboxId: string }) {
  const { t } = useTranslation('settings')
  const news = useQuery(inboxQuery(inboxId)).data?.news ?? []
  if (news.length === 0) return null
  const older = news.slice(few)
  return (
    <Section title={t('news.title')} lead={t('news.lead')}>
      <Items news={news.slice(0, few)} />
      {older.length > 0 && (
        <details className="inbox-news-older">
          <summary>{t('news.older', { count: older.length })}</summary>
          <Items news={older} />
        </details>
      )}
    </Section>
  )
}

function Items({ news }: { news: { topic: string; at: string; text: string }[] }) {
  const { i18n } = useTranslation()
  const { timezone } = useOrganization()
  return (
    <ul className="inbox-news">
      {news.map(({ topic, at, text }) => (
        <li key={`${at} ${topic}`}>
          <p className="inbox-news-text">{text}</p>
          <time className="inbox-news-when" dateTime={at}>
            {fullTime(at, i18n.language, timezone)}
          </time>
        </li>
      ))}
    </ul>
  )
}
