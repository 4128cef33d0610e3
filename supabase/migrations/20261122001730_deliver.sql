-- The one statement a webhook needs, now with threads, machines, bounces, consent and what providers say of the inbox.

-- How many messages each delivery brought; those of before share its transaction's time.
alter table public.deliveries add column messages int not null default 0;
update public.deliveries d set messages = m.count from (
  select x.inbox_id, x.created_at, count(*) from public.messages x where x.external_id is not null group by 1, 2) m
where m.inbox_id = d.inbox_id and m.created_at = d.received_at;

-- Stores a verified webhook and everything in it, once. p_events is what the plugin's parse returned, p_refused why it
-- could not. Answers a row for each new thing: message, status, change or dead; nothing for a delivery that was known.
create or replace function private.ingest(
  p_inbox uuid, p_key text, p_hook text, p_headers jsonb, p_body bytea, p_events jsonb, p_refused text default null)
returns table (kind text, organization_id uuid, conversation_id uuid, message_id uuid, seq bigint)
language plpgsql security definer set search_path = '' as $$
declare
  v_delivery uuid;
  v_expected int := 1;
  v_brought int := 0;
  v_event jsonb;
  v_type text;
  v_echo boolean;
  v_identities jsonb;
  v_external text;
  v_content jsonb;
  v_plain boolean;
  v_text text;
  v_preview text;
  v_contact uuid;
  v_identity uuid;
  v_status text;
  v_flags jsonb;
  v_machine boolean;
  v_at timestamptz;
  v_stranger boolean;
  v_print text;
