import { Bot, KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fullTime } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import type { AuditEntry } from '../queries.ts'

/** One change: who, what, when. */
export function AuditRow({ entry, name }: { entry: AuditEntry; name: string | undefined }) {
  const { t, i18n } = useTranslation('settings')
  const { timezone } = useOrganization()
  const who = entry.actor_kind === 'user' ? (name ?? t('audit.somebody')) : t(`audit.by.${entry.actor_kind}`)
  const icon = entry.actor_kind === 'api_key' ? KeyRound : entry.actor_kind === 'system' ? Bot : undefined
  const about = aboutOf(entry.detail)
  return (
    <li className="audit-entry">
      <Avatar name={who} size="sm" icon={icon} />
      <p className="audit-words">
        <strong>{who}</strong> {t(`did.${entry.action}`, { defaultValue: entry.action })}
        {about && <span className="audit-about"> {about}</span>}
      </p>
      <time className="audit-time" dateTime={entry.created_at}>
        {fullTime(entry.created_at, i18n.language, timezone)}
      </time>
    </li>
  )
}

// What a reader needs of an entry's detail is nearly always a name, a version, or which fields.
function aboutOf(detail: Record<string, unknown>): string {
  const { name, version, fields, plugin } = detail
  if (typeof name === 'string') return `“${name}”`
  if (typeof version === 'number') return `v${version}`
  if (Array.isArray(fields)) return `(${fields.map(String).join(', ')})`
  return typeof plugin === 'string' ? plugin : ''
}
