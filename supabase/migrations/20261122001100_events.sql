-- What else happens in a conversation besides messages, and that rules may wait for: a silence, a change of status, a failed
-- delivery … An event is decided by the worker and under the lease of its conversation, in order with its messages.

-- Which events the rules in force or on trial wait for. Kept at each publish, so that what nobody waits for costs one look here.
create table public.workflow_triggers (
  organization_id uuid not null,
  workflow_id uuid not null,
  event text not null,
  -- Of the silent events; 0 elsewhere.
  minutes int not null default 0,
  primary key (workflow_id, event, minutes),
  foreign key (organization_id, workflow_id) references public.workflows (organization_id, id) on delete cascade
);
create index workflow_triggers_organization_idx on public.workflow_triggers (organization_id, event);

-- One event to decide; it goes with its decision.
create table public.events (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  conversation_id uuid not null,
  event text not null check (event in ('customer-silent', 'agent-silent', 'status-changed', 'assigned', 'sla-warning', 'sla-breached',
    'delivery-failed', 'csat-answered')),
  minutes int,
  -- The conversation's last seq when it happened: the messages up to it come first.
  at_seq bigint not null,
  -- Of a silence: which one (timers.generation). It is overtaken when that one is over.
  generation bigint,
  -- The rules that led to it, the first one first: ids.
  cause jsonb not null default '[]',
  created_at timestamptz not null default now(),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade
);
create index events_conversation_idx on public.events (conversation_id, id);

-- A silence that rules wait for. `generation` names it: of the customer's, the seq of our message it began with; of ours, since
-- when the customer waits (µs). A row whose time has come keeps its generation, so that one silence is one event.
create table public.timers (
  organization_id uuid not null,
  conversation_id uuid not null,
  event text not null,
  minutes int not null,
  generation bigint not null,
  due timestamptz,
  primary key (conversation_id, event, minutes),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade
);
create index timers_due_idx on public.timers (due) where due is not null;

-- When each person was last at work in Studio, as their browser says once a minute.
create table public.presences (
  organization_id uuid not null,
  user_id uuid not null,
  seen_at timestamptz not null default now(),
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references public.memberships (organization_id, user_id) on delete cascade
);

create domain public.csat_score as smallint check (value between 1 and 5);
alter table public.conversations
  -- How the customer rated the support, 1 to 5.
  add column csat public.csat_score,
  -- When it was last opened again after being resolved.
  add column reopened_at timestamptz;
-- What the person writes in: guessed from their messages.
alter table public.contacts add column language text check (language in ('pt', 'es', 'en'));

-- A decision on an event names no message; `at_seq` is its place in the thread.
alter table public.decisions
  alter column message_id drop not null,
  add column event text not null default 'message-received',
  add column minutes int,
  -- The message opened the conversation: both events were decided.
  add column opened boolean not null default false,
  add column at_seq bigint,
  add column cause jsonb not null default '[]',
  add column event_id bigint,
  add constraint decisions_once unique (event_id);

alter table public.workflow_triggers enable row level security;
alter table public.events enable row level security;
alter table public.timers enable row level security;
alter table public.presences enable row level security;
grant select on public.presences to authenticated;
grant select on public.workflow_triggers to faladesk_core;
grant select, insert, update, delete on public.events, public.timers, public.presences to faladesk_core;
create policy "members see who of their organization is at work" on public.presences for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));
do $$
declare t text;
begin
  foreach t in array array['workflow_triggers', 'events', 'timers', 'presences'] loop
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;

-- Lists what a workflow's rules wait for, in the version in force and the one on trial (workflows.candidate, where there is
-- one). A document of unknown make must not keep a publish from happening: what makes no sense is left out.
create function private.list_triggers() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.workflow_triggers where workflow_id = new.id;
  insert into public.workflow_triggers (organization_id, workflow_id, event, minutes)
  select new.organization_id, new.id, t.event, case when t.event in ('customer-silent', 'agent-silent') then t.minutes::int else 0 end
  from public.workflow_versions v,
    json_array_elements(case when json_typeof(v.document -> 'rules') = 'array' then v.document -> 'rules' else '[]' end) as rule,
    lateral (select rule -> 'on' ->> 'event' as event, rule -> 'on' ->> 'minutes' as minutes) t
  where v.workflow_id = new.id
    and v.version in (new.published_version, (to_jsonb(new) -> 'candidate' ->> 'version')::int)
    and rule ->> 'enabled' is distinct from 'false' and t.event is not null
    and (t.event not in ('customer-silent', 'agent-silent') or t.minutes ~ '^[1-9][0-9]{0,4}$')
  on conflict do nothing;
  return null;
