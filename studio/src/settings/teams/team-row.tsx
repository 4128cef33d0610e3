import type { Member, Team } from '@faladesk/core/contract'
import { Pencil } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

const shown = 5

/** One team: its name, what it is for, and who is in it. */
export function TeamRow({
  team,
  members,
  onEdit,
}: {
  team: Team
  members: readonly Member[]
  onEdit?: (() => void) | undefined
}) {
  const { t } = useTranslation('settings')
  const inside = members.filter((member) => team.members.includes(member.user_id))
  return (
    <li className="settings-row">
      <div className="settings-row-words">
        <p className="settings-row-name">{team.name}</p>
        {team.description && <p className="settings-row-about">{team.description}</p>}
        <p className="settings-row-about">
          {inside.length === 0 ? t('teams.nobody') : inside.map((member) => member.name).join(', ')}
        </p>
      </div>
      <span className="team-row-faces">
        {inside.slice(0, shown).map((member) => (
          <Avatar key={member.user_id} name={member.name} size="sm" />
        ))}
        {inside.length > shown && <span className="team-row-more">+{inside.length - shown}</span>}
      </span>
      {onEdit && <IconButton icon={Pencil} label={t('teams.edit', { name: team.name })} onPress={onEdit} />}
    </li>
  )
}
