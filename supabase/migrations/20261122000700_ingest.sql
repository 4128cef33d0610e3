-- What private.ingest needs now and then: a new contact, a new conversation with its protocol number, the text of a message of
-- several parts.

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
