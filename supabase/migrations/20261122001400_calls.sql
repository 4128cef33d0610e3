-- Calls to the organization's own systems, asked for by rules: queued with the decision, sent after it, tried again for a day.

create table public.calls (
  -- Also the id the receiver knows the call by (header webhook-id): the same for every attempt.
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  -- What happened, as the receiver reads it: message.received, …
  type text not null,
  url text not null,
  payload jsonb not null,
  conversation_id uuid,
  decision_id uuid,
  rule_id text,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts int not null default 0,
  due timestamptz not null default now(),
  -- The receiver's last answer: its status, or why there was none.
  answer_status int,
  reason text,
  created_at timestamptz not null default now(),
  settled_at timestamptz
) with (fillfactor = 80);
create index calls_due_idx on public.calls (due) where state = 'queued';
create index calls_organization_idx on public.calls (organization_id, created_at desc, id desc);

-- How often the signing secret was changed, and until when the one before still signs too. No secret is kept: it is derived.
create table public.call_secrets (
  organization_id uuid primary key references public.organizations on delete cascade,
  version int not null default 1,
  previous_until timestamptz
);

alter table public.calls enable row level security;
alter table public.call_secrets enable row level security;
grant select on public.calls to authenticated;
grant select, insert, update, delete on public.calls, public.call_secrets to faladesk_core;
create policy "admins read their organization's calls" on public.calls for select to authenticated
  using (organization_id = any ((select private.my_admin_organizations())::uuid[]));
create policy "core works on its organization's calls" on public.calls for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));
create policy "core works on its organization's call secrets" on public.call_secrets for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Calls to make now, with the version of the secret. A claim is a due time a minute ahead: a worker that dies leaves it to
-- the next, and the receiver knows a repetition by its id.
create function private.claim_calls(p_limit int)
returns table (id uuid, organization_id uuid, type text, url text, payload jsonb, attempts int, created_at timestamptz,
  version int, previous_until timestamptz)
language sql volatile security definer set search_path = '' as $$
  with due as (
    select q.id from public.calls q where q.state = 'queued' and q.due <= now() order by q.due limit p_limit for update skip locked
  ), taken as (
    update public.calls c set attempts = c.attempts + 1, due = now() + interval '1 minute'
    from due where c.id = due.id returning c.*
  )
  select t.id, t.organization_id, t.type, t.url, t.payload, t.attempts, t.created_at, coalesce(s.version, 1), s.previous_until
  from taken t left join public.call_secrets s on s.organization_id = t.organization_id
$$;
revoke execute on function private.claim_calls(int) from public;
grant execute on function private.claim_calls(int) to faladesk_core;
