import type { Identity, Locale } from '@faladesk/plugin-sdk'
import type { MessagePrice, ReplyPolicy } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import type { TemplateRow } from './template.ts'

/** An inbox of the organization as it stands to one contact. */
export interface InboxRow {
  id: string
  name: string
  channel: string
  enabled: boolean
  deleted: boolean
  simulated: boolean
  reply_policy: ReplyPolicy
  synced: boolean
  /** The contact's latest conversation there. */
  thread: string | null
  window_from: string | null
  free_entry: boolean
  service: number
  /** The address they themselves last wrote from there. */
  address: Address | null
}

export type Address = Identity & {
  blocked: 'optout' | 'unreachable' | null
  /** They take answers there, but no advertising. */
  no_adverts: boolean
}

/** All that decides which way a reply to a contact goes, as one statement reads it. */
export interface Known {
  now: string
  protocol: string
  contact: { id: string; name: string | null; identities: Address[] }
  organization: { id: string; locale: Locale; timezone: string }
  home: string
  inboxes: InboxRow[]
  templates: TemplateRow[]
  prices: MessagePrice[]
}

/** Reads what is known of a conversation's contact, the inboxes, their templates and prices; null when it is gone. */
export async function readKnown(tx: Tx, conversationId: string, asked: readonly string[]): Promise<Known | null> {
  const [row] = await tx<Known[]>`
    select now() as now, c.protocol, c.inbox_id as home,
      jsonb_build_object('id', k.id, 'name', k.name, 'identities', (
        select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value, 'blocked', private.block_of(n.id),
          'no_adverts', private.takes_no_adverts(n.id)) order by n.created_at, n.id), '[]')
        from public.identities n where n.organization_id = c.organization_id and n.contact_id = c.contact_id)) as contact,
      jsonb_build_object('id', o.id, 'locale', o.locale, 'timezone', o.timezone) as organization,
      (select jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel, 'enabled', i.enabled,
          'deleted', i.deleted_at is not null, 'simulated', i.simulated, 'reply_policy', i.reply_policy,
          'synced', i.templates_synced_at is not null, 'thread', t.id, 'window_from', private.window_from_of_core(t.id),
          'free_entry', coalesce(private.free_entry_until(t.id) > now(), false),
          'service', coalesce((select p.service from public.inbox_pace p
            where p.inbox_id = i.id and p.month = date_trunc('month', now() at time zone 'utc')::date), 0),
          'address', (select jsonb_build_object('kind', n.kind, 'value', n.value, 'blocked', private.block_of(n.id),
            'no_adverts', private.takes_no_adverts(n.id))
            from public.messages m join public.identities n on n.id = m.identity_id
            where m.conversation_id = t.id and m.direction = 'in' and not m.flags @> '{"stranger": true}'
            order by m.seq desc limit 1))
          order by i.created_at, i.id)
        from public.inboxes i
        left join lateral (
          select x.id from public.conversations x
          where x.organization_id = c.organization_id and x.contact_id = c.contact_id and x.inbox_id = i.id
          order by (x.id = c.id) desc, x.last_message_at desc limit 1) t on true
        where i.organization_id = c.organization_id and (i.id = c.inbox_id or i.enabled and i.deleted_at is null)) as inboxes,
      (select coalesce(jsonb_agg(jsonb_build_object('inbox_id', m.inbox_id, 'ref', m.ref, 'language', m.language, 'name', m.name,
          'category', m.category, 'status', m.status, 'body', m.body, 'variables', m.variables)), '[]')
        from public.message_templates m join public.inboxes i on i.id = m.inbox_id
        where m.organization_id = c.organization_id and (m.ref = any (${[...asked]}::text[]) or i.id = c.inbox_id
          and m.ref in (i.reply_policy -> 'template' ->> 'ref', i.reply_policy -> 'paidTemplate' ->> 'ref'))) as templates,
      (select coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'category', p.category, 'amount', p.amount, 'currency', p.currency)), '[]')
        from public.message_prices p where p.organization_id = c.organization_id) as prices
    from public.conversations c
    join public.contacts k on k.organization_id = c.organization_id and k.id = c.contact_id
    join public.organizations o on o.id = c.organization_id
    where c.id = ${conversationId}`
  return row ?? null
}
