-- How the workers take work and give it back. A worker is a number held as a session advisory lock (77, number):
-- when its process dies the lock is gone at once, and what it had leased is free for the others.

alter table public.outbox add column reconciles int not null default 0;
create index outbox_unknown_idx on public.outbox (due) where state = 'unknown';

-- Long enough for anything a worker does; the advisory lock tells of its death long before.
create function private.lease_time() returns interval language sql immutable set search_path = '' as $$ select interval '60 seconds' $$;

create function private.live_workers() returns bigint[]
language sql volatile set search_path = '' as $$
  select coalesce(array_agg(l.objid::bigint), '{}') from pg_catalog.pg_locks l
  where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
    and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
$$;

-- An inbox as core works with it, found by the key in its webhook's path or by its id.
create function private.inbox_of(p_key text, p_id uuid)
returns table (id uuid, organization_id uuid, channel text, name text, key text, settings jsonb, enabled boolean, simulated boolean,
  revision int, sealed text)
language sql stable security definer set search_path = '' as $$
  select i.id, i.organization_id, i.channel, i.name, i.key, i.settings, i.enabled, i.simulated, i.revision, s.sealed
  from public.inboxes i left join public.inbox_secrets s on s.inbox_id = i.id
  where i.deleted_at is null and (i.key = p_key or i.id = p_id)
$$;

-- The workflows in force for an organization, in the order they are asked.
create function private.published_workflows(p_organization uuid)
returns table (id uuid, version int, document json)
language sql stable security definer set search_path = '' as $$
  select w.id, v.version, v.document
  from public.workflows w join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
  where w.organization_id = p_organization
  order by w.position, w.created_at, w.id
$$;

-- Conversations to decide, oldest wake-up first.
create function private.claim_work(p_worker int, p_limit int)
returns table (conversation_id uuid, organization_id uuid, gen bigint, lease_token uuid, attempts int)
language sql volatile security definer set search_path = '' as $$
  update public.work w
  set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + private.lease_time()
  from (select c.conversation_id from public.work c where c.lease_by is null and c.due <= now()
    order by c.due limit p_limit for update skip locked) due
  where w.conversation_id = due.conversation_id
  returning w.conversation_id, w.organization_id, w.gen, w.lease_token, w.attempts
$$;

-- Turns the AI should take now.
create function private.claim_turns(p_worker int, p_limit int)
returns table (conversation_id uuid, organization_id uuid, gen bigint, lease_token uuid, attempts int, instructions text, decision_id uuid)
language sql volatile security definer set search_path = '' as $$
  update public.ai_turns t
  set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + private.lease_time()
  from (select c.conversation_id from public.ai_turns c where c.lease_by is null and c.due <= now()
    order by c.due limit p_limit for update skip locked) due
  where t.conversation_id = due.conversation_id
  returning t.conversation_id, t.organization_id, t.gen, t.lease_token, t.attempts, t.instructions, t.decision_id
$$;

-- Parts to send: `sending` is committed before the request goes out. Never a part while an earlier one of its conversation
-- is unsettled; an automatic one is discarded here if a human took the conversation after it was decided.
create function private.claim_outbox(p_worker int, p_limit int)
returns table (id uuid, organization_id uuid, conversation_id uuid, message_id uuid, inbox_id uuid, content jsonb, recipients jsonb,
  reply_to text, attempts int, automatic boolean, asked_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v public.outbox;
begin
  for v in
    update public.outbox o set
      state = case when o.automatic and c.taken_over_at > o.created_at then 'discarded' else 'sending' end,
      attempts = o.attempts + 1, lease_by = p_worker, sending_at = now()
    from public.conversations c, (
      select q.id from public.outbox q
      where q.state = 'queued' and q.due <= now() and not exists (
        select from public.outbox e where e.conversation_id = q.conversation_id and e.state in ('queued', 'sending')
          and (e.seq, e.position) < (q.seq, q.position))
      order by q.due limit p_limit for update skip locked) due
    where o.id = due.id and c.id = o.conversation_id
    returning o.*
  loop
    if v.state = 'discarded' then
      perform private.settle_message(v.message_id);
    else
      return query select v.id, v.organization_id, v.conversation_id, v.message_id, v.inbox_id, v.content, v.recipients,
        v.reply_to, v.attempts, v.automatic,
        -- When the message came in that a rule answers with this one.
        (select i.created_at from public.messages m join public.decisions d on d.id = m.decision_id
          join public.messages i on i.id = d.message_id where m.id = v.message_id and m.author_kind = 'rule');
    end if;
  end loop;
end $$;

create function private.wait_for_human(p_conversation uuid) returns void
language sql volatile set search_path = '' as $$
  update public.conversations set waiting_since = coalesce(waiting_since, now()) where id = p_conversation
$$;

-- How a send ended: sent, failed, unknown, or queued again in p_delay_ms. Only the attempt that asked may say so, and good
-- news is believed however late it comes. Answers false where the part was settled otherwise meanwhile. A failure is kept as
-- a dead letter; where an automatic answer did not, or may not, reach the customer, a human is waited for.
create function private.settle_outbox(
  p_id uuid, p_attempt int, p_state text, p_external text[], p_receipt text, p_error jsonb, p_delay_ms int)
returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v public.outbox;
begin
  update public.outbox set
    state = case when state in ('sending', 'unknown', 'queued') then p_state else state end,
    external_ids = array(select distinct e from unnest(external_ids || coalesce(p_external, '{}')) e),
    receipt = coalesce(receipt, p_receipt),
    error = case when state in ('sending', 'unknown', 'queued') then p_error else error end,
    due = now() + make_interval(secs => coalesce(p_delay_ms, 0) / 1000.0),
    lease_by = null
  where id = p_id and attempts = p_attempt and (state = 'sending' or p_state = 'sent')
  returning * into v;
  if v.id is null then
    return false;
  end if;
  perform private.settle_message(v.message_id);
  if p_state = 'failed' then
    insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
    values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(p_error ->> 'message', 'not sent'),
      jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', p_error ->> 'class', 'code', p_error ->> 'code',
        'attempts', v.attempts));
  end if;
  if v.automatic and p_state in ('failed', 'unknown') then
    perform private.wait_for_human(v.conversation_id);
  end if;
  return true;
