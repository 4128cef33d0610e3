import type {
  AiSetup,
  ApiKey,
  Calendar,
  Call,
  ChannelPage,
  DeadLetter,
  Delivery,
  DeliveryDetail,
  Inbox,
  Member,
  MessageTemplate,
  Organization,
  Page,
  SlaPolicy,
  Team,
} from '@faladesk/core/contract'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { read, supabase } from '../lib/supabase.ts'

const list = async <T>(path: string) => (await api<Page<T>>('GET', `${path}?limit=200`)).data

// What grows without end comes newest first, 50 at a time.
const log = <T>(queryKey: readonly unknown[], path: string, filter: Record<string, string>) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ ...filter, limit: '50', ...(pageParam && { cursor: pageParam }) })
      return api<Page<T>>('GET', `${path}?${asked}`)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap((page) => page.data),
  })

export const inboxesQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['inboxes', organizationId], queryFn: () => list<Inbox>('/v1/inboxes') })

/** One inbox with what its provider told of late. */
export const inboxQuery = (inboxId: string) =>
  queryOptions({ queryKey: ['inbox', inboxId], queryFn: () => api<Inbox>('GET', `/v1/inboxes/${inboxId}`) })

/** The channels that are installed, and plugins that could not be used; they change only when the server does. */
export const channelPageQuery = queryOptions({
  queryKey: ['channels'],
  staleTime: 10 * 60_000,
  queryFn: () => api<ChannelPage>('GET', '/v1/channels?limit=200'),
})

/** Asks the provider for its templates now. */
export const syncTemplates = async (inboxId: string) =>
  (await api<Page<MessageTemplate>>('POST', `/v1/inboxes/${inboxId}/templates/sync`)).data

export const organizationQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['organization', organizationId],
    queryFn: () => api<Organization>('GET', '/v1/organization'),
  })

export const calendarQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['calendar', organizationId], queryFn: () => api<Calendar>('GET', '/v1/calendar') })

export const aiQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['ai', organizationId], queryFn: () => api<AiSetup>('GET', '/v1/ai') })

export const teamListQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['team-list', organizationId], queryFn: () => list<Team>('/v1/teams') })

export const membersQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['members', organizationId], queryFn: () => list<Member>('/v1/members') })

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({ queryKey: ['api-keys', organizationId], queryFn: () => list<ApiKey>('/v1/api-keys') })

/** What could not be processed: open, or settled. */
export const deadLettersQuery = (organizationId: string, settled: boolean) =>
  log<DeadLetter>(['dead-letters', organizationId, settled], '/v1/dead-letters', { settled: String(settled) })

/** Requests of providers as they came; of one inbox when given. */
export const deliveriesQuery = (organizationId: string, inbox: string | null) => ({
  ...log<Delivery>(['deliveries', organizationId, inbox], '/v1/deliveries', inbox ? { inbox } : {}),
  staleTime: 0,
})

/** One request of a provider with all it held. */
export const deliveryQuery = (id: string) =>
  queryOptions({ queryKey: ['delivery', id], queryFn: () => api<DeliveryDetail>('GET', `/v1/deliveries/${id}`) })

/** What is promised to customers, by name. */
export const slaPoliciesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['sla-policies', organizationId],
    queryFn: () => list<SlaPolicy>('/v1/sla-policies'),
  })

/** Calls to the organization's own systems; of one state when given. */
export const callsQuery = (organizationId: string, state: 'queued' | 'failed' | null) =>
  log<Call>(['calls', organizationId, state], '/v1/calls', state ? { state } : {})

/** One line of the record of changes. */
export interface AuditEntry {
  id: number
  actor_id: string | null
  actor_kind: 'user' | 'api_key' | 'system'
  action: string
  target: string | null
  detail: Record<string, unknown>
  created_at: string
}

const auditPage = 50

/** Who changed what, newest first. */
export const auditQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', organizationId],
    staleTime: 0,
    queryFn: ({ pageParam }) => {
      const rows = supabase()
        .from('audit_log')
        .select('id, actor_id, actor_kind, action, target, detail, created_at')
        .eq('organization_id', organizationId)
        .order('id', { ascending: false })
        .limit(auditPage)
      return read<AuditEntry[]>(pageParam === null ? rows : rows.lt('id', pageParam))
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.length < auditPage ? null : (page.at(-1)?.id ?? null)),
    select: ({ pages }) => pages.flat(),
  })
