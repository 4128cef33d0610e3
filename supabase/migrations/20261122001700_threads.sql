-- Which conversation a message belongs to. A chat has one open conversation a contact and inbox; mail has as many as there are
-- threads, told apart by what a mail answers.

alter table public.conversations
  -- Its channel keeps several threads of one contact apart (e-mail): the next message finds it by what it answers.
  add column threaded boolean not null default false,
  -- The conversation this one goes on with: the customer answered it when it had been over for too long.
  add column follows_id uuid,
  add foreign key (follows_id, organization_id) references public.conversations (id, organization_id) on delete set null (follows_id);
create index conversations_follows_idx on public.conversations (follows_id) where follows_id is not null;
update public.conversations c set threaded = true from public.inboxes i where i.id = c.inbox_id and i.channel = 'email';
drop index public.conversations_one_open_idx;
create unique index conversations_one_open_idx on public.conversations (inbox_id, contact_id) where status <> 'resolved' and not threaded;

-- Ids of mails we may never have seen, named by mails of a conversation: two answers to the same unknown mail are one thread.
create table public.thread_references (
  organization_id uuid not null,
  inbox_id uuid not null,
  external_id text not null,
  conversation_id uuid not null,
  primary key (inbox_id, external_id, conversation_id),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade,
  foreign key (conversation_id, organization_id) references public.conversations (id, organization_id) on delete cascade
);
create index thread_references_conversation_idx on public.thread_references (conversation_id, organization_id);
create index thread_references_inbox_idx on public.thread_references (organization_id, inbox_id);

alter table public.thread_references enable row level security;
grant select, insert, update, delete on public.thread_references to faladesk_core;
create policy "core works on its organization's thread_references" on public.thread_references for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- A line of the system in a thread, in the organization's language; customers never see it.
create function private.system_note(p_conversation uuid, p_pt text, p_es text, p_en text) returns void
language sql volatile set search_path = '' as $$
  with thread as (
    update public.conversations c set last_seq = c.last_seq + 1 where c.id = p_conversation
    returning c.id, c.organization_id, c.inbox_id, c.last_seq
  )
  insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content)
  select t.organization_id, t.id, t.inbox_id, t.last_seq, 'note', 'system', words, jsonb_build_array(jsonb_build_object('k', 'text', 'text', words))
  from thread t join public.organizations o on o.id = t.organization_id,
    lateral (select case o.locale when 'es' then p_es when 'en' then p_en else p_pt end as words) said
$$;

-- The thread a contact's message belongs to where none is open: one resolved less than a day ago, else a new one with a
-- new protocol number. Threads of mail are never found this way.
create or replace function private.conversation_of(p_organization uuid, p_inbox uuid, p_contact uuid) returns uuid
language plpgsql set search_path = '' as $$
declare
  v_id uuid;
begin
  select id into v_id from public.conversations
  where organization_id = p_organization and contact_id = p_contact and inbox_id = p_inbox and not threaded
    and (status <> 'resolved' or resolved_at > now() - interval '1 day')
  order by (status = 'resolved'), resolved_at desc limit 1;
  if v_id is null then
    insert into public.conversations (organization_id, inbox_id, contact_id, protocol)
    values (p_organization, p_inbox, p_contact, private.next_protocol(p_organization))
    returning id into v_id;
  end if;
  return v_id;
end $$;

-- The conversation of an inbox that a message says it answers, or null. In this order: a token of ours that the channel has
-- verified; a message of either side it names, the nearest first; for who takes part in it already, a mail we never saw that
-- it names as an earlier one did, and the protocol in the subject. A bare subject never joins two threads.
create function private.answered_thread(p_organization uuid, p_inbox uuid, p_contact uuid, p_thread jsonb) returns uuid
language plpgsql stable set search_path = '' as $$
declare
  v_id uuid;
  v_named text[];
