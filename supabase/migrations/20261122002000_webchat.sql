-- Visitors of a web chat: what a page is shown when it connects, who a visitor turns out to be, who writes at the moment, and
-- answers that follow by e-mail when the visitor has left.

-- A conversation with an answer its visitor may not come back for. `due` is put off while a page of theirs is open and is null
-- when nothing is to be done; what has gone by e-mail once (up to mailed_seq) never goes again.
create table public.visitor_waits (
  conversation_id uuid primary key,
  organization_id uuid not null,
  minutes int not null,
  due timestamptz,
  mailed_seq bigint not null default 0,
  attempts int not null default 0,
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade
);
create index visitor_waits_due_idx on public.visitor_waits (due) where due is not null;
create index visitor_waits_conversation_idx on public.visitor_waits (organization_id, conversation_id);
alter table public.visitor_waits enable row level security;
grant select, insert, update, delete on public.visitor_waits to faladesk_core;
create policy "core works on its organization's visitor_waits" on public.visitor_waits for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- The contact a visitor's page may see. A browser that nobody signed for (`webchat`) never sees what belongs to a person the
-- site has signed for (`webchat_user`), whoever put both together.
create function private.visitor_contact(p_organization uuid, p_kind text, p_value text) returns uuid
language sql stable security definer set search_path = '' as $$
  select n.contact_id from public.identities n
  where n.organization_id = p_organization and n.kind = p_kind and n.value = p_value and not exists (
    select from public.identities u where u.organization_id = n.organization_id and u.contact_id = n.contact_id and u.kind = p_kind || '_user')
$$;

-- Everything a page is told when it connects, in one statement: thousands may connect in the same minute.
create function private.visitor_history(p_inbox uuid, p_kind text, p_value text, p_after bigint, p_most int) returns jsonb
language sql stable security definer set search_path = '' as $$
  with inbox as (
    select i.id, i.organization_id, o.timezone, l.weekly, l.holidays
    from public.inboxes i join public.organizations o on o.id = i.organization_id
    left join public.calendars l on l.organization_id = i.organization_id and l.is_default
    where i.id = p_inbox
  ), who as materialized (
    select private.visitor_contact(i.organization_id, p_kind, p_value) as contact from inbox i
  ), thread as materialized (
    select c.id, c.organization_id, c.contact_id, c.protocol, c.read_seq from who w
    join public.conversations c on c.contact_id = w.contact and c.inbox_id = p_inbox
      and c.organization_id = (select i.organization_id from inbox i)
    order by c.status = 'resolved', c.created_at desc limit 1
  ), latest as (
    select m.* from thread t join public.messages m on m.conversation_id = t.id and m.organization_id = t.organization_id
    where m.direction in ('in', 'out') and m.seq > p_after and coalesce(m.status, 'sent') not in ('queued', 'discarded', 'failed')
    order by m.seq desc limit p_most
  )
  select jsonb_build_object(
    'timezone', i.timezone, 'weekly', i.weekly, 'holidays', i.holidays,
    'protocol', (select t.protocol from thread t), 'read', (select t.read_seq from thread t),
    'email', exists (select from who w join public.identities n on n.contact_id = w.contact and n.organization_id = i.organization_id
      where n.kind = 'email'),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'seq', m.seq, 'direction', m.direction, 'author_kind', m.author_kind, 'text', m.text, 'content', m.content,
        'external_id', m.external_id, 'created_at', m.created_at,
        'author_name', (select split_part(p.name, ' ', 1) from public.memberships p
          where p.organization_id = m.organization_id and p.user_id = m.author_id),
        'files', coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'path', a.path) order by a.position)
          from public.attachments a where a.organization_id = m.organization_id and a.message_id = m.id and a.status = 'stored'), '[]')
      ) order by m.seq), '[]') from latest m))
  from inbox i
$$;

-- Notes what a site has signed about a person, and makes what the browser said before it was named theirs. Where the person
-- already talks in this inbox, the older talk stays where it was, for an agent to join.
create function private.know_visitor(p_inbox uuid, p_identities jsonb, p_name text, p_attributes jsonb, p_before jsonb, p_until timestamptz)
returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_organization uuid;
  v_contact uuid;
  v_before uuid;
begin
  select i.organization_id into v_organization from public.inboxes i where i.id = p_inbox;
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_identities || coalesce(jsonb_build_array(p_before), '[]')) as i where i ? 'kind' order by h) locks;
  select o.contact into v_contact from private.contact_of(v_organization, p_identities, p_name) o;
  update public.contacts set attributes = attributes || p_attributes
  where id = v_contact and organization_id = v_organization and not attributes @> p_attributes;
  update public.identities n set verified = true
  from jsonb_array_elements(p_identities) i
  where n.organization_id = v_organization and n.contact_id = v_contact and n.kind = i ->> 'kind' and n.value = i ->> 'value'
    and not n.verified;
  v_before := private.visitor_contact(v_organization, p_before ->> 'kind', p_before ->> 'value');
  if v_before is null or v_before = v_contact then
    return;
  end if;
  update public.conversations c set contact_id = v_contact
  where c.organization_id = v_organization and c.contact_id = v_before and c.inbox_id = p_inbox and c.created_at <= p_until
    and (c.status = 'resolved' or not exists (select from public.conversations x
      where x.inbox_id = p_inbox and x.contact_id = v_contact and x.status <> 'resolved'));
  if exists (select from public.conversations c where c.organization_id = v_organization and c.contact_id = v_before) then
    return;
  end if;
  -- The browser's own address ends with it: whoever kept a copy of the old token begins anew and sees nothing.
  delete from public.identities where organization_id = v_organization and contact_id = v_before
    and kind = p_before ->> 'kind' and value = p_before ->> 'value';
  update public.identities set contact_id = v_contact where organization_id = v_organization and contact_id = v_before;
  update public.contacts k set name = coalesce(k.name, b.name), attributes = b.attributes || k.attributes
  from public.contacts b where k.id = v_contact and b.id = v_before and b.organization_id = v_organization;
  delete from public.contacts where id = v_before and organization_id = v_organization;
