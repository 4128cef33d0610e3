import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

interface PhoneSearch {
  /** The inbox written to. */
  caixa?: string
  /** The address of who writes. */
  quem?: string
}

/** The phone room's address. */
export const phoneRoutes = <Parent extends AnyRoute>(parent: Parent) =>
  [
    createRoute({
      getParentRoute: () => parent,
      path: '/telefone',
      validateSearch: (search): PhoneSearch => ({
        ...(typeof search.caixa === 'string' && { caixa: search.caixa }),
        // An address of digits alone is read from the address bar as a number.
        ...((typeof search.quem === 'string' || typeof search.quem === 'number') && { quem: String(search.quem) }),
      }),
      component: lazyRouteComponent(() => import('./phone-page.tsx'), 'PhonePage'),
    }),
  ] as const