begin
  if pg_input_is_valid(p_thread ->> 'conversationId', 'uuid') then
    select c.id into v_id from public.conversations c
    where c.id = (p_thread ->> 'conversationId')::uuid and c.organization_id = p_organization and c.inbox_id = p_inbox;
  end if;
  if v_id is null and jsonb_array_length(p_thread -> 'replyToExternalIds') > 0 then
    v_named := array(select jsonb_array_elements_text(p_thread -> 'replyToExternalIds') limit 50);
    select f.conversation_id into v_id
    from unnest(v_named) with ordinality as named (external, n), lateral (
      select o.conversation_id from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[named.external]
      union all
      select m.conversation_id from public.messages m where m.inbox_id = p_inbox and m.external_id = named.external
      limit 1) f
    order by named.n limit 1;
    if v_id is null then
      select r.conversation_id into v_id
      from unnest(v_named) with ordinality as named (external, n)
      join public.thread_references r on r.inbox_id = p_inbox and r.external_id = named.external
      join public.conversations c on c.id = r.conversation_id and c.contact_id = p_contact
      order by named.n, c.created_at desc limit 1;
    end if;
  end if;
  if v_id is null then
    select c.id into v_id from public.conversations c
    where c.organization_id = p_organization and c.inbox_id = p_inbox
      and c.protocol = substring(p_thread ->> 'subject' from '\[#([0-9]{13,18})\]')
      and (c.contact_id = p_contact or exists (
        select from public.messages m join public.identities i on i.id = m.identity_id
        where m.conversation_id = c.id and i.contact_id = p_contact and m.direction = 'in'));
  end if;
  return v_id;
end $$;

-- Where a message belongs. `stranger`: it was written by somebody else than the conversation's contact, who goes on being the
-- one who is answered. What was resolved more than 30 days ago is over: a new conversation follows it, without its tags and
-- attributes, which told of another matter. Whose sender is proven false is trusted in nothing and has a thread of its own.
create function private.thread_of(p_organization uuid, p_inbox uuid, p_contact uuid, p_event jsonb, p_machine boolean,
  out conversation uuid, out stranger boolean)
language plpgsql set search_path = '' as $$
declare
  v_thread jsonb := p_event -> 'thread';
  v_flags jsonb := coalesce(p_event -> 'flags', '{}');
  v_spoofed boolean := v_flags @> '{"spoofRisk": true}';
  v public.conversations;
begin
  stranger := false;
  if not v_spoofed and v_thread is not null then
    select c.* into v from public.conversations c
    where c.id = private.answered_thread(p_organization, p_inbox, p_contact, v_thread) and c.organization_id = p_organization;
    if v.id is not null and (p_machine or v.status <> 'resolved' or v.resolved_at > now() - interval '30 days') then
      conversation := v.id;
      stranger := v.contact_id <> p_contact;
      return;
    end if;
  end if;
  if not v_spoofed and not coalesce(v_thread ? 'replyToExternalIds', false) then
    conversation := private.conversation_of(p_organization, p_inbox, p_contact);
    return;
  end if;
  insert into public.conversations (organization_id, inbox_id, contact_id, protocol, threaded, follows_id)
  values (p_organization, p_inbox, p_contact, private.next_protocol(p_organization), true, v.id)
  returning id into conversation;
  if v.id is not null then
    perform private.system_note(conversation,
      'Continua o protocolo ' || v.protocol || ', encerrado há mais de 30 dias.',
      'Continúa el protocolo ' || v.protocol || ', cerrado hace más de 30 días.',
      'Goes on from protocol ' || v.protocol || ', which was closed more than 30 days ago.');
  end if;
end $$;

revoke execute on function private.system_note(uuid, text, text, text), private.answered_thread(uuid, uuid, uuid, jsonb),
  private.thread_of(uuid, uuid, uuid, jsonb, boolean) from public;
grant execute on function private.system_note(uuid, text, text, text) to faladesk_core;
