-- A verified webhook becomes contacts, conversations, messages and a wake-up in one statement and one commit.
-- This is the hot path: what happens for each message is written out, what happens seldom is a function of its own.

-- The next protocol number of an organization: its own day, then five digits: 2026112200001.
create function private.next_protocol(p_organization uuid) returns text
language plpgsql set search_path = '' as $$
declare
  v_day date;
  v_last int;
begin
  select (now() at time zone timezone)::date into v_day from public.organizations where id = p_organization;
  insert into public.protocols (organization_id, day, last) values (p_organization, v_day, 1)
  on conflict (organization_id, day) do update set last = public.protocols.last + 1
  returning last into v_last;
  return to_char(v_day, 'YYYYMMDD') || lpad(v_last::text, 5, '0');
end $$;

-- The contact behind a sender's identities; made where none is known. Further identities of the same sender are attached.
create function private.contact_of(p_organization uuid, p_identities jsonb, p_name text, out contact uuid, out identity uuid)
language plpgsql set search_path = '' as $$
begin
  select i.contact_id, i.id into contact, identity
  from jsonb_array_elements(p_identities) with ordinality as given (value, n)
  join public.identities i on i.organization_id = p_organization and i.kind = given.value ->> 'kind' and i.value = given.value ->> 'value'
  order by n limit 1;
  if contact is null then
    insert into public.contacts (organization_id, name) values (p_organization, p_name) returning id into contact;
  else
    update public.contacts set name = p_name where id = contact and name is null and p_name is not null;
  end if;
  insert into public.identities (organization_id, contact_id, kind, value, verified)
  select p_organization, contact, value ->> 'kind', value ->> 'value', coalesce((value ->> 'verified')::boolean, false)
  from jsonb_array_elements(p_identities) with ordinality as given (value, n) order by n
  on conflict (organization_id, kind, value) do nothing;
  if identity is null then
    select i.id into identity from public.identities i
    where i.organization_id = p_organization and i.kind = p_identities -> 0 ->> 'kind' and i.value = p_identities -> 0 ->> 'value';
  end if;
end $$;

