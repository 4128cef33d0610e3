import { Outlet } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganizationProvider, useOrganizationChoice } from '../lib/organization.tsx'
import { LiveProvider } from '../lib/realtime.tsx'
import { useSession } from '../lib/session.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { AtWork } from './at-work.tsx'
import { LiveNotice } from './live-notice.tsx'
import { RuleNotices } from './rule-notices.tsx'
import { useSignOut } from './sign-out.ts'
import './shell.css'
import { Sidebar } from './sidebar.tsx'
import { TabBar } from './tab-bar.tsx'
import { ToSignIn } from './to-sign-in.tsx'
import { Waiting } from './waiting.tsx'

/** The frame around every room: sidebar (a bar at the bottom on phones), the chosen organization, its live line. */
export function Shell() {
  // The session may end while the page is open: signed out in another tab, or refused by the server.
  if (!useSession()) return <ToSignIn />
  return (
    <Suspense fallback={<EmptyFrame />}>
      <OrganizationProvider>
        <Rooms />
      </OrganizationProvider>
    </Suspense>
  )
}

/** The frame alone, while it is not yet known which organization it frames. */
function EmptyFrame() {
  return (
    <div className="shell">
      <div className="sidebar" />
      <div className="room">
        <Waiting />
      </div>
    </div>
  )
}

function Rooms() {
  const { t } = useTranslation('shell')
  const { organization } = useOrganizationChoice()
  const signOut = useSignOut()
  if (!organization) {
    const leave = (
      <button type="button" className="plain-button" onClick={signOut}>
        {t('signOut')}
      </button>
    )
    return (
      <EmptyState icon={Building2} title={t('nowhere.title')} action={leave}>
        {t('nowhere.text')}
      </EmptyState>
    )
  }
  return (
    <LiveProvider key={organization.id} organizationId={organization.id}>
      <div className="shell">
        <a className="skip-link" href="#main">
          {t('skip')}
        </a>
        <Sidebar />
        <main id="main" className="room" tabIndex={-1}>
          <AtWork />
          <LiveNotice />
          <RuleNotices />
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
        </main>
        <TabBar />
      </div>
    </LiveProvider>
  )
}
