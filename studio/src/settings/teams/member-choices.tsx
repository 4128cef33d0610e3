import type { Member } from '@faladesk/core/contract'
import { useTranslation } from 'react-i18next'

interface Props {
  members: readonly Member[]
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}

/** Who is in a team: a tick beside each person. */
export function MemberChoices({ members, chosen, onChange }: Props) {
  const { t } = useTranslation('settings')
  const toggle = (id: string, inside: boolean) =>
    onChange(inside ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <fieldset className="member-choices">
      <legend className="field-label">{t('teams.members')}</legend>
      {members.map((member) => (
        <label key={member.user_id} className="member-choice">
          <input
            type="checkbox"
            checked={chosen.includes(member.user_id)}
            onChange={(event) => toggle(member.user_id, event.target.checked)}
          />
          <span className="truncate">{member.name}</span>
          <span className="member-choice-email truncate">{member.email}</span>
        </label>
      ))}
    </fieldset>
  )
}