end $$;

-- Sends whose outcome is unknown and that should be looked up at the provider: after 2, 15 and 60 seconds.
create function private.claim_unknown(p_limit int)
returns table (id uuid, organization_id uuid, conversation_id uuid, message_id uuid, inbox_id uuid, content jsonb, recipients jsonb,
  reply_to text, attempts int, automatic boolean, sending_at timestamptz, reconciles int)
language sql volatile security definer set search_path = '' as $$
  update public.outbox o
  set reconciles = o.reconciles + 1,
    due = case o.reconciles when 0 then now() + interval '15 seconds' when 1 then now() + interval '60 seconds' else 'infinity' end
  from (select q.id from public.outbox q where q.state = 'unknown' and q.due <= now()
    order by q.due limit p_limit for update skip locked) due
  where o.id = due.id
  returning o.id, o.organization_id, o.conversation_id, o.message_id, o.inbox_id, o.content, o.recipients, o.reply_to, o.attempts,
    o.automatic, o.sending_at, o.reconciles
$$;

-- The provider was asked three times and knows nothing of the send: it goes out once more, unless something of the
-- conversation was sent after it (then its place is gone and an agent decides).
create function private.requeue_unknown(p_id uuid, p_attempt int) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_message uuid;
begin
  update public.outbox o set state = 'queued', due = now(), error = null
  where o.id = p_id and o.attempts = p_attempt and o.state = 'unknown' and o.attempts < 3 and not exists (
    select from public.outbox l where l.conversation_id = o.conversation_id and l.state <> 'discarded'
      and (l.seq, l.position) > (o.seq, o.position))
  returning o.message_id into v_message;
  if v_message is null then
    return false;
  end if;
  perform private.settle_message(v_message);
  return true;
end $$;

-- What a web visitor's browser says it has shown or the person has read, up to a message.
create function private.receipts_up_to(p_inbox uuid, p_conversation uuid, p_seq bigint, p_status text) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
  v_count int := 0;
begin
  for v_id in select o.id from public.outbox o
    where o.inbox_id = p_inbox and o.conversation_id = p_conversation and o.seq <= p_seq and o.state in ('sending', 'sent', 'unknown')
      and (o.receipt is null or o.receipt in ('queued', 'sent') or (p_status = 'read' and o.receipt = 'delivered'))
    order by o.seq, o.position
  loop
    perform private.apply_receipt(p_inbox, jsonb_build_object('ourMessageId', v_id, 'status', p_status));
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Files to fetch from providers. A claim is a due time two minutes ahead: a worker that dies leaves it to the next.
create function private.claim_media(p_limit int)
returns table (id uuid, organization_id uuid, conversation_id uuid, message_id uuid, inbox_id uuid, mime text, name text, source jsonb, attempts int)
language sql volatile security definer set search_path = '' as $$
  update public.attachments a set attempts = a.attempts + 1, due = now() + interval '2 minutes'
  from public.messages m, (select q.id from public.attachments q where q.status = 'pending' and q.due <= now()
    order by q.due limit p_limit for update skip locked) due
  where a.id = due.id and m.id = a.message_id
  returning a.id, a.organization_id, m.conversation_id, a.message_id, m.inbox_id, a.mime, a.name, a.source, a.attempts
