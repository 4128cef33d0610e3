import type { Action } from './actions.ts'

/** A text of an action that is filled from facts, and where it is in the parameters. */
export interface ActionText {
  readonly path: readonly string[]
  readonly text: string
}

/** Every text of an action's parameters that facts are filled into, the variables of a message template included. */
export function actionTexts(action: Action | undefined, params: Readonly<Record<string, unknown>> = {}): ActionText[] {
  const named = (action?.templates ?? []).map((name) => ({ path: [name], text: params[name] }))
  const { variables } = (isObject(params.template) ? params.template : {}) as { variables?: unknown }
  const filled = isObject(variables)
    ? Object.entries(variables).map(([name, text]) => ({ path: ['template', 'variables', name], text }))
    : []
  return [...named, ...filled].flatMap(({ path, text }) => (typeof text === 'string' ? [{ path, text }] : []))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