-- The thread a contact's message belongs to where none is open: one resolved less than a day ago, else a new one with a
-- new protocol number.
create function private.conversation_of(p_organization uuid, p_inbox uuid, p_contact uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_id uuid;
begin
  select id into v_id from public.conversations
  where organization_id = p_organization and contact_id = p_contact and inbox_id = p_inbox
    and (status <> 'resolved' or resolved_at > now() - interval '1 day')
  order by (status = 'resolved'), resolved_at desc limit 1;
  if v_id is null then
    insert into public.conversations (organization_id, inbox_id, contact_id, protocol)
    values (p_organization, p_inbox, p_contact, private.next_protocol(p_organization))
    returning id into v_id;
  end if;
  return v_id;
end $$;

-- The plain text of a message's parts, for reading, searching and the rules.
create function private.text_of(p_content jsonb) returns text
language sql immutable set search_path = '' as $$
  select coalesce(string_agg(t, e'\n' order by n) filter (where t <> ''), '') from (
    select n, case p ->> 'k'
      when 'text' then p ->> 'text'
      when 'media' then coalesce(p ->> 'caption', '')
      when 'choice' then p ->> 'title'
      when 'location' then concat_ws(', ', p ->> 'name', p ->> 'address')
      else '' end as t
    from jsonb_array_elements(p_content) with ordinality as parts (p, n)) texts
$$;

-- One line for lists: the text, or what kind of thing came instead.
create function private.preview_of(p_text text, p_content jsonb) returns text
language sql immutable set search_path = '' as $$
  select left(case when p_text <> '' then regexp_replace(p_text, '\s+', ' ', 'g')
    else coalesce('[' || coalesce(split_part(p_content -> 0 -> 'media' ->> 'mime', '/', 1), p_content -> 0 ->> 'k') || ']', '') end, 160)
$$;

-- Stores one inbound (or echoed) message; `message` is null where it was known already.
create type private.ingested as (conversation uuid, message uuid, seq bigint);
create function private.ingest_message(p_organization uuid, p_inbox uuid, p_event jsonb) returns private.ingested
language plpgsql set search_path = '' as $$
declare
  v_external text := p_event ->> 'externalId';
  v_echo boolean := coalesce(p_event ->> 'direction', 'in') = 'echo';
  v_identities jsonb := case when v_echo then p_event -> 'to' else p_event -> 'from' -> 'identities' end;
  v_name text := case when v_echo then null else nullif(trim(p_event -> 'from' ->> 'name'), '') end;
  v_content jsonb := coalesce(p_event -> 'content', jsonb_build_array(jsonb_build_object('k', 'unsupported', 'note', p_event ->> 'note')));
  v_plain boolean := jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text';
  v_text text := case when v_plain then v_content -> 0 ->> 'text' else private.text_of(v_content) end;
  v_preview text;
  v_contact uuid;
  v_identity uuid;
  v_nameless boolean;
  v_status text;
  conversation uuid;
  message uuid;
  seq bigint;
begin
  if exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external) then
    return null;
  end if;
  if v_echo and exists (select from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[v_external]) then
    return null;
  end if;
  -- Nearly always the sender is known by one address and a thread is open: one look finds all three.
  select i.contact_id, i.id, c.id, k.name is null into v_contact, v_identity, conversation, v_nameless
  from public.identities i
  join public.contacts k on k.id = i.contact_id
  left join public.conversations c on c.inbox_id = p_inbox and c.contact_id = i.contact_id and c.status <> 'resolved'
  where i.organization_id = p_organization and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_identities -> 0 ->> 'value';
  if v_contact is null or jsonb_array_length(v_identities) > 1 or (v_nameless and v_name is not null) then
    select o.contact, o.identity into v_contact, v_identity from private.contact_of(p_organization, v_identities, v_name) o;
  end if;
  if conversation is null then
    conversation := private.conversation_of(p_organization, p_inbox, v_contact);
  end if;
  v_preview := case when v_plain then left(regexp_replace(v_text, '\s+', ' ', 'g'), 160) else private.preview_of(v_text, v_content) end;
  -- status and owner are touched only where they change: naming them costs a look at the announcing trigger each time.
  update public.conversations c set
    last_seq = c.last_seq + 1,
    last_message_at = now(),
    last_message_preview = v_preview,
    last_message_direction = case when v_echo then 'out' else 'in' end,
    last_inbound_at = case when v_echo then c.last_inbound_at else now() end,
    waiting_since = case when v_echo then null else coalesce(c.waiting_since, now()) end
  where c.id = conversation
  returning c.last_seq, c.status into seq, v_status;
  -- Resolved a moment or a day ago: it opens again and belongs to the rules.
  if v_status = 'resolved' then
    update public.conversations c set status = 'open', owner = 'rules', resolved_at = null, taken_over_at = null,
      bot_attempts = 0, told_waiting = false where c.id = conversation;
  end if;
  if v_echo then
    update public.conversations c set owner = 'human', taken_over_at = now() where c.id = conversation;
  end if;
  insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags,
    external_id, identity_id, status, occurred_at)
  values (p_organization, conversation, p_inbox, seq,
    case when v_echo then 'out' else 'in' end, case when v_echo then 'agent' else 'contact' end,
    v_text, v_content, coalesce(p_event -> 'flags', '{}'), v_external, v_identity,
    case when v_echo then 'sent' end, coalesce((p_event ->> 'occurredAt')::timestamptz, now()))
  returning id into message;
  if not v_plain then
    insert into public.attachments (organization_id, message_id, position, mime, name, size, source)
    select p_organization, message, n - 1, coalesce(p -> 'media' ->> 'mime', 'application/octet-stream'),
      p -> 'media' ->> 'filename', (p -> 'media' ->> 'size')::bigint, p -> 'media'
    from jsonb_array_elements(v_content) with ordinality as parts (p, n) where p ->> 'k' = 'media';
  end if;
  if not v_echo then
    insert into public.work (conversation_id, organization_id) values (conversation, p_organization)
    on conflict (conversation_id) do update set gen = public.work.gen + 1, due = least(public.work.due, now());
  end if;
  return (conversation, message, seq);
end $$;

