import { queryOptions } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'

/** What really came by: the messages since a day, and how often each rule matched. */
export interface Traffic {
  since: string
  messages: number
  rules: { id: string; matched: number; lastAt: string | null }[]
}

/** The days the numbers on the canvas speak of. */
export const TRAFFIC_DAYS = 30

/** How often each rule of a workflow matched lately; asked again every half minute while it is shown. */
export const trafficQuery = (organizationId: string, workflowId: string) =>
  queryOptions({
    queryKey: ['workflow-traffic', organizationId, workflowId, TRAFFIC_DAYS],
    queryFn: () => api<Traffic>('GET', `/v1/workflows/${workflowId}/traffic?days=${TRAFFIC_DAYS}`),
    refetchInterval: 30_000,
    staleTime: 10_000,
  })

/** How often some rules matched in all; null where nothing is known of them, as of rules never published. */
export function matchesOf(counts: ReadonlyMap<string, number>, ruleIds: readonly string[]): number | null {
  const known = ruleIds.flatMap((id) => counts.get(id) ?? [])
  return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0)
}

/** The counts by rule. */
export const countsOf = (traffic: Traffic | undefined): ReadonlyMap<string, number> =>
  new Map(traffic?.rules.map(({ id, matched }) => [id, matched]))
