import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Menu } from '../ui/menu.tsx'
import { useUserChoices } from './user-choices.ts'

/** Who is signed in; opens theme, language and sign out. */
export function UserMenu() {
  const { t } = useTranslation('shell')
  const { memberName, role } = useOrganization()
  const items = useUserChoices()
  return (
    <Menu
      label={t('you')}
      placement="top left"
      items={items}
      trigger={(props) => (
        <button type="button" className="sidebar-button" title={memberName} {...props}>
          <Avatar name={memberName} size="sm" />
          <span className="sidebar-words">
            <span className="sidebar-name truncate">{memberName}</span>
            <span className="sidebar-role truncate">{t(`role.${role}`)}</span>
          </span>
        </button>
      )}
    />
  )
}
