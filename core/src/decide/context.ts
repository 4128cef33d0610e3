import type { ChannelFacts, Locale } from '@faladesk/plugin-sdk'
import type { Registry } from '../plugins/registry.ts'
import type { Tx } from '../store/database.ts'
import type { ConversationRow, MessageRow } from '../store/rows.ts'
import { type Calendar, readCalendar } from './calendar.ts'
import type { EventRow } from './happening.ts'
import { knownZone } from './zone.ts'

/** Everything a decision looks at, as it was in one statement, with the conversation locked until the transaction ends. */
export interface Context {
  /** The database's clock. */
  now: Date
  conversation: ConversationRow
  contact: {
    id: string
    name: string | null
    tags: string[]
    attributes: Record<string, unknown>
    conversations: number
    /** The kinds of its addresses: wa_phone, email … */
    identities: string[]
    language: string | null
    created_at: string
  }
  /** The name of the conversation's team. */
  team: string | null
  inbox: { id: string; name: string; channel: string }
  organization: { id: string; name: string; locale: Locale; timezone: string }
  calendar: Calendar
  /** The oldest message nobody decided on; null when there is none. */
  message: MessageRow | null
  /** How many undecided messages come after it. */
  behind: number
  /** The oldest event nobody decided on; null when there is none. */
  event: EventRow | null
  /** How many hours after the customer's last message free text may be sent; null where the channel does not mind. */
  windowHours: number | null
  /** When the customer last wrote here by the provider's time: where the window runs from. */
  windowFrom: string | null
  /** Why the address they last wrote from takes no messages, where it takes none. */
  blocked: 'optout' | 'unreachable' | null
  /** What the inbox's channel tells of its messages. */
  channelFacts: ChannelFacts | undefined
  /** The AI the organization chose; null when it never said. */
  ai: { plugin: string; enabled: boolean } | null
}

/** Locks a conversation and reads what deciding its next message takes. Null when it is gone. */
export async function readContext(tx: Tx, conversationId: string, plugins: Registry): Promise<Context | null> {
  const windowed = [...plugins.channels.values()].filter((one) => one.capabilities.window).map(({ name }) => name)
  const [row] = await tx<Row[]>`
    with thread as materialized (select * from conversations where id = ${conversationId} for no key update)
    select now() as now, to_jsonb(c) as conversation,
      jsonb_build_object('id', k.id, 'name', k.name, 'tags', k.tags, 'attributes', k.attributes, 'conversations',
        (select count(*) from conversations x where x.organization_id = c.organization_id and x.contact_id = k.id),
        'identities', array(select distinct x.kind from identities x where x.organization_id = c.organization_id and x.contact_id = k.id),
        'language', k.language, 'created_at', k.created_at) as contact,
      (select t.name from teams t where t.id = c.team_id) as team,
      jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel) as inbox,
      jsonb_build_object('id', o.id, 'name', o.name, 'locale', o.locale, 'timezone', o.timezone) as organization,
      jsonb_build_object('weekly', coalesce(l.weekly, '{}'), 'holidays', coalesce(l.holidays, '[]')) as calendar,
      (select to_jsonb(m) from messages m where m.conversation_id = c.id and m.direction = 'in' and m.seq > c.decided_seq
        order by m.seq limit 1) as message,
      (select count(*) - 1 from messages m where m.conversation_id = c.id and m.direction = 'in' and m.seq > c.decided_seq) as behind,
      (select to_jsonb(e) from events e where e.conversation_id = c.id order by e.id limit 1) as event,
      case when i.channel = any (${windowed}::text[]) then private.window_from_of_core(c.id) end as "windowFrom",
      (select private.block_of(m.identity_id) from messages m
        where m.conversation_id = c.id and m.direction = 'in' and not m.flags @> '{"stranger": true}' order by m.seq desc limit 1) as blocked,
      (select jsonb_build_object('plugin', a.plugin, 'enabled', a.enabled) from ai_plugins a
        where a.organization_id = c.organization_id) as ai
    from thread c
    join contacts k on k.organization_id = c.organization_id and k.id = c.contact_id
    join inboxes i on i.id = c.inbox_id
    join organizations o on o.id = c.organization_id
    left join calendars l on l.organization_id = c.organization_id and l.is_default`
  if (!row) return null
  const { organization, calendar } = row
  const channel = plugins.channels.get(row.inbox.channel)
  return {
    ...row,
    now: new Date(row.now),
    organization: {
      ...organization,
      timezone: knownZone(organization.timezone),
    },
    calendar: readCalendar(calendar),
    windowHours: channel?.capabilities.window?.hours ?? null,
    channelFacts: channel?.facts,
  }
}

type Row = Omit<Context, 'now' | 'windowHours'> & { now: string }
