import { useTranslation } from 'react-i18next'
import { longDate } from '../../lib/format.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { sayIdentity } from '../identity.ts'
import { contactName } from '../model.ts'
import { attributeText, type Person } from './person.ts'

/** One of two contacts being compared; what both have in common stands out. */
export function PersonCard({ person, other, role }: { person: Person; other: Person; role: string }) {
  const { t, i18n } = useTranslation('console-channels')
  const { timezone } = useOrganization()
  const name = contactName(person)
  const attributes = Object.entries(person.attributes)
  return (
    <section className="person-card" aria-label={name}>
      <p className="person-role">{role}</p>
      <header>
        <Avatar name={name} />
        <h3 className="truncate" data-same={(person.name && person.name === other.name) || undefined}>
          {name}
        </h3>
      </header>
      <ul>
        {person.identities.map((identity) => (
          <li key={`${identity.kind}:${identity.value}`}>{sayIdentity(identity).shown}</li>
        ))}
      </ul>
      <dl>
        <div>
          <dt>{t('merge.since')}</dt>
          <dd>{longDate(person.created_at, i18n.language, timezone)}</dd>
        </div>
        <div>
          <dt>{t('merge.talked')}</dt>
          <dd>{t('merge.conversations', { count: person.conversations })}</dd>
        </div>
        {person.tags.length > 0 && (
          <div>
            <dt>{t('merge.tags')}</dt>
            <dd>{person.tags.join(', ')}</dd>
          </div>
        )}
        {attributes.map(([key, value]) => (
          <div key={key} data-same={JSON.stringify(other.attributes[key]) === JSON.stringify(value) || undefined}>
            <dt className="truncate">{key}</dt>
            <dd>{attributeText(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
