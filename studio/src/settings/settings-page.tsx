import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { sections } from './sections.ts'
import './settings.css'
import { SettingsSkeleton } from './settings-skeleton.tsx'

/** The settings room: its sections beside, the chosen one in the middle. */
export function SettingsPage() {
  const { t } = useTranslation('settings')
  const { pathname } = useLocation()
  const menu = useRef<HTMLElement>(null)
  // On a phone the menu is a strip: the section one is in must not be beyond its edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is the reason to look again.
  useEffect(() => {
    menu.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  return (
    <div className="settings">
      <nav ref={menu} className="settings-nav" aria-label={t('sections')}>
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
