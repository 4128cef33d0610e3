-- What providers say later of messages already stored: receipts of what we sent, edits, deletions and reactions.

-- What a message's parts say of it together: failed or uncertain if any part is, else as far as the slowest part got.
create function private.settle_message(p_message uuid) returns void
language plpgsql set search_path = '' as $$
declare
  v_status text;
  v_error jsonb;
begin
  -- Locked before the parts are read: of two parts settled at once, the second sees what the first did.
  perform from public.messages where id = p_message for no key update;
  select case
      when bool_or(state = 'failed' or receipt = 'failed') then 'failed'
      when bool_or(state = 'unknown') then 'unknown'
      when bool_or(state = 'discarded') then 'discarded'
      when bool_or(state = 'queued') then 'queued'
      when bool_or(state = 'sending') then 'sending'
      when bool_and(coalesce(receipt, '') = 'read') then 'read'
      when bool_and(coalesce(receipt, '') in ('delivered', 'read')) then 'delivered'
      else 'sent' end,
    (array_agg(error order by position) filter (where error is not null))[1]
  into v_status, v_error from public.outbox where message_id = p_message having count(*) > 0;
  if v_status is null then
    return;
  end if;
  update public.messages set status = v_status, error = case when v_status in ('failed', 'unknown') then v_error end
  where id = p_message and (status, error) is distinct from (v_status, case when v_status in ('failed', 'unknown') then v_error end);
end $$;

-- A provider's word on something we sent; answers its conversation, or null where we know of no such message. Receipts
-- only move forward (queued < sent < delivered < read), except that a delivery reported after a failure is believed.
-- A part whose outcome was unknown is settled by it.
create function private.apply_receipt(p_inbox uuid, p_event jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  v public.outbox;
  v_ours text := p_event ->> 'ourMessageId';
  v_external text := p_event ->> 'messageExternalId';
  v_new text := case p_event ->> 'status' when 'played' then 'read' else p_event ->> 'status' end;
  v_order constant text[] := '{queued,sent,delivered,read}';
  v_takes boolean;
begin
  if pg_input_is_valid(v_ours, 'uuid') then
    select * into v from public.outbox where id = v_ours::uuid and inbox_id = p_inbox for update;
  end if;
  if v.id is null and v_external is not null then
    select * into v from public.outbox where external_ids @> array[v_external] and inbox_id = p_inbox for update;
  end if;
  if v.id is null or v_new is null then
    return v.conversation_id;
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
  perform private.settle_message(v.message_id);
  return v.conversation_id;
end $$;

-- The customer changed a message of theirs, took it back, or reacted to one of either side. What was said first stays in
-- deliveries; `flags` says what became of it: {"edited":true}, {"deleted":true}, {"reactions":{"address":"👍"}}.
create function private.apply_change(p_inbox uuid, p_event jsonb, out conversation uuid, out message uuid)
language plpgsql set search_path = '' as $$
declare
  v_target text := p_event ->> 'target';
  v_from text := coalesce(p_event -> 'from' -> 'identities' -> 0 ->> 'value', '?');
begin
  select m.conversation_id, m.id into conversation, message from public.messages m
  where m.inbox_id = p_inbox and m.external_id = v_target;
  if message is null then
    select o.conversation_id, o.message_id into conversation, message from public.outbox o
    where o.inbox_id = p_inbox and o.external_ids @> array[v_target];
  end if;
  update public.messages m set
    text = case when p_event ->> 'type' = 'edit' then private.text_of(p_event -> 'content') else m.text end,
    content = case when p_event ->> 'type' = 'edit' then p_event -> 'content' else m.content end,
    flags = m.flags || case p_event ->> 'type'
      when 'edit' then jsonb_build_object('edited', true)
      when 'delete' then jsonb_build_object('deleted', true)
      else jsonb_build_object('reactions',
        jsonb_strip_nulls(coalesce(m.flags -> 'reactions', '{}') || jsonb_build_object(v_from, p_event -> 'emoji'))) end
  where m.id = message;
end $$;

revoke execute on function private.settle_message(uuid), private.apply_receipt(uuid, jsonb), private.apply_change(uuid, jsonb) from public;
grant execute on function private.settle_message(uuid) to faladesk_core;