end $$;

-- Tells the organization that a customer is writing.
create function private.visitor_typing(p_inbox uuid, p_kind text, p_value text) returns void
language sql volatile security definer set search_path = '' as $$
  select realtime.send(jsonb_build_object('from', 'contact', 'conversation_id', c.id), 'typing', 'organization:' || c.organization_id, true)
  from public.inboxes i
  join public.conversations c on c.organization_id = i.organization_id and c.inbox_id = i.id and c.status <> 'resolved'
    and c.contact_id = private.visitor_contact(i.organization_id, p_kind, p_value)
  where i.id = p_inbox
$$;

-- The visitor's browser says up to where it has shown or read. It is there: what waits for it waits on.
create function private.visitor_saw(p_inbox uuid, p_kind text, p_value text, p_seq bigint, p_status text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  select c.id into v_id from public.inboxes i
  join public.conversations c on c.organization_id = i.organization_id and c.inbox_id = i.id and c.status <> 'resolved'
    and c.contact_id = private.visitor_contact(i.organization_id, p_kind, p_value)
  where i.id = p_inbox;
  if v_id is null then
    return;
  end if;
  perform private.receipts_up_to(p_inbox, v_id, p_seq, p_status);
  update public.visitor_waits w set due = now() + make_interval(mins => w.minutes)
  where w.conversation_id = v_id and w.due is not null;
end $$;

-- Begins to wait for a visitor to read what is about to be sent.
create function private.await_visitor(p_conversation uuid, p_organization uuid, p_minutes int) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.visitor_waits as w (conversation_id, organization_id, minutes, due)
  values (p_conversation, p_organization, p_minutes, now() + make_interval(mins => p_minutes))
  on conflict (conversation_id) do update set minutes = excluded.minutes, due = excluded.due, attempts = 0
$$;

-- The visitors somebody waits for: a process that has a page of theirs open puts the wait off.
create function private.awaited_visitors()
returns table (conversation_id uuid, inbox_id uuid, kind text, value text)
language sql stable security definer set search_path = '' as $$
  select w.conversation_id, c.inbox_id, n.kind, n.value from public.visitor_waits w
  join public.conversations c on c.id = w.conversation_id and c.organization_id = w.organization_id
  join public.identities n on n.organization_id = c.organization_id and n.contact_id = c.contact_id
  where w.due is not null
$$;
create function private.put_off_waits(p_conversations uuid[], p_margin interval) returns void
language sql volatile security definer set search_path = '' as $$
  update public.visitor_waits w set due = now() + make_interval(mins => w.minutes) + p_margin
  where w.conversation_id = any (p_conversations) and w.due is not null
$$;

-- Waits that are over. A claim is a due time two minutes ahead; after five tries it is given up.
create function private.claim_waits(p_limit int)
returns table (conversation_id uuid, organization_id uuid, inbox_id uuid, mailed_seq bigint, attempts int)
language sql volatile security definer set search_path = '' as $$
  update public.visitor_waits w
  set attempts = w.attempts + 1, due = case when w.attempts < 5 then now() + interval '2 minutes' end
  from public.conversations c, (select q.conversation_id from public.visitor_waits q where q.due <= now()
    order by q.due limit p_limit for update skip locked) d
  where w.conversation_id = d.conversation_id and c.id = w.conversation_id and c.organization_id = w.organization_id
  returning w.conversation_id, w.organization_id, c.inbox_id, w.mailed_seq, w.attempts
$$;

-- The conversation by e-mail in which a talk goes on: of whoever has the address, in the inbox chosen.
create function private.mail_thread_for(p_organization uuid, p_inbox uuid, p_contact uuid, p_email text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_contact uuid;
  v_thread uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'email', p_email), 0));
  select n.contact_id into v_contact from public.identities n
  where n.organization_id = p_organization and n.kind = 'email' and n.value = p_email;
  if v_contact is null then
    insert into public.identities (organization_id, contact_id, kind, value, verified) values (p_organization, p_contact, 'email', p_email, false);
    v_contact := p_contact;
  end if;
  v_thread := private.conversation_of(p_organization, p_inbox, v_contact);
  update public.conversations set status = 'open', resolved_at = null where id = v_thread and status = 'resolved';
  return v_thread;
end $$;

revoke execute on function private.visitor_contact(uuid, text, text), private.visitor_history(uuid, text, text, bigint, int),
  private.know_visitor(uuid, jsonb, text, jsonb, jsonb, timestamptz), private.visitor_typing(uuid, text, text),
  private.visitor_saw(uuid, text, text, bigint, text), private.await_visitor(uuid, uuid, int), private.awaited_visitors(),
  private.put_off_waits(uuid[], interval), private.claim_waits(int), private.mail_thread_for(uuid, uuid, uuid, text) from public;
grant execute on function private.visitor_history(uuid, text, text, bigint, int),
  private.know_visitor(uuid, jsonb, text, jsonb, jsonb, timestamptz), private.visitor_typing(uuid, text, text),
  private.visitor_saw(uuid, text, text, bigint, text), private.await_visitor(uuid, uuid, int), private.awaited_visitors(),
  private.put_off_waits(uuid[], interval), private.claim_waits(int), private.mail_thread_for(uuid, uuid, uuid, text) to faladesk_core;
