import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Menu } from '../ui/menu.tsx'
import { rooms } from './rooms.ts'
import { useUserChoices } from './user-choices.ts'

/** The way between rooms on a phone. */
export function TabBar() {
  const { t } = useTranslation('shell')
  const { isDemo, memberName } = useOrganization()
  const choices = useUserChoices()
  return (
    <nav className="tab-bar" aria-label={t('rooms')}>
      {rooms
        .filter((room) => isDemo || !room.demo)
        .map(({ name, to, icon: Icon }) => (
          <Link key={name} to={to} className="tab">
            <Icon size={20} strokeWidth={1.8} aria-hidden />
            <span className="truncate">{t(`tab.${name}`)}</span>
          </Link>
        ))}
      <Menu
        label={t('you')}
        placement="top right"
        items={choices}
        trigger={(props) => (
          <button type="button" className="tab" {...props}>
            <Avatar name={memberName} size="sm" />
            <span>{t('tab.you')}</span>
          </button>
        )}
      />
    </nav>
  )
}
