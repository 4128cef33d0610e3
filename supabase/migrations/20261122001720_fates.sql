-- What became of what we sent, told later: receipts, bounces, and receipts that come before we know the provider's id.

-- Receipts for ids we do not know yet: the provider was faster than the answer to our own request. Gone after a day, or sooner
-- where there are many.
create table public.early_receipts (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  inbox_id uuid not null,
  external_id text not null,
  event jsonb not null,
  received_at timestamptz not null default now(),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index early_receipts_external_idx on public.early_receipts (organization_id, inbox_id, external_id);
create index early_receipts_age_idx on public.early_receipts (received_at);
alter table public.early_receipts enable row level security;
grant select, insert, update, delete on public.early_receipts to faladesk_core;
create policy "core works on its organization's early_receipts" on public.early_receipts for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- The part of ours an event speaks of, locked: by the id we gave it, else by the provider's. Null where it is none of ours.
create function private.part_of(p_inbox uuid, p_event jsonb) returns public.outbox
language plpgsql volatile set search_path = '' as $$
declare
  v public.outbox;
begin
  if pg_input_is_valid(p_event ->> 'ourMessageId', 'uuid') then
    select * into v from public.outbox where id = (p_event ->> 'ourMessageId')::uuid and inbox_id = p_inbox for update;
  end if;
  if v.id is null and p_event ->> 'messageExternalId' is not null then
    select * into v from public.outbox where external_ids @> array[p_event ->> 'messageExternalId'] and inbox_id = p_inbox for update;
  end if;
  return v;
end $$;

-- A provider's word on something we sent; answers its conversation, or null where we know of no such message. Receipts
-- only move forward (queued < sent < delivered < read), except that a delivery reported after a failure is believed.
-- A part whose outcome was unknown is settled by it. What an agent wrote in another program has receipts of its own; an id that
-- nobody knows is kept for a day, as its send may not have ended yet.
create or replace function private.apply_receipt(p_inbox uuid, p_event jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  v public.outbox := private.part_of(p_inbox, p_event);
  v_external text := p_event ->> 'messageExternalId';
  v_new text := case p_event ->> 'status' when 'played' then 'read' else p_event ->> 'status' end;
  v_order constant text[] := '{queued,sent,delivered,read}';
  v_takes boolean;
  v_conversation uuid;
begin
  if v_new is null then
    return v.conversation_id;
  end if;
  if v.id is null then
    if v_external is null then
      return null;
    end if;
    update public.messages m set
      status = case when array_position(v_order, v_new) > array_position(v_order, m.status::text)
        or v_new = 'failed' and m.status = 'sent' then v_new else m.status end,
      error = case when v_new = 'failed' and m.status = 'sent' then p_event -> 'error' else m.error end
    where m.inbox_id = p_inbox and m.external_id = v_external and m.direction = 'out'
    returning m.conversation_id into v_conversation;
    if v_conversation is null and p_event ->> 'ourMessageId' is null then
      perform private.keep_early(p_inbox, v_external, p_event);
    end if;
    return v_conversation;
  end if;
  v_takes := case
    when v.receipt is null then true
    when v_new = 'failed' then v.receipt not in ('delivered', 'read', 'failed')
    when v.receipt = 'failed' then v_new in ('delivered', 'read')
    else array_position(v_order, v_new) > array_position(v_order, v.receipt) end;
  update public.outbox set
    receipt = case when v_takes then v_new else receipt end,
    error = case when v_takes then case when v_new = 'failed' then p_event -> 'error' end else error end,
    state = case when state in ('queued', 'sending', 'unknown') then 'sent'
                 when v_takes and state = 'failed' and v_new <> 'failed' then 'sent' else state end,
    external_ids = case when v_external is null or external_ids @> array[v_external] then external_ids else external_ids || v_external end
  where id = v.id;
  if v_takes and v_new in ('delivered', 'read', 'failed') then
    update public.messages m set flags = m.flags - 'delayed' where m.id = v.message_id and m.flags ? 'delayed';
  end if;
  perform private.settle_message(v.message_id);
  -- An automatic answer that did not arrive leaves the customer waiting for a human.
  if v_takes and v_new = 'failed' and v.automatic then
    perform private.wait_for_human(v.conversation_id);
  end if;
  if p_event -> 'pricing' is not null then
    perform private.keep_price(v.id, v_external, p_event -> 'pricing');
  end if;
  return v.conversation_id;
end $$;

-- A mail of ours came back: for now (the message says that it is late) or for good (it failed, as a send does). Believed after
-- a receipt too, unless it was read. One that is about no mail of ours changes nothing: anybody can write a bounce.
create function private.apply_bounce(p_inbox uuid, p_event jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  v public.outbox := private.part_of(p_inbox, p_event);
  v_error jsonb := coalesce(p_event -> 'error', '{}');
begin
  if v.id is null or v.receipt = 'read' or v.state = 'failed' or v.receipt = 'failed' then
    return v.conversation_id;
  end if;
  if p_event ->> 'status' = 'delayed' then
    update public.messages m set flags = m.flags || '{"delayed": true}', error = v_error
    where m.id = v.message_id and m.status not in ('delivered', 'read', 'failed', 'discarded');
    return v.conversation_id;
  end if;
  -- Whom the report names is the one whose address is shut (private.note_refusal), if it is one of those we wrote to.
  perform set_config('faladesk.bounced', coalesce((p_event -> 'recipient')::text, ''), true);
  update public.outbox set receipt = 'failed', state = 'failed', error = v_error where id = v.id returning * into v;
  perform set_config('faladesk.bounced', '', true);
  update public.messages m set flags = m.flags - 'delayed' where m.id = v.message_id and m.flags ? 'delayed';
  perform private.settle_message(v.message_id);
  insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
  values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(v_error ->> 'message', 'it came back'),
    jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', v_error ->> 'class', 'code', v_error ->> 'code',
      'attempts', v.attempts));
  if v.automatic then
    perform private.wait_for_human(v.conversation_id);
  end if;
  return v.conversation_id;
end $$;

-- Keeps what is said of an id nobody knows: our own request may still be under way. Another system that sends through the same
-- number is told of here too, so it is only kept while it is news, and of an inbox no more than the last thousand.
create function private.keep_early(p_inbox uuid, p_external text, p_event jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_organization uuid;
begin
  if (p_event ->> 'occurredAt')::timestamptz < now() - interval '1 hour' then
    return;
  end if;
  insert into public.early_receipts (organization_id, inbox_id, external_id, event)
  select i.organization_id, i.id, p_external, p_event from public.inboxes i where i.id = p_inbox
  returning organization_id into v_organization;
  if (select count(*) > 1000 from (select from public.early_receipts e
    where e.organization_id = v_organization and e.inbox_id = p_inbox limit 1001) x)
  then
    -- A few more than one, so that this is not done again with the next.
    delete from public.early_receipts where id in (select e.id from public.early_receipts e
      where e.organization_id = v_organization and e.inbox_id = p_inbox order by e.id limit 100);
  end if;
end $$;

-- Applies what was said of an id before we knew it.
create function private.apply_early(p_organization uuid, p_inbox uuid, p_external text) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_event jsonb;
begin
  for v_event in
    with taken as (
      delete from public.early_receipts e
      where e.organization_id = p_organization and e.inbox_id = p_inbox and e.external_id = p_external
      returning e.id, e.event
    )
    select t.event from taken t order by t.id
  loop
    perform private.apply_receipt(p_inbox, v_event);
  end loop;
end $$;

-- The same lock as private.ingest takes for a receipt: of two that meet here, the second sees what the first did.
create function private.learn_early() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_external text;
begin
  foreach v_external in array new.external_ids loop
    continue when v_external = any (old.external_ids);
    perform pg_advisory_xact_lock(hashtextextended('sent ' || v_external, 0));
    perform private.apply_early(new.organization_id, new.inbox_id, v_external);
  end loop;
  return null;
end $$;
create trigger outbox_named after update of external_ids on public.outbox
  for each row when (new.external_ids <> old.external_ids) execute function private.learn_early();

-- Whether a silence still lasts: nobody of the other side spoke, and the conversation is not over. A message of an agent begins
-- the customer's silence anew; a machine that answers for the customer does not end it.
create or replace function private.still_silent(p_conversation uuid, p_event text, p_generation bigint) returns boolean
language sql stable set search_path = '' as $$
  select c.status <> 'resolved' and case p_event
    when 'agent-silent' then c.waiting_since is not null and private.wait_of(c.waiting_since) = p_generation
    else not exists (select from public.messages m where m.conversation_id = c.id and m.organization_id = c.organization_id
      and m.seq > p_generation and m.author_kind in ('contact', 'agent') and m.direction <> 'note'
      and not (m.flags @> '{"auto": true}' or m.flags @> '{"bulk": true}')) end
  from public.conversations c where c.id = p_conversation
$$;

-- The one query of an idle worker: frees what dead workers held, then says what is due and how many workers live.
-- A lease begun after this transaction cannot belong to a worker that was missing from the list of locks, hence the bound.
create or replace function private.tick()
returns table (work boolean, turns boolean, outbox boolean, unknown boolean, media boolean, workers int, taken int)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_live constant bigint[] := private.live_workers();
  v_taken int := 0;
  v_some int;
  v_part public.outbox;
begin
  -- Receipts nobody ever knew the id of.
  delete from public.early_receipts e where e.received_at < now() - interval '1 day';
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

revoke execute on function private.part_of(uuid, jsonb), private.apply_bounce(uuid, jsonb), private.keep_early(uuid, text, jsonb),
  private.apply_early(uuid, uuid, text), private.learn_early() from public;
