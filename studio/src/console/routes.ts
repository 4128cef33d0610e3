import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type ConsoleSearch, readSearch } from './search.ts'

/** The console's addresses: the list stays while conversations change beside it. */
export const consoleRoutes = <Parent extends AnyRoute>(parent: Parent) => {
  const list = createRoute({
    getParentRoute: () => parent,
    path: '/c',
    validateSearch: (search): ConsoleSearch => readSearch(search),
    component: lazyRouteComponent(() => import('./console-page.tsx'), 'ConsolePage'),
  })
  const nothing = createRoute({
    getParentRoute: () => list,
    path: '/',
    component: lazyRouteComponent(() => import('./nothing-open.tsx'), 'NothingOpen'),
  })
  const conversation = createRoute({
    getParentRoute: () => list,
    path: '$conversationId',
    component: lazyRouteComponent(() => import('./conversation/conversation-page.tsx'), 'ConversationPage'),
  })
  return [list.addChildren([nothing, conversation])] as const
}
