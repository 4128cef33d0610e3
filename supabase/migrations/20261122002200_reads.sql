-- What was still read in two steps, or not kept: since when a source has something to say, and how a contact can be reached.

-- Since when an inbox has a source: mail from before is old, mail from after is new, whenever it could first be read. It is when
-- the inbox was made; where it was changed before anybody looked (it was off, or simulated), when it was first looked at; and
-- where its source ended by itself, having nothing to read, when it last did.
alter table public.streams add column since timestamptz not null default now();

drop function private.look_after_streams(int, uuid[], text[], int);
create function private.look_after_streams(p_worker int, p_held uuid[], p_channels text[], p_room int)
returns table (
  inbox_id uuid, organization_id uuid, revision int, token uuid, cursor jsonb, since timestamptz, attempts int, taken boolean)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_live constant bigint[] := private.live_workers();
begin
  return query
    update public.streams s set lease_until = now() + interval '1 minute'
    from public.inboxes i
    where s.inbox_id = any (p_held) and s.lease_by = p_worker and i.id = s.inbox_id and i.enabled and i.deleted_at is null
    returning s.inbox_id, s.organization_id, i.revision, s.lease_token, null::jsonb, s.since, s.attempts, false;
  if p_room <= 0 then
    return;
  end if;
  insert into public.streams as n (inbox_id, organization_id, since)
  select i.id, i.organization_id, case when i.revision = 1 then i.created_at else now() end from public.inboxes i
  where i.channel = any (p_channels) and i.enabled and i.deleted_at is null and not i.simulated
    and not exists (select from public.streams s where s.inbox_id = i.id)
  on conflict on constraint streams_pkey do nothing;
  return query
    update public.streams s set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute',
      revision = free.revision
    from (
      select f.inbox_id, i.revision from public.streams f
      join public.inboxes i on i.id = f.inbox_id and i.enabled and i.deleted_at is null and not i.simulated
      where i.channel = any (p_channels) and f.inbox_id <> all (p_held)
        and (f.due <= now() or f.revision is distinct from i.revision)
        and (f.lease_by is null or f.lease_by <> all (v_live) or f.lease_until < now())
      order by f.due limit p_room for update of f skip locked) free
    where s.inbox_id = free.inbox_id
    returning s.inbox_id, s.organization_id, s.revision, s.lease_token, s.cursor, s.since, s.attempts, true;
end $$;

-- A stream is over: given back, to be started again in p_delay_ms. One that ended by itself had no source to follow: what comes
-- until it has one comes another way.
drop function private.end_stream(uuid, uuid, int, boolean, jsonb);
create function private.end_stream(p_inbox uuid, p_token uuid, p_delay_ms int, p_by_itself boolean, p_failed boolean, p_health jsonb)
returns void
language sql volatile security definer set search_path = '' as $$
  with lease as (
    update public.streams set lease_by = null, lease_token = null, lease_until = null,
      attempts = case when p_failed then attempts + 1 else attempts end,
      since = case when p_by_itself then now() else since end,
      due = now() + make_interval(secs => p_delay_ms / 1000.0)
    where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  select private.note_health(lease.inbox_id, 'stream', p_health) from lease where p_health is not null
$$;

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

-- An address that is blocked, or not any more: the conversations it matters to are read again by those who look at them.
create function private.announce_block() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', c.id, 'status', c.status, 'owner', c.owner, 'assignee_id', c.assignee_id, 'team_id', c.team_id),
    'conversation', 'organization:' || c.organization_id, true)
  from public.conversations c
  where c.organization_id = new.organization_id and c.contact_id = new.contact_id and c.status <> 'resolved';
  return null;
end $$;
create trigger identities_announced after update of blocked on public.identities
  for each row when (old.blocked is distinct from new.blocked) execute function private.announce_block();

revoke execute on function private.announce_block(), private.look_after_streams(int, uuid[], text[], int),
  private.end_stream(uuid, uuid, int, boolean, boolean, jsonb), private.keep_channel_windows(jsonb), private.window_hours(text)
  from public;
grant execute on function private.look_after_streams(int, uuid[], text[], int),
  private.end_stream(uuid, uuid, int, boolean, boolean, jsonb), private.keep_channel_windows(jsonb) to faladesk_core;
grant execute on function private.window_hours(text) to authenticated, faladesk_core;
grant execute on function private.window_from(uuid) to authenticated;
