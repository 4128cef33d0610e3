import { type AnyRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { readWorkflowSearch } from './workflow-search.ts'

/** The rules room's addresses: the workflows, and one workflow with its four views. */
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
    validateSearch: readWorkflowSearch,
    component: lazyRouteComponent(() => import('./workflow-page.tsx'), 'WorkflowPage'),
  })
  const tree = createRoute({
    getParentRoute: () => workflow,
    path: '/',
    component: lazyRouteComponent(() => import('./tree/rule-tree.tsx'), 'RuleTree'),
  })
  const table = createRoute({
    getParentRoute: () => workflow,
    path: 'tabela',
    component: lazyRouteComponent(() => import('./table/table-view.tsx'), 'TableView'),
  })
  // React Flow and Monaco are large: each is fetched by its own view alone.
  const canvas = createRoute({
    getParentRoute: () => workflow,
    path: 'mapa',
    component: lazyRouteComponent(() => import('./canvas/canvas-view.tsx'), 'CanvasView'),
  })
  const editor = createRoute({
    getParentRoute: () => workflow,
    path: 'editor',
    component: lazyRouteComponent(() => import('./editor-tab.tsx'), 'EditorTab'),
  })
  // Addresses of panels that once were pages.
  const moved = (path: string, painel: string) =>
    createRoute({
      getParentRoute: () => workflow,
      path,
      beforeLoad: ({ params }) => {
        const { workflowId } = params as { workflowId: string }
        throw redirect({ href: `/regras/${encodeURIComponent(workflowId)}?painel=${painel}`, replace: true })
      },
    })
  const trial = moved('testar', 'simulator')
  const history = moved('historico', 'versions')
  return [list, workflow.addChildren([tree, table, canvas, editor, trial, history])] as const
}
