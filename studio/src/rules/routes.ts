import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router'

/** The rules room's addresses: the workflows, and one workflow with its four tabs. */
export const rulesRoutes = <Parent extends AnyRoute>(parent: Parent) => {
  const list = createRoute({
    getParentRoute: () => parent,
    path: '/regras',
    // The only workflow opens at once, unless someone asked for the list.
    validateSearch: (search): { todos?: true } => (search.todos ? { todos: true } : {}),
    component: lazyRouteComponent(() => import('./workflows-page.tsx'), 'WorkflowsPage'),
  })
  const workflow = createRoute({
    getParentRoute: () => parent,
    path: '/regras/$workflowId',
    component: lazyRouteComponent(() => import('./workflow-page.tsx'), 'WorkflowPage'),
  })
  const rules = createRoute({
    getParentRoute: () => workflow,
    path: '/',
    component: lazyRouteComponent(() => import('./rule-list.tsx'), 'RuleList'),
  })
  // Monaco is a megabyte: this tab alone fetches it.
  const editor = createRoute({
    getParentRoute: () => workflow,
    path: 'editor',
    component: lazyRouteComponent(() => import('./editor-tab.tsx'), 'EditorTab'),
  })
  const trial = createRoute({
    getParentRoute: () => workflow,
    path: 'testar',
    component: lazyRouteComponent(() => import('./trial-tab.tsx'), 'TrialTab'),
  })
  const history = createRoute({
    getParentRoute: () => workflow,
    path: 'historico',
    component: lazyRouteComponent(() => import('./history-tab.tsx'), 'HistoryTab'),
  })
  return [list, workflow.addChildren([rules, editor, trial, history])] as const
}
