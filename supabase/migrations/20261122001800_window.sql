-- When a customer may be written to: how long a channel's window is open, when it costs nothing, and who wants no messages.

-- For how many hours after the customer last wrote a channel takes free text. The plugins know it; core tells it at each start,
-- so that one read of a conversation can say how long its window is open.
create table private.channel_windows (
  channel text primary key,
  hours double precision not null
);
create function private.keep_channel_windows(p_hours jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  delete from private.channel_windows w where p_hours -> w.channel = 'null';
  insert into private.channel_windows as w (channel, hours)
  select h.key, h.value::double precision from jsonb_each_text(p_hours) h where h.value is not null order by h.key
  on conflict (channel) do update set hours = excluded.hours where w.hours <> excluded.hours
$$;
create function private.window_hours(p_channel text) returns double precision
language sql stable security definer set search_path = '' as $$
  select w.hours from private.channel_windows w where w.channel = p_channel
$$;

-- When the customer last wrote to this inbox by the provider's time, where the window runs from: a message that comes late
-- opens no new day, somebody else's opens none for them, and none is from the future. The last twenty are looked at; more late ones than that leave it closed.
create function private.window_from(p_conversation uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select max(m.at) from public.conversations c
  cross join lateral (
    select o.id from public.conversations o
    where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.inbox_id = c.inbox_id
      and o.last_inbound_at is not null
    order by o.last_inbound_at desc limit 3) thread
  cross join lateral (
    select least(x.occurred_at, x.created_at) as at from public.messages x
    where x.conversation_id = thread.id and x.direction = 'in' and not x.flags @> '{"stranger": true}'
    order by x.seq desc limit 20) m
  where c.id = p_conversation
$$;

-- Until when everything is free because the customer came by an advertisement: answered within a day, three days from that
-- answer; not answered yet, that day. Null where they did not.
create function private.free_entry_until(p_conversation uuid) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce((select min(r.created_at) + interval '72 hours' from public.messages r
      where r.conversation_id = p_conversation and r.direction = 'out' and r.seq > came.seq
        and r.created_at < came.occurred_at + interval '24 hours'), came.occurred_at + interval '24 hours')
  from (select m.seq, least(m.occurred_at, m.created_at) as occurred_at from public.messages m
    where m.conversation_id = p_conversation and m.direction = 'in' and m.flags ? 'referral' and not m.flags ? 'stranger'
      and m.created_at > now() - interval '5 days'
    order by m.seq desc limit 1) came
$$;

-- Why an address takes no messages: its own block, or that the same person opted out at another address of the same kind of
-- channel (a number with and without its ninth digit, a phone and the id beside it). Null where it takes them.
create function private.block_of(p_identity uuid) returns text
language sql stable set search_path = '' as $$
  select coalesce(n.blocked, (select 'optout' from public.identities o
    where o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked = 'optout'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1) limit 1))
  from public.identities n where n.id = p_identity
$$;
-- Whether the same person wants no advertising at an address, or at another of the same kind of channel; answers they take.
create function private.takes_no_adverts(p_identity uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.identities n join public.identities o
    on o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked_code = 'marketing'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1)
    where n.id = p_identity)
$$;

revoke execute on function private.keep_channel_windows(jsonb), private.window_hours(text), private.window_from(uuid),
  private.free_entry_until(uuid), private.block_of(uuid), private.takes_no_adverts(uuid) from public;
grant execute on function private.keep_channel_windows(jsonb), private.free_entry_until(uuid), private.block_of(uuid),
  private.takes_no_adverts(uuid) to faladesk_core;
grant execute on function private.window_hours(text), private.window_from(uuid) to authenticated, faladesk_core;
