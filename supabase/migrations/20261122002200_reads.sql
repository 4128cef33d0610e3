-- What the console reads: a conversation with how it can be reached, its messages with what they cost.

-- What the console shows of a message grows by its price.
drop function public.message_page(uuid, bigint, bigint, int);
create function public.message_page(
  p_conversation uuid, p_before_seq bigint default null, p_after_seq bigint default null, p_limit int default 50)
returns table (
  id uuid, conversation_id uuid, seq bigint, direction text, author_kind text, author_id uuid, author_name text,
  text text, content jsonb, flags jsonb, status text, error jsonb, pricing jsonb, decision_id uuid, reply_to uuid, client_id uuid,
  occurred_at timestamptz, created_at timestamptz, attachments jsonb)
language sql stable set search_path = '' as $$
  with page as (
    (select x.* from public.messages x
    where p_after_seq is null and x.conversation_id = p_conversation and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq desc limit least(greatest(p_limit, 1), 200))
    union all
    (select x.* from public.messages x
    where p_after_seq is not null and x.conversation_id = p_conversation and x.seq > p_after_seq
      and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq limit least(greatest(p_limit, 1), 200)))
  select m.id, m.conversation_id, m.seq, m.direction, m.author_kind, m.author_id,
    case m.author_kind when 'agent' then p.name when 'rule' then d.reply_rule end,
    m.text, m.content, m.flags, m.status, m.error, m.pricing,
    coalesce(m.decision_id, own.id), m.reply_to, m.client_id, m.occurred_at, m.created_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'mime', a.mime, 'name', a.name, 'size', a.size, 'path', a.path,
      'status', a.status, 'reason', a.reason) order by a.position) from public.attachments a
      where a.organization_id = m.organization_id and a.message_id = m.id), '[]')
  from page m
  left join public.memberships p on p.organization_id = m.organization_id and p.user_id = m.author_id
  left join public.decisions d on d.id = m.decision_id
  left join public.decisions own on own.message_id = m.id
  order by m.seq
$$;
revoke execute on function public.message_page(uuid, bigint, bigint, int) from public, anon;
grant execute on function public.message_page(uuid, bigint, bigint, int) to authenticated, faladesk_core;

-- Everything the console shows of a conversation: its contact and how to reach them, its inbox, the thread it goes on from,
-- earlier threads of the same contact, last messages.
create or replace function public.conversation_view(p_conversation uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(c) || jsonb_build_object('assignee_name', m.name, 'team_name', t.name),
    'contact', jsonb_build_object('id', k.id, 'name', k.name, 'tags', k.tags, 'attributes', k.attributes, 'created_at', k.created_at,
      'identities', coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'value', x.value, 'verified', x.verified,
          'blocked', x.blocked) order by x.created_at)
        from public.identities x where x.organization_id = c.organization_id and x.contact_id = k.id), '[]')),
    'inbox', (select jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel, 'enabled', i.enabled, 'health', i.health)
      from public.inboxes i where i.id = c.inbox_id),
    -- Null where the channel has none; `hours` says how far a message that comes later moves its end.
    'window', (select jsonb_build_object('open', coalesce(w.until > now(), false), 'until', w.until, 'hours', w.hours)
      from (select o.hours, private.window_from(c.id) + make_interval(secs => o.hours * 3600) as until
        from public.inboxes i cross join lateral (select private.window_hours(i.channel) as hours) o
        where i.id = c.inbox_id and o.hours is not null) w),
    'follows', (select jsonb_build_object('id', f.id, 'protocol', f.protocol) from public.conversations f
      where f.id = c.follows_id and f.organization_id = c.organization_id),
    'earlier', coalesce((select jsonb_agg(e) from (
      select o.id, o.protocol, o.status, o.last_message_at, o.last_message_preview from public.conversations o
      where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.id <> c.id
      order by o.last_message_at desc limit 10) e), '[]'),
    'messages', coalesce((select jsonb_agg(p order by p.seq) from public.message_page(c.id) p), '[]'))
  from public.conversations c
  join public.contacts k on k.id = c.contact_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  where c.id = p_conversation
$$;
