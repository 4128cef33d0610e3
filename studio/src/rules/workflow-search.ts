/** What a workflow's address may say beside its view. */
export interface WorkflowSearch {
  /** The panel to open beside the view. */
  readonly painel?: string
  /** A JSON pointer: the place the JSON editor shows. */
  readonly ponto?: string
  /** A decision's id: the real message to make a test of. */
  readonly teste?: string
}

/** Reads a workflow's search parameters; what is not understood is left out. */
export const readWorkflowSearch = (search: Record<string, unknown>): WorkflowSearch => ({
  ...(typeof search.painel === 'string' && { painel: search.painel }),
  ...(typeof search.ponto === 'string' && { ponto: search.ponto }),
  ...(typeof search.teste === 'string' && { teste: search.teste }),
})
