-- The one statement a webhook needs.

-- Stores a verified webhook and everything in it, once. p_events is what the plugin's parse returned, p_refused why it
-- could not. Answers a row for each new thing: message, status, change or dead; nothing for a delivery that was known.
create function private.ingest(
  p_inbox uuid, p_key text, p_hook text, p_headers jsonb, p_body bytea, p_events jsonb, p_refused text default null)
returns table (kind text, organization_id uuid, conversation_id uuid, message_id uuid, seq bigint)
language plpgsql security definer set search_path = '' as $$
declare
  v_delivery uuid;
  v_event jsonb;
  v_type text;
  v_new private.ingested;
begin
  insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body)
  select i.organization_id, i.id, p_key, p_hook, p_headers, p_body from public.inboxes i where i.id = p_inbox
  on conflict on constraint deliveries_once do nothing
  returning d.id, d.organization_id into v_delivery, organization_id;
  if v_delivery is null then
    return;
  end if;
  if p_refused is not null then
    insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason)
    values (organization_id, 'webhook', p_inbox, v_delivery, p_refused);
    kind := 'dead';
    return next;
    return;
  end if;
  -- One customer at a time, several always locked in the same order: an album of ten parallel requests makes one
  -- conversation, and two deliveries about the same messages never wait for each other in a circle.
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', organization_id, i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_events) as e,
      jsonb_array_elements(case
        when e ->> 'type' = 'status' then jsonb_build_array(jsonb_build_object('kind', 'sent', 'value', coalesce(e ->> 'ourMessageId', e ->> 'messageExternalId')))
        when e ->> 'direction' = 'echo' then coalesce(e -> 'to', '[]')
        else coalesce(e -> 'from' -> 'identities', '[]') end) as i
    order by h) locks;
  for n in 0 .. jsonb_array_length(p_events) - 1 loop
    v_event := p_events -> n;
    v_type := v_event ->> 'type';
    conversation_id := null;
    message_id := null;
    seq := null;
    if v_type in ('message', 'unsupported')
      and jsonb_array_length(coalesce(case when v_event ->> 'direction' = 'echo' then v_event -> 'to' else v_event -> 'from' -> 'identities' end, '[]')) > 0
    then
      v_new := private.ingest_message(organization_id, p_inbox, v_event);
      continue when v_new.message is null;
      kind := 'message';
      conversation_id := v_new.conversation;
      message_id := v_new.message;
      seq := v_new.seq;
    elsif v_type = 'status' then
      kind := 'status';
      conversation_id := private.apply_receipt(p_inbox, v_event);
    elsif v_type in ('reaction', 'edit', 'delete') then
      kind := 'change';
      select c.conversation, c.message into conversation_id, message_id from private.apply_change(p_inbox, v_event) c;
    else
      kind := 'dead';
      insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason, detail)
      values (organization_id, 'webhook', p_inbox, v_delivery,
        case when v_type = 'message' then 'the message names no sender' else 'event type not handled: ' || coalesce(v_type, '?') end, v_event);
    end if;
    return next;
  end loop;
end $$;

revoke execute on function private.next_protocol(uuid), private.contact_of(uuid, jsonb, text), private.conversation_of(uuid, uuid, uuid),
  private.text_of(jsonb), private.preview_of(text, jsonb), private.ingest_message(uuid, uuid, jsonb),
  private.ingest(uuid, text, text, jsonb, bytea, jsonb, text) from public;
grant execute on function private.ingest(uuid, text, text, jsonb, bytea, jsonb, text), private.next_protocol(uuid),
  private.preview_of(text, jsonb), private.text_of(jsonb) to faladesk_core;
