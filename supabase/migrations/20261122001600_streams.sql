-- Sources that flow by themselves (a mailbox): who runs each, and how far it got.

-- One row an inbox whose channel has such a source. The cursor moves in the transaction that stores what it stands behind.
create table public.streams (
  inbox_id uuid primary key,
  organization_id uuid not null,
  cursor jsonb,
  -- The revision of the inbox it was last started with: other settings are tried at once, whatever came of the old ones.
  revision int,
  attempts int not null default 0,
  due timestamptz not null default now(),
  lease_by int,
  -- Made anew with each claim: who lost the lease can store nothing more.
  lease_token uuid,
  lease_until timestamptz,
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index streams_organization_inbox_idx on public.streams (organization_id, inbox_id);
alter table public.streams enable row level security;
grant select, insert, update, delete on public.streams to faladesk_core;
create policy "core works on its organization's streams" on public.streams for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- What a replica asks every two seconds: keeps the leases of what it runs (p_held) while their inboxes are on, and takes up
-- to p_room more that nobody alive runs. What it runs and does not find in the answer, or finds with another revision, it stops.
create function private.look_after_streams(p_worker int, p_held uuid[], p_channels text[], p_room int)
returns table (inbox_id uuid, organization_id uuid, revision int, token uuid, cursor jsonb, attempts int, taken boolean)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_live constant bigint[] := private.live_workers();
begin
  return query
    update public.streams s set lease_until = now() + interval '1 minute'
    from public.inboxes i
    where s.inbox_id = any (p_held) and s.lease_by = p_worker and i.id = s.inbox_id and i.enabled and i.deleted_at is null
    returning s.inbox_id, s.organization_id, i.revision, s.lease_token, null::jsonb, s.attempts, false;
  if p_room <= 0 then
    return;
  end if;
  insert into public.streams as n (inbox_id, organization_id)
  select i.id, i.organization_id from public.inboxes i
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
    returning s.inbox_id, s.organization_id, s.revision, s.lease_token, s.cursor, s.attempts, true;
end $$;

-- Moves the cursor, first in the transaction that stores what was found: false where the lease has passed to another.
create function private.advance_stream(p_inbox uuid, p_token uuid, p_cursor jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.streams s set cursor = p_cursor, attempts = 0
  from public.inboxes i
  where s.inbox_id = p_inbox and s.lease_token = p_token and i.id = s.inbox_id and i.enabled and i.deleted_at is null;
  return found;
end $$;

-- Locks the senders of several deliveries at once and in one order, so that two transactions of many never wait in a circle.
create function private.lock_senders(p_events jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  select pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_events) as e,
      jsonb_array_elements(coalesce(case when e ->> 'direction' = 'echo' then e -> 'to' else e -> 'from' -> 'identities' end, '[]')) as i
    order by h) locks
$$;

-- A stream works: its failures are forgotten, and what it had said of the inbox's health.
create function private.stream_is_well(p_inbox uuid, p_token uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with lease as (
    update public.streams set attempts = 0 where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  update public.inboxes i set health = jsonb_build_object('status', 'ok', 'at', now())
  from lease where i.id = lease.inbox_id and i.health ->> 'source' = 'stream'
$$;

-- A stream is over: given back, to be started again in p_delay_ms; p_trouble says why it failed and p_status how bad that is.
create function private.end_stream(p_inbox uuid, p_token uuid, p_delay_ms int, p_trouble text, p_status text) returns void
language sql volatile security definer set search_path = '' as $$
  with lease as (
    update public.streams set lease_by = null, lease_token = null, lease_until = null,
      attempts = case when p_trouble is null then attempts else attempts + 1 end,
      due = now() + make_interval(secs => p_delay_ms / 1000.0)
    where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  update public.inboxes i
  set health = jsonb_build_object('status', p_status, 'reason', p_trouble, 'source', 'stream', 'at', now())
  from lease where i.id = lease.inbox_id and p_status is not null and (i.health ->> 'status', i.health ->> 'reason') is distinct from (p_status, p_trouble)
$$;

-- Enabled inboxes of a channel that hold one of these values in the setting named, the oldest first: how a server of the
-- channel's own (SMTP) finds whom a message is for.
create function private.inboxes_holding(p_channel text, p_values jsonb) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select i.id from public.inboxes i
  where i.channel = p_channel and i.enabled and i.deleted_at is null and exists (
    select from jsonb_each_text(p_values) v
    where lower(trim(i.settings ->> v.key)) = lower(v.value)
      or jsonb_typeof(i.settings -> v.key) = 'array' and exists (
        select from jsonb_array_elements_text(i.settings -> v.key) one where lower(trim(one)) = lower(v.value)))
  order by i.created_at, i.id limit 20
$$;
create index inboxes_channel_idx on public.inboxes (channel) where enabled and deleted_at is null;

revoke execute on function private.look_after_streams(int, uuid[], text[], int), private.advance_stream(uuid, uuid, jsonb),
  private.lock_senders(jsonb), private.stream_is_well(uuid, uuid), private.end_stream(uuid, uuid, int, text, text),
  private.inboxes_holding(text, jsonb) from public;
grant execute on function private.look_after_streams(int, uuid[], text[], int), private.advance_stream(uuid, uuid, jsonb),
  private.lock_senders(jsonb), private.stream_is_well(uuid, uuid), private.end_stream(uuid, uuid, int, text, text),
  private.inboxes_holding(text, jsonb) to faladesk_core;
