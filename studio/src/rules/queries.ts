import type { Page, Workflow, WorkflowDetail, WorkflowVersion, WorkflowVersionDetail } from '@faladesk/core/contract'
import type { RuleDocument } from '@faladesk/rules'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { read, supabase } from '../lib/supabase.ts'
import type { Names } from './names.ts'

/** A workflow with its documents typed as the rules package types them. */
export interface Detail extends Omit<WorkflowDetail, 'draft' | 'published'> {
  draft: RuleDocument
  published: RuleDocument | null
}

/** The organization's workflows in the order they are decided. */
export const workflowsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['workflows', organizationId],
    queryFn: async () => (await api<Page<Workflow>>('GET', '/v1/workflows?limit=200')).data,
  })

export const workflowKey = (organizationId: string, id: string) => ['workflow', organizationId, id]

/** One workflow with its draft and what is published. */
export const workflowQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: workflowKey(organizationId, id),
    queryFn: () => fetchWorkflow(id),
  })

/** Reads a workflow as it is on the server now. */
export const fetchWorkflow = (id: string) => api<Detail>('GET', `/v1/workflows/${id}`)

/** What was published, newest first. */
export const versionsQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: ['workflow-versions', organizationId, id],
    queryFn: async () => (await api<Page<WorkflowVersion>>('GET', `/v1/workflows/${id}/versions?limit=200`)).data,
  })

/** One version with its rules; a version never changes. */
export const versionQuery = (organizationId: string, id: string, version: number) =>
  queryOptions({
    queryKey: ['workflow-version', organizationId, id, version],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      api<Omit<WorkflowVersionDetail, 'document'> & { document: RuleDocument }>(
        'GET',
        `/v1/workflows/${id}/versions/${version}`,
      ),
  })

/** Whom and what a rule may name. */
export const namesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['rule-names', organizationId],
    staleTime: 5 * 60_000,
    queryFn: async (): Promise<Omit<Names, 'tags'>> => {
      const named = (table: 'teams' | 'inboxes' | 'sla_policies') =>
        read<{ id: string; name: string }[]>(
          supabase().from(table).select('id, name').eq('organization_id', organizationId).order('name'),
        )
      const people = read<{ user_id: string; name: string }[]>(
        supabase().from('memberships').select('user_id, name').eq('organization_id', organizationId).order('name'),
      )
      const [teams, inboxes, policies, agents] = await Promise.all([
        named('teams'),
        named('inboxes'),
        named('sla_policies'),
        people,
      ])
      return { teams, inboxes, policies, agents: agents.map(({ user_id, name }) => ({ id: user_id, name })) }
    },
  })