$$;

-- Wakes conversations that hold an undecided message and no wake-up: there should be none, so the count is an alarm.
create function private.wake_forgotten(p_back interval) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count int;
begin
  insert into public.work (conversation_id, organization_id)
  -- Every index on what each message changes costs each message: this look, once a minute, goes through the open ones by organization.
  select c.id, c.organization_id from public.organizations o
  join public.conversations c on c.organization_id = o.id and c.status <> 'resolved' and c.last_message_at > now() - p_back
  where c.last_inbound_at between now() - p_back and now() - interval '5 seconds'
    and exists (select from public.messages m where m.conversation_id = c.id and m.direction = 'in' and m.seq > c.decided_seq)
    and not exists (select from public.work w where w.conversation_id = c.id)
  on conflict (conversation_id) do nothing;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- The one query of an idle worker: frees what dead workers held, then says what is due and how many workers live.
-- A lease begun after this transaction cannot belong to a worker that was missing from the list of locks, hence the bound.
create function private.tick()
returns table (work boolean, turns boolean, outbox boolean, unknown boolean, media boolean, workers int, taken int)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_live constant bigint[] := private.live_workers();
  v_taken int := 0;
  v_some int;
  v_part public.outbox;
begin
  update public.work w set lease_by = null, lease_token = null, lease_until = null, due = now(), attempts = w.attempts + 1
  from (select l.conversation_id from public.work l
    where l.lease_by is not null and l.lease_until <= now() + private.lease_time()
      and (l.lease_by <> all (v_live) or l.lease_until < now()) for update skip locked) dead
  where w.conversation_id = dead.conversation_id;
  get diagnostics v_some = row_count;
  v_taken := v_taken + v_some;
  update public.ai_turns t set lease_by = null, lease_token = null, lease_until = null, due = now(), attempts = t.attempts + 1
  from (select l.conversation_id from public.ai_turns l
    where l.lease_by is not null and l.lease_until <= now() + private.lease_time()
      and (l.lease_by <> all (v_live) or l.lease_until < now()) for update skip locked) dead
  where t.conversation_id = dead.conversation_id;
  get diagnostics v_some = row_count;
  v_taken := v_taken + v_some;
  for v_part in
    update public.outbox o set state = 'unknown', lease_by = null, due = now() + interval '2 seconds',
      error = '{"class": "ambiguous", "code": "worker_lost", "message": "The process that was sending it stopped before it knew the outcome."}'
    from (select l.id from public.outbox l
      where l.state = 'sending' and l.sending_at <= now()
        and (l.lease_by is null or l.lease_by <> all (v_live) or l.sending_at < now() - private.lease_time()) for update skip locked) dead
    where o.id = dead.id
    returning o.*
  loop
    perform private.settle_message(v_part.message_id);
    if v_part.automatic then
      perform private.wait_for_human(v_part.conversation_id);
    end if;
    v_taken := v_taken + 1;
  end loop;
  return query select
    exists (select from public.work w where w.lease_by is null and w.due <= now()),
    exists (select from public.ai_turns t where t.lease_by is null and t.due <= now()),
    exists (select from public.outbox o where o.state = 'queued' and o.due <= now()),
    exists (select from public.outbox o where o.state = 'unknown' and o.due <= now()),
    exists (select from public.attachments a where a.status = 'pending' and a.due <= now()),
    cardinality(v_live), v_taken;
end $$;

-- A worker that stops gives back what it has not begun or finished. What it is sending becomes unknown by the tick of another.
create function private.release(p_worker int) returns void
language sql volatile security definer set search_path = '' as $$
  update public.work set lease_by = null, lease_token = null, lease_until = null, due = now() where lease_by = p_worker;
  update public.ai_turns set lease_by = null, lease_token = null, lease_until = null, due = now() where lease_by = p_worker;
$$;

-- The numbers behind /metrics.
create function private.queue_numbers()
returns table (depth bigint, oldest_seconds double precision, queued bigint, sending bigint, unknown bigint)
language sql stable security definer set search_path = '' as $$
  select (select count(*) from public.work),
    coalesce((select extract(epoch from now() - min(w.due)) from public.work w where w.due <= now()), 0)::double precision,
    (select count(*) from public.outbox o where o.state = 'queued'),
    (select count(*) from public.outbox o where o.state = 'sending'),
    (select count(*) from public.outbox o where o.state = 'unknown')
$$;

