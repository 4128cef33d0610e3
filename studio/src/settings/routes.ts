import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'

/** The settings room's addresses: one page a section. */
export const settingsRoutes = <Parent extends AnyRoute>(parent: Parent) => {
  const settings = createRoute({
    getParentRoute: () => parent,
    path: '/ajustes',
    component: lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage'),
  })
  const first = createRoute({
    getParentRoute: () => settings,
    path: '/',
    beforeLoad: () => {
      throw redirect({ href: '/ajustes/caixas', replace: true })
    },
  })
  const organization = createRoute({
    getParentRoute: () => settings,
    path: 'organizacao',
    component: lazyRouteComponent(() => import('./organization/organization-page.tsx'), 'OrganizationPage'),
  })
  const inboxes = createRoute({
    getParentRoute: () => settings,
    path: 'caixas',
    component: lazyRouteComponent(() => import('./inboxes/inboxes-page.tsx'), 'InboxesPage'),
  })
  const connect = createRoute({
    getParentRoute: () => settings,
    path: 'caixas/conectar',
    component: lazyRouteComponent(() => import('./connect/connect-page.tsx'), 'ConnectPage'),
  })
  const connectChannel = createRoute({
    getParentRoute: () => settings,
    path: 'caixas/conectar/$channel',
    component: lazyRouteComponent(() => import('./connect/connect-channel-page.tsx'), 'ConnectChannelPage'),
  })
  const inbox = createRoute({
    getParentRoute: () => settings,
    path: 'caixas/$inboxId',
    // Set right after an inbox was made: its page then says what comes next.
    validateSearch: (search): { nova?: true } => (search.nova ? { nova: true } : {}),
    component: lazyRouteComponent(() => import('./inboxes/inbox-page.tsx'), 'InboxPage'),
  })
  const ai = createRoute({
    getParentRoute: () => settings,
    path: 'ia',
    component: lazyRouteComponent(() => import('./ai/ai-page.tsx'), 'AiPage'),
  })
  const teams = createRoute({
    getParentRoute: () => settings,
    path: 'equipes',
    component: lazyRouteComponent(() => import('./teams/teams-page.tsx'), 'TeamsPage'),
  })
  const sla = createRoute({
    getParentRoute: () => settings,
    path: 'prazos',
    component: lazyRouteComponent(() => import('./sla/sla-page.tsx'), 'SlaPage'),
  })
  const keys = createRoute({
    getParentRoute: () => settings,
    path: 'chaves',
    component: lazyRouteComponent(() => import('./keys/api-keys-page.tsx'), 'ApiKeysPage'),
  })
  const calls = createRoute({
    getParentRoute: () => settings,
    path: 'chamadas',
    component: lazyRouteComponent(() => import('./logs/calls-page.tsx'), 'CallsPage'),
  })
  const letters = createRoute({
    getParentRoute: () => settings,
    path: 'nao-processadas',
    component: lazyRouteComponent(() => import('./logs/dead-letters-page.tsx'), 'DeadLettersPage'),
  })
  const deliveries = createRoute({
    getParentRoute: () => settings,
    path: 'entregas',
    component: lazyRouteComponent(() => import('./logs/deliveries-page.tsx'), 'DeliveriesPage'),
  })
  const audit = createRoute({
    getParentRoute: () => settings,
    path: 'registro',
    component: lazyRouteComponent(() => import('./logs/audit-page.tsx'), 'AuditPage'),
  })
  return [
    settings.addChildren([
      first,
      organization,
      inboxes,
      connect,
      connectChannel,
      inbox,
      ai,
      teams,
      sla,
      keys,
      calls,
      letters,
      deliveries,
      audit,
    ]),
  ] as const
}