end $$;
-- Saving a draft counts its revision up and changes nothing that is in force.
create trigger workflows_triggers_listed after update on public.workflows
  for each row when (old.published_version is distinct from new.published_version or old.draft_revision = new.draft_revision)
  execute function private.list_triggers();
create trigger workflows_triggers_begun after insert on public.workflows
  for each row execute function private.list_triggers();

-- Adds an event to decide and wakes its conversation, if a rule waits for it; answers its id, or null. p_cause names the rules
-- that led to it; where it is null, the rule that acts in this transaction (faladesk.cause) did.
create function private.add_event(p_conversation uuid, p_event text, p_minutes int default null, p_cause jsonb default null)
returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_organization uuid;
  v_seq bigint;
  v_id bigint;
begin
  perform from public.conversations c join public.workflow_triggers t on t.organization_id = c.organization_id and t.event = p_event
    and t.minutes = case when p_event in ('customer-silent', 'agent-silent') then p_minutes else 0 end
  where c.id = p_conversation;
  if not found then
    return null;
  end if;
  -- Conversation before wake-up, as everywhere: nobody waits in a circle.
  select c.organization_id, c.last_seq into v_organization, v_seq from public.conversations c
  where c.id = p_conversation for no key update;
  insert into public.events (organization_id, conversation_id, event, minutes, at_seq, cause)
  values (v_organization, p_conversation, p_event, p_minutes, v_seq,
    coalesce(p_cause, nullif(current_setting('faladesk.cause', true), '')::jsonb, '[]'))
  returning id into v_id;
  insert into public.work as w (conversation_id, organization_id) values (p_conversation, v_organization)
  on conflict (conversation_id) do update set gen = w.gen + 1, due = least(w.due, now());
  return v_id;
end $$;

-- A change of a conversation that rules may wait for. Incoming messages name none of these columns, so they never come here.
create function private.note_change() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status is distinct from old.status then
    if old.status = 'resolved' then
      update public.conversations set reopened_at = now() where id = new.id and organization_id = new.organization_id;
    end if;
    perform private.add_event(new.id, 'status-changed');
  end if;
  if (new.assignee_id, new.team_id) is distinct from (old.assignee_id, old.team_id)
    and (new.assignee_id is not null or new.team_id is not null) then
    perform private.add_event(new.id, 'assigned');
  end if;
  if new.csat is distinct from old.csat and new.csat is not null then
    perform private.add_event(new.id, 'csat-answered');
  end if;
  return null;
end $$;
create trigger conversations_changed after update of status, assignee_id, team_id, csat on public.conversations
  for each row when ((old.status, old.assignee_id, old.team_id, old.csat) is distinct from (new.status, new.assignee_id, new.team_id, new.csat))
  execute function private.note_change();

-- A message of ours did not arrive. What a rule said was caused by that rule.
create function private.note_failure() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.add_event(new.conversation_id, 'delivery-failed', null, coalesce((
    select d.cause || coalesce((select jsonb_build_array(a -> 'rule') from jsonb_array_elements(d.actions) with ordinality x (a, n)
      where a ? 'rule' order by (a ->> 'message' = new.id::text) desc nulls last, n desc limit 1), '[]')
    from public.decisions d where d.id = new.decision_id and d.organization_id = new.organization_id), '[]'));
  return null;
end $$;
create trigger messages_failed after update of status on public.messages
  for each row when (new.status = 'failed' and old.status is distinct from 'failed') execute function private.note_failure();

-- The number of a wait: since when, in µs.
create function private.wait_of(p_since timestamptz) returns bigint
language sql immutable set search_path = '' as $$ select (extract(epoch from p_since) * 1000000)::bigint $$;

-- Begins to count our silence, from when the customer began to wait; a wait that is counted already goes on.
create function private.begin_wait(p_conversation uuid) returns void
language sql volatile set search_path = '' as $$
  insert into public.timers (organization_id, conversation_id, event, minutes, generation, due)
  select c.organization_id, c.id, t.event, t.minutes, private.wait_of(c.waiting_since), c.waiting_since + make_interval(mins => t.minutes)
  from public.conversations c
  join public.workflow_triggers t on t.organization_id = c.organization_id and t.event = 'agent-silent'
  where c.id = p_conversation and c.waiting_since is not null and c.status <> 'resolved'
  on conflict (conversation_id, event, minutes) do update set generation = excluded.generation, due = excluded.due
    where timers.generation <> excluded.generation