-- What replicas keep in memory is forgotten when it changes: these tables change by hand, so a NOTIFY each is cheap.
create function private.tell_replicas() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('faladesk', case tg_table_name
    when 'inboxes' then 'inbox:' || (to_jsonb(coalesce(new, old)) ->> 'id')
    when 'inbox_secrets' then 'inbox:' || (to_jsonb(coalesce(new, old)) ->> 'inbox_id')
    else 'workflows:' || (to_jsonb(coalesce(new, old)) ->> 'organization_id') end);
  return null;
end $$;
create trigger inboxes_told_to_replicas after update on public.inboxes
  for each row when ((old.settings, old.enabled, old.simulated, old.revision, old.key, old.name, old.deleted_at)
    is distinct from (new.settings, new.enabled, new.simulated, new.revision, new.key, new.name, new.deleted_at))
  execute function private.tell_replicas();
create trigger inbox_secrets_told_to_replicas after insert or update or delete on public.inbox_secrets
  for each row execute function private.tell_replicas();
create trigger workflows_told_to_replicas after insert or delete on public.workflows
  for each row execute function private.tell_replicas();
create trigger workflows_published_told_to_replicas after update on public.workflows
  for each row when ((old.published_version, old.position) is distinct from (new.published_version, new.position))
  execute function private.tell_replicas();

revoke execute on function private.lease_time(), private.live_workers(), private.inbox_of(text, uuid), private.published_workflows(uuid),
  private.claim_work(int, int), private.claim_turns(int, int), private.claim_outbox(int, int), private.wait_for_human(uuid),
  private.settle_outbox(uuid, int, text, text[], text, jsonb, int), private.claim_unknown(int), private.requeue_unknown(uuid, int),
  private.receipts_up_to(uuid, uuid, bigint, text), private.claim_media(int), private.wake_forgotten(interval), private.tick(),
  private.release(int), private.queue_numbers(), private.tell_replicas() from public;
grant execute on function private.inbox_of(text, uuid), private.published_workflows(uuid),
  private.claim_work(int, int), private.claim_turns(int, int), private.claim_outbox(int, int),
  private.settle_outbox(uuid, int, text, text[], text, jsonb, int), private.claim_unknown(int), private.requeue_unknown(uuid, int),
  private.receipts_up_to(uuid, uuid, bigint, text), private.claim_media(int), private.wake_forgotten(interval), private.tick(),
  private.release(int), private.queue_numbers() to faladesk_core;

-- A worker has decided on a message. Fenced: null where the lease has passed to another worker (the caller rolls back).
-- 0 where nothing is left (the row is gone); else the generation that is to be worked on next, the lease kept.
create function private.settle_work(p_conversation uuid, p_token uuid, p_gen bigint, p_last boolean) returns bigint
language plpgsql volatile set search_path = '' as $$
declare
  v_gen bigint;
begin
  if p_last then
    delete from public.work where conversation_id = p_conversation and lease_token = p_token and gen = p_gen;
    if found then
      return 0;
    end if;
  end if;
  update public.work set attempts = 0, lease_until = now() + private.lease_time()
  where conversation_id = p_conversation and lease_token = p_token
  returning gen into v_gen;
  return v_gen;
end $$;

-- A worker could not decide: it gives the lease back and the conversation comes again in p_delay_ms.
create function private.fail_work(p_conversation uuid, p_token uuid, p_reason text, p_delay_ms int) returns void
language sql volatile security definer set search_path = '' as $$
  update public.work set lease_by = null, lease_token = null, lease_until = null, attempts = attempts + 1, reason = p_reason,
    due = now() + make_interval(secs => p_delay_ms / 1000.0)
  where conversation_id = p_conversation and lease_token = p_token
$$;

-- Tells the people of the organization a transaction works for something at once, on their private topic.
create function private.notify_organization(p_payload jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  select realtime.send(p_payload, 'notify', 'organization:' || private.current_organization(), true)
  where private.current_organization() is not null
$$;

revoke execute on function private.settle_work(uuid, uuid, bigint, boolean), private.fail_work(uuid, uuid, text, int),
  private.notify_organization(jsonb) from public;
grant execute on function private.settle_work(uuid, uuid, bigint, boolean), private.fail_work(uuid, uuid, text, int),
  private.notify_organization(jsonb), private.lease_time() to faladesk_core;

-- A turn of the AI broke down: it begins again in two seconds.
create function private.fail_turn(p_conversation uuid, p_token uuid) returns void
language sql volatile security definer set search_path = '' as $$
  update public.ai_turns set lease_by = null, lease_token = null, lease_until = null, attempts = attempts + 1,
    due = now() + interval '2 seconds'
  where conversation_id = p_conversation and lease_token = p_token
$$;
revoke execute on function private.fail_turn(uuid, uuid) from public;
grant execute on function private.fail_turn(uuid, uuid) to faladesk_core;
