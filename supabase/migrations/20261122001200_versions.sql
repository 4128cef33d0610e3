-- A version tried beside the one in force, a rule stopped at once, and rules replayed on what was decided before.

alter table public.workflows
  -- The version on trial: {version, mode: shadow | canary, percent, inboxes, since, by}. Shadow decides silently for the same
  -- messages; canary decides in earnest for some conversations.
  add column candidate jsonb,
  -- Rules switched off without a new version, by id; they stay off in every version until they are started again.
  add column stopped text[] not null default '{}';
-- Two trials at once would each change what the other is compared with.
create unique index workflows_one_candidate_idx on public.workflows (organization_id) where candidate is not null;

-- Why failing tests were accepted, and how the version began when it did not come into force at once.
alter table public.workflow_versions
  add column override text,
  add column trial text check (trial in ('shadow', 'canary'));

drop trigger workflows_published_told_to_replicas on public.workflows;
create trigger workflows_published_told_to_replicas after update on public.workflows
  for each row when ((old.published_version, old.position, old.candidate, old.stopped)
    is distinct from (new.published_version, new.position, new.candidate, new.stopped))
  execute function private.tell_replicas();

alter table public.decisions
  -- What the version on trial said: {workflow, version, mode, reply, background, same}; `same` is null where it could not be told.
  add column candidate jsonb,
  -- The rules that acted, by workflow: {workflow: [rule, …]}. Small, so that traffic is counted without reading explanations.
  add column matched jsonb,
  -- As columns, because under row level security no index may be used through a function that could tell what it sees.
  add column candidate_version int generated always as ((candidate ->> 'version')::int) stored,
  add column candidate_same boolean generated always as ((candidate ->> 'same')::boolean) stored;
create index decisions_candidate_idx on public.decisions (organization_id, candidate_version, created_at) include (candidate_same)
  where candidate is not null;
-- The order a backtest and the counts of traffic read in.
create index decisions_time_idx on public.decisions (organization_id, created_at, id);

-- What is in force and on trial in one organization, in order. Asked before anyone is known, so it names the organization
-- itself. Versions never change: the documents of those the caller holds already (`workflow:version`) are left out.
drop function private.published_workflows(uuid);
create function private.workflows_in_force(p_organization uuid, p_known text[])
returns table (id uuid, version int, document json, candidate jsonb, candidate_document json, stopped text[])
language sql stable security definer set search_path = '' as $$
  select w.id, w.published_version, v.document, w.candidate, c.document, w.stopped
  from public.workflows w
  left join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
    and not (w.id || ':' || w.published_version) = any (p_known)
  left join public.workflow_versions c on c.workflow_id = w.id and c.version = (w.candidate ->> 'version')::int
    and not (w.id || ':' || (w.candidate ->> 'version')) = any (p_known)
  where w.organization_id = p_organization and (w.published_version is not null or w.candidate is not null)
  order by w.position, w.created_at, w.id
$$;
revoke execute on function private.workflows_in_force(uuid, text[]) from public;
grant execute on function private.workflows_in_force(uuid, text[]) to faladesk_core;

-- Replays of past messages against other rules. The replay runs in one replica; its row tells the others how far it is, and
-- that it died where `beat_at` stands still. The result names messages and conversations but holds nothing they said.
create table public.backtests (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  workflow_id uuid not null,
  state text not null default 'running' check (state in ('running', 'done', 'cancelled', 'failed')),
  -- What was asked: {days} or {conversations: n}, and the version compared with.
  asked jsonb not null,
  done int not null default 0,
  total int not null default 0,
  result jsonb,
  -- Of a failed one: what went wrong, for admins.
  reason text,
  started_by uuid,
  created_at timestamptz not null default now(),
  beat_at timestamptz not null default now(),
  ended_at timestamptz,
  foreign key (organization_id, workflow_id) references public.workflows (organization_id, id) on delete cascade
);
create index backtests_workflow_idx on public.backtests (organization_id, workflow_id, created_at);
alter table public.backtests enable row level security;
grant select, insert, update, delete on public.backtests to faladesk_core;
create policy "core works on its organization's backtests" on public.backtests for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- What one call to the AI costs the organization, in its own currency: a backtest then says what a change would cost.
alter table public.ai_plugins add column call_price numeric(12, 6) check (call_price >= 0);
