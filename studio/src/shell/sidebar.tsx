import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { OrganizationMenu } from './organization-menu.tsx'
import { rooms } from './rooms.ts'
import './sidebar.css'
import { UserMenu } from './user-menu.tsx'

/** The way between rooms on a wide screen; only icons on a narrower one. */
export function Sidebar() {
  const { t } = useTranslation('shell')
  const { isDemo } = useOrganization()
  return (
    <div className="sidebar">
      <OrganizationMenu />
      <nav className="sidebar-rooms" aria-label={t('rooms')}>
        {rooms
          .filter((room) => isDemo || !room.demo)
          .map(({ name, to, icon: Icon }) => (
            <Link key={name} to={to} className="sidebar-link" title={t(`room.${name}`)}>
              <Icon size={17} strokeWidth={1.9} aria-hidden />
              <span className="sidebar-words">{t(`room.${name}`)}</span>
            </Link>
          ))}
      </nav>
      <UserMenu />
    </div>
  )
}
