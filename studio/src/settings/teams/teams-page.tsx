import type { Member, Team } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { Plus, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Section } from '../../ui/section.tsx'
import { ReadOnlyNote, useIsAdmin } from '../admins-only.tsx'
import { membersQuery, teamListQuery } from '../queries.ts'
import { SettingsSkeleton } from '../settings-skeleton.tsx'
import { TeamDialog } from './team-dialog.tsx'
import './teams-page.css'
import { TeamRow } from './team-row.tsx'

/** The organization's teams, and the people who work in it. */
export function TeamsPage() {
  const { id } = useOrganization()
  const teams = useQuery(teamListQuery(id))
  const members = useQuery(membersQuery(id))
  const error = teams.error ?? members.error
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([teams.refetch(), members.refetch()])} />
  if (!teams.data || !members.data) return <SettingsSkeleton />
  return <TeamsView teams={teams.data} members={members.data} />
}

function TeamsView({ teams, members }: { teams: Team[]; members: Member[] }) {
  const { t } = useTranslation('settings')
  const isAdmin = useIsAdmin()
  const [editing, setEditing] = useState<Team | 'new' | null>(null)
  const create = (
    <Button action="primary" icon={Plus} onPress={() => setEditing('new')}>
      {t('teams.new')}
    </Button>
  )
  return (
    <div className="settings-column">
      <div className="settings-head">
        <div>
          <h1 className="page-title">{t('section.teams')}</h1>
          <p className="page-lead">{t('teams.lead')}</p>
        </div>
        {isAdmin && teams.length > 0 && create}
      </div>
      {!isAdmin && <ReadOnlyNote />}
      {teams.length === 0 ? (
        <EmptyState icon={Users} title={t('teams.empty')} action={isAdmin ? create : undefined}>
          {t('teams.emptyText')}
        </EmptyState>
      ) : (
        <ul className="settings-rows">
          {teams.map((team) => (
            <TeamRow
              key={team.id}
              team={team}
              members={members}
              onEdit={isAdmin ? () => setEditing(team) : undefined}
            />
          ))}
        </ul>
      )}
      <Section title={t('people.title')} lead={t('people.lead')}>
        <ul className="people">
          {members.map((member) => (
            <li key={member.user_id} className="person">
              <Avatar name={member.name} />
              <div className="person-words">
                <p className="person-name truncate">{member.name}</p>
                <p className="person-email truncate">{member.email}</p>
              </div>
              {member.suspended && <Pill tone="warning">{t('people.suspended')}</Pill>}
              <Pill tone={member.role === 'admin' ? 'accent' : 'neutral'}>{t(`role.${member.role}`)}</Pill>
            </li>
          ))}
        </ul>
      </Section>
      {editing && (
        <TeamDialog team={editing === 'new' ? null : editing} members={members} onClose={() => setEditing(null)} />
      )}
    </div>
  )
}
