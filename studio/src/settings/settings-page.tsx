import { Link, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { sections } from './sections.ts'
import './settings.css'
import { SettingsSkeleton } from './settings-skeleton.tsx'

/** The settings room: its sections beside, the chosen one in the middle. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={t('sections')}>
        <p className="settings-nav-title">{t('title')}</p>
        <ul>
          {sections.map(({ name, to, icon: Icon }) => (
            <li key={name}>
              <Link to={to} className="settings-link">
                <Icon size={16} strokeWidth={1.9} aria-hidden />
                {t(`section.${name}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-content">
        <Suspense fallback={<SettingsSkeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  )
}