begin
  v_event := p_events -> 0;
  v_identities := v_event -> 'from' -> 'identities';
  v_content := v_event -> 'content';
  -- The webhook there are thousands of: one text of somebody known, in an open conversation. Everything about it is one
  -- statement, because each further one costs more to begin than it does. What it does not find is left to the rest.
  if p_refused is null and jsonb_array_length(p_events) = 1 and v_event ->> 'type' = 'message'
    and v_event ->> 'direction' is distinct from 'echo' and jsonb_array_length(v_identities) = 1
    and jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text'
    -- What names a thread, or was written by a machine, takes the longer way.
    and not v_event ? 'thread' and not coalesce(v_event -> 'flags' ?| '{auto,bulk,spoofRisk}', false)
  then
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', v_identities -> 0 ->> 'kind', v_identities -> 0 ->> 'value'), 0));
    v_text := v_content -> 0 ->> 'text';
    v_preview := case when v_text ~ '\s\s|[\n\r\t]' then private.preview_of(v_text, v_content) else left(v_text, 160) end;
    with delivery as (
      insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body, messages)
      select i.organization_id, i.id, p_key, p_hook, p_headers, p_body, v_expected from public.inboxes i where i.id = p_inbox
      on conflict on constraint deliveries_once do nothing
      returning d.id, d.organization_id
    ), sender as (
      select i.id, i.contact_id from public.identities i
      where i.organization_id = (select d.organization_id from delivery d)
        and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_identities -> 0 ->> 'value' and i.blocked is null
        -- Who has no name yet may have one now: that is for the rest.
        and not (v_event -> 'from' ? 'name' and exists (select from public.contacts k
          where k.id = i.contact_id and k.organization_id = i.organization_id and k.name is null))
        and not exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_event ->> 'externalId')
    ), thread as (
      -- Neither status nor owner is named: naming them costs a look at the announcing trigger each time.
      update public.conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = v_preview,
        last_message_direction = 'in',
        last_inbound_at = now(),
        waiting_since = coalesce(c.waiting_since, now())
      where c.inbox_id = p_inbox and c.contact_id = (select s.contact_id from sender s) and c.status <> 'resolved' and not c.threaded
      returning c.id, c.last_seq, c.organization_id
    ), message as (
      insert into public.messages as m (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content,
        flags, external_id, identity_id, occurred_at)
      select t.organization_id, t.id, p_inbox, t.last_seq, 'in', 'contact', v_text, v_content, coalesce(v_event -> 'flags', '{}'),
        v_event ->> 'externalId', (select s.id from sender s), coalesce((v_event ->> 'occurredAt')::timestamptz, now())
      from thread t
      returning m.id, m.conversation_id, m.organization_id, m.seq
    ), wake_up as (
      insert into public.work as w (conversation_id, organization_id) select m.conversation_id, m.organization_id from message m
      on conflict on constraint work_pkey do update set gen = w.gen + 1, due = least(w.due, now())
    )
    select d.id, d.organization_id, m.conversation_id, m.id, m.seq into v_delivery, organization_id, conversation_id, message_id, seq
    from delivery d left join message m on true;
    if message_id is not null then
      kind := 'message';
      return next;
      return;
    end if;
  else
    -- Known beforehand, nearly always: a row is written once.
    select count(*) into v_expected from jsonb_array_elements(p_events) e where e ->> 'type' in ('message', 'unsupported');
    insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body, messages)
    select i.organization_id, i.id, p_key, p_hook, p_headers, p_body, v_expected from public.inboxes i where i.id = p_inbox
    on conflict on constraint deliveries_once do nothing
    returning d.id, d.organization_id into v_delivery, organization_id;
  end if;
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
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_events) as e,
      jsonb_array_elements(case
        when e ->> 'type' in ('status', 'bounce') then jsonb_build_array(jsonb_build_object('kind', 'sent', 'value', coalesce(e ->> 'ourMessageId', e ->> 'messageExternalId')))
        when e ->> 'type' = 'identity' then coalesce(e -> 'previous', '[]') || coalesce(e -> 'current', '[]')
        when e ->> 'direction' = 'echo' then coalesce(e -> 'to', '[]')
        else coalesce(e -> 'from' -> 'identities', '[]') end) as i
    order by h) locks;
  for n in 0 .. jsonb_array_length(p_events) - 1 loop
    v_event := p_events -> n;
    v_type := v_event ->> 'type';
    v_echo := coalesce(v_event ->> 'direction' = 'echo', false);
    v_identities := case when v_echo then v_event -> 'to' else v_event -> 'from' -> 'identities' end;
    conversation_id := null;
    message_id := null;
    seq := null;
    if v_type in ('message', 'unsupported') and jsonb_array_length(v_identities) > 0 then
      v_external := v_event ->> 'externalId';
      v_flags := coalesce(v_event -> 'flags', '{}');
      v_machine := v_flags @> '{"auto": true}' or v_flags @> '{"bulk": true}';
      v_at := coalesce((v_event ->> 'occurredAt')::timestamptz, now());
      -- Some senders use an id twice: with other words in it it is another message, kept under an id of its own.
      v_print := v_event ->> 'print';
      if v_print is not null then
        v_flags := v_flags || jsonb_build_object('print', v_print);
        if exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external and m.flags ->> 'print' <> v_print) then
          v_external := v_external || '#' || v_print;
        end if;
      end if;
      -- Known already: repeated under another delivery, or an echo of what we sent ourselves.
      continue when exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external)
        or v_echo and exists (select from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[v_external]);
      v_content := coalesce(v_event -> 'content', jsonb_build_array(jsonb_build_object('k', 'unsupported', 'note', v_event ->> 'note')));
      v_plain := jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text';
      v_text := case when v_plain then v_content -> 0 ->> 'text' else private.text_of(v_content) end;
      v_preview := private.preview_of(v_text, v_content);
      -- status and owner are touched only where they change.
      select o.contact, o.identity into v_contact, v_identity
      from private.contact_of(organization_id, v_identities,
        case when not v_echo and not v_flags @> '{"spoofRisk": true}' then nullif(trim(v_event -> 'from' ->> 'name'), '') end) o;
      select t.conversation, t.stranger and not v_echo into conversation_id, v_stranger
      from private.thread_of(organization_id, p_inbox, v_contact, v_event, v_machine) t;
      if v_stranger then
        v_flags := v_flags || '{"stranger": true}';
      end if;
      update public.conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = v_preview,
        last_message_direction = case when v_echo then 'out' else 'in' end,
        last_inbound_at = case when v_echo then c.last_inbound_at else now() end,
        waiting_since = case when v_echo then null when v_machine then c.waiting_since else coalesce(c.waiting_since, now()) end
      where c.id = conversation_id
      returning c.last_seq, c.status into seq, v_status;
      -- Resolved a while ago: it opens again and belongs to the rules. A machine opens nothing.
      if v_status = 'resolved' and not v_machine then
        update public.conversations c set status = 'open', owner = 'rules', resolved_at = null, taken_over_at = null,
          bot_attempts = 0, told_waiting = false, threaded = c.threaded or coalesce(v_event -> 'thread' ? 'replyToExternalIds', false)
        where c.id = conversation_id;
      end if;
      -- A person of ours answered, in another program: as if they had here.
      if v_echo then
        update public.conversations c set owner = 'human', taken_over_at = now(), bot_attempts = 0,
          sla_first_met_at = coalesce(c.sla_first_met_at, now()) where c.id = conversation_id;
        insert into public.timers as t (organization_id, conversation_id, event, minutes, generation, due)
        select w.organization_id, ingest.conversation_id, w.event, w.minutes, ingest.seq, now() + make_interval(mins => w.minutes)
        from public.workflow_triggers w where w.organization_id = ingest.organization_id and w.event = 'customer-silent'
        on conflict on constraint timers_pkey do update set generation = excluded.generation, due = excluded.due;
      end if;
      insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags,
        external_id, identity_id, status, occurred_at)
      values (organization_id, conversation_id, p_inbox, seq,
        case when v_echo then 'out' else 'in' end, case when v_echo then 'agent' else 'contact' end,
        v_text, v_content, v_flags, v_external, v_identity, case when v_echo then 'sent' end, v_at)
      returning id into message_id;
      if not v_plain then
        insert into public.attachments (organization_id, message_id, position, mime, name, size, source)
        select ingest.organization_id, ingest.message_id, part - 1, coalesce(p -> 'media' ->> 'mime', 'application/octet-stream'),
          p -> 'media' ->> 'filename', (p -> 'media' ->> 'size')::bigint, p -> 'media'
        from jsonb_array_elements(v_content) with ordinality as parts (p, part) where p ->> 'k' = 'media';
      end if;
      if jsonb_array_length(v_event -> 'thread' -> 'replyToExternalIds') > 0 and not v_machine and not v_flags @> '{"spoofRisk": true}' then
        insert into public.thread_references (organization_id, inbox_id, external_id, conversation_id)
        select ingest.organization_id, p_inbox, named, ingest.conversation_id
        from (select distinct id as named from jsonb_array_elements_text(v_event -> 'thread' -> 'replyToExternalIds') as ids (id) limit 50) ids
        on conflict do nothing;
      end if;
      if v_echo then
        perform private.apply_early(organization_id, p_inbox, v_external);
      else
        if not v_flags @> '{"spoofRisk": true}' and private.lift_blocks(organization_id, v_identities, v_at, v_machine) then
          perform private.system_note(conversation_id, 'Esta pessoa voltou a escrever; agora pode receber respostas de novo.',
            'Esta persona volvió a escribir; ahora puede recibir respuestas de nuevo.',
            'This person wrote again; they can get answers again.');
        end if;
        insert into public.work (conversation_id, organization_id) values (ingest.conversation_id, ingest.organization_id)
        on conflict on constraint work_pkey do update set gen = public.work.gen + 1, due = least(public.work.due, now());
      end if;
      v_brought := v_brought + 1;
      kind := 'message';
    elsif v_type = 'status' then
      kind := 'status';
      conversation_id := private.apply_receipt(p_inbox, v_event);
    elsif v_type in ('reaction', 'edit', 'delete') then
      kind := 'change';
      select c.conversation, c.message into conversation_id, message_id from private.apply_change(p_inbox, v_event) c;
    elsif v_type = 'bounce' then
      kind := 'status';
      conversation_id := private.apply_bounce(p_inbox, v_event);
    elsif v_type in ('optout', 'optin') and jsonb_array_length(v_identities) > 0 then
      kind := 'change';
      conversation_id := private.apply_consent(organization_id, p_inbox, v_event);
    elsif v_type = 'identity' then
      kind := 'change';
      conversation_id := private.apply_identity(organization_id, p_inbox, v_event);
    elsif v_type = 'account' then
      kind := 'change';
      perform private.apply_account(p_inbox, v_event);
    else
      kind := 'dead';
      insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason, detail)
      values (organization_id, 'webhook', p_inbox, v_delivery,
        case when v_type = 'message' then 'the message names no sender' else 'event type not handled: ' || coalesce(v_type, '?') end, v_event);
    end if;
    return next;
  end loop;
  if v_brought <> v_expected then
    update public.deliveries d set messages = v_brought
    where d.organization_id = ingest.organization_id and d.inbox_id = p_inbox and d.idempotency_key = p_key;
  end if;
end $$;
