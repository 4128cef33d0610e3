import { useQuery } from '@tanstack/react-query'
import { ChevronDown, UserRound, UserRoundX, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../../lib/organization.tsx'
import { useUserId } from '../../lib/session.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Menu, type MenuChoice } from '../../ui/menu.tsx'
import type { Actions } from '../actions.ts'
import type { Conversation } from '../model.ts'
import { colleaguesQuery, teamsQuery } from '../queries.ts'

/** The choices of whom a conversation may be given to: me, nobody, each colleague, each team. */
export function useAssignChoices(conversation: Conversation, actions: Actions): MenuChoice[] {
  const { t } = useTranslation('console')
  const { id: organizationId } = useOrganization()
  const me = useUserId()
  const colleagues = useQuery(colleaguesQuery(organizationId)).data ?? []
  const teams = useQuery(teamsQuery(organizationId)).data ?? []
  const others = colleagues.filter((colleague) => colleague.user_id !== me)
  return [
    {
      key: 'me',
      label: t('assign.me'),
      icon: UserRound,
      selected: conversation.assignee_id === me,
      heading: t('assign.people'),
      onSelect: actions.assignToMe,
    },
    ...others.map(({ user_id, name }) => ({
      key: user_id,
      label: name,
      icon: UserRound,
      selected: conversation.assignee_id === user_id,
      onSelect: () => actions.assignTo({ id: user_id, name }),
    })),
    {
      key: 'nobody',
      label: t('assign.nobody'),
      icon: UserRoundX,
      selected: conversation.assignee_id === null,
      onSelect: () => actions.assignTo(null),
    },
    ...teams.map((team, index) => ({
      key: team.id,
      label: team.name,
      icon: Users,
      heading: index === 0 ? t('assign.teams') : undefined,
      selected: conversation.team_id === team.id,
      // Choosing the team it already has takes it from the team.
      onSelect: () => actions.sendToTeam(conversation.team_id === team.id ? null : team),
    })),
  ]
}

/** Says who has the conversation and lets an agent give it to someone else. */
export function AssignMenu({ conversation, actions }: { conversation: Conversation; actions: Actions }) {
  const { t } = useTranslation('console')
  const items = useAssignChoices(conversation, actions)
  const who = conversation.assignee_name ?? conversation.team_name
  return (
    <Menu
      label={t('assign.label')}
      items={items}
      trigger={(props) => (
        <button type="button" className="assign-button" {...props}>
          {conversation.assignee_name ? (
            <Avatar name={conversation.assignee_name} size="sm" />
          ) : (
            <UserRoundX size={15} aria-hidden />
          )}
          <span className="visually-hidden">{t('assign.label')}: </span>
          <span className="truncate">{who ?? t('owner.nobody')}</span>
          <ChevronDown size={14} aria-hidden />
        </button>
      )}
    />
  )
}
