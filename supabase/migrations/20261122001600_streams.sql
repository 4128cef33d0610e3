-- Sources that flow by themselves (a mailbox): who runs each, and how far it got.

-- One row an inbox whose channel has such a source. The cursor moves in the transaction that stores what it stands behind.
create table public.streams (
  inbox_id uuid primary key,
  organization_id uuid not null,
  cursor jsonb,
  -- Mail from before is old, mail from after is new, whenever it could first be read. It is when the inbox was made; where it was
  -- changed before anybody looked (it was off, or simulated), when it was first looked at; and where its source ended by itself,
  -- having nothing to read, when it last did.
  since timestamptz not null default now(),
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
  select private.note_health(lease.inbox_id, 'stream', null) from lease
$$;

-- A stream is over: given back, to be started again in p_delay_ms; p_failed counts it as a failure, p_health says what that means
-- for the inbox ({status, text, remedy}; null leaves its health as it is). One that ended by itself had no source to follow: what
-- comes until it has one comes another way.
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
  private.lock_senders(jsonb), private.stream_is_well(uuid, uuid), private.end_stream(uuid, uuid, int, boolean, boolean, jsonb),
  private.inboxes_holding(text, jsonb) from public;
grant execute on function private.look_after_streams(int, uuid[], text[], int), private.advance_stream(uuid, uuid, jsonb),
  private.lock_senders(jsonb), private.stream_is_well(uuid, uuid), private.end_stream(uuid, uuid, int, boolean, boolean, jsonb),
  private.inboxes_holding(text, jsonb) to faladesk_core;
