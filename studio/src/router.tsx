import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { consoleRoutes } from './console/routes.ts'
import { supabase } from './lib/supabase.ts'
import { phoneRoutes } from './phone/routes.ts'
import { rulesRoutes } from './rules/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { LostPage } from './shell/lost-page.tsx'
import { RouteError } from './shell/route-error.tsx'
import { Waiting } from './shell/waiting.tsx'

const rootRoute = createRootRoute({ notFoundComponent: LostPage, errorComponent: RouteError })

const signedIn = async () => (await supabase().auth.getSession()).data.session !== null

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/entrar',
  validateSearch: (search): { next?: string } => (typeof search.next === 'string' ? { next: search.next } : {}),
  beforeLoad: async () => {
    if (await signedIn()) throw redirect({ to: '/c' })
  },
  component: lazyRouteComponent(() => import('./shell/sign-in-page.tsx'), 'SignInPage'),
})

/** Everything behind sign-in: the sidebar and, inside it, one room. */
const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    if (!(await signedIn())) throw redirect({ to: '/entrar', search: { next: location.href } })
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
})

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/c' })
  },
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  shellRoute.addChildren([
    homeRoute,
    ...consoleRoutes(shellRoute),
    ...rulesRoutes(shellRoute),
    ...settingsRoutes(shellRoute),
    ...phoneRoutes(shellRoute),
  ]),
])

/** Makes Studio's router. Each room adds its own routes in its routes.ts and is fetched when first opened. */
export const makeRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultErrorComponent: RouteError,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