$$;

-- Whether a silence still lasts: nobody of the other side spoke, and the conversation is not over. A message of an agent begins
-- the customer's silence anew.
create function private.still_silent(p_conversation uuid, p_event text, p_generation bigint) returns boolean
language sql stable set search_path = '' as $$
  select c.status <> 'resolved' and case p_event
    when 'agent-silent' then c.waiting_since is not null and private.wait_of(c.waiting_since) = p_generation
    else not exists (select from public.messages m where m.conversation_id = c.id and m.organization_id = c.organization_id
      and m.seq > p_generation and m.author_kind in ('contact', 'agent') and m.direction <> 'note') end
  from public.conversations c where c.id = p_conversation
$$;

-- Makes events of the silences whose time has come, each once whoever looks; answers how many. Those that are over make none.
create function private.fire_timers() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count int;
begin
  with due as (
    select t.conversation_id, t.event, t.minutes from public.timers t where t.due <= now() order by t.due limit 500 for update skip locked
  ), ended as (
    update public.timers t set due = null from due
    where t.conversation_id = due.conversation_id and t.event = due.event and t.minutes = due.minutes
    returning t.organization_id, t.conversation_id, t.event, t.minutes, t.generation
  ), happened as (
    insert into public.events (organization_id, conversation_id, event, minutes, at_seq, generation)
    select e.organization_id, e.conversation_id, e.event, e.minutes, c.last_seq, e.generation
    from ended e join public.conversations c on c.id = e.conversation_id and c.organization_id = e.organization_id
    where private.still_silent(e.conversation_id, e.event, e.generation) and exists (
      select from public.workflow_triggers t where t.organization_id = e.organization_id and t.event = e.event and t.minutes = e.minutes)
    order by e.conversation_id, e.minutes
    returning events.organization_id, events.conversation_id
  ), woken as (
    insert into public.work as w (conversation_id, organization_id)
    select distinct h.conversation_id, h.organization_id from happened h order by 1
    on conflict (conversation_id) do update set gen = w.gen + 1, due = least(w.due, now())
  )
  select count(*) into v_count from happened;
  return v_count;
end $$;

-- An automatic answer that did not arrive leaves the customer waiting for a human.
create or replace function private.wait_for_human(p_conversation uuid) returns void
language sql volatile set search_path = '' as $$
  update public.conversations set waiting_since = coalesce(waiting_since, now()) where id = p_conversation;
  select private.begin_wait(p_conversation)
$$;

-- Wakes conversations that hold something undecided and no wake-up: there should be none, so the count is an alarm.
create or replace function private.wake_forgotten(p_back interval) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_messages int;
  v_events int;
begin
  insert into public.work (conversation_id, organization_id)
  -- Every index on what each message changes costs each message: this look, once a minute, goes through the open ones by organization.
  select c.id, c.organization_id from public.organizations o
  join public.conversations c on c.organization_id = o.id and c.status <> 'resolved' and c.last_message_at > now() - p_back
  where c.last_inbound_at between now() - p_back and now() - interval '5 seconds'
    and exists (select from public.messages m where m.conversation_id = c.id and m.direction = 'in' and m.seq > c.decided_seq)
    and not exists (select from public.work w where w.conversation_id = c.id)
  on conflict (conversation_id) do nothing;
  get diagnostics v_messages = row_count;
  insert into public.work (conversation_id, organization_id)
  select distinct e.conversation_id, e.organization_id from public.events e
  where e.created_at < now() - interval '5 seconds' and not exists (select from public.work w where w.conversation_id = e.conversation_id)
  on conflict (conversation_id) do nothing;
  get diagnostics v_events = row_count;
  return v_messages + v_events;
end $$;

revoke execute on function private.list_triggers(), private.add_event(uuid, text, int, jsonb), private.note_change(), private.note_failure(),
  private.begin_wait(uuid), private.wait_of(timestamptz), private.still_silent(uuid, text, bigint), private.fire_timers() from public;
grant execute on function private.add_event(uuid, text, int, jsonb), private.begin_wait(uuid), private.wait_of(timestamptz),
  private.still_silent(uuid, text, bigint), private.fire_timers() to faladesk_core;
