-- Studio is live: what changed is broadcast to the organization's private topic, in the same transaction.
-- Payloads carry ids and states only; the reader fetches what it may see.

create function private.announce_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', new.id, 'conversation_id', new.conversation_id, 'seq', new.seq, 'direction', new.direction,
      'author_kind', new.author_kind, 'status', new.status),
    'message', 'organization:' || new.organization_id, true);
  return null;
end $$;

create function private.announce_conversation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', new.id, 'status', new.status, 'owner', new.owner, 'assignee_id', new.assignee_id, 'team_id', new.team_id),
    'conversation', 'organization:' || new.organization_id, true);
  return null;
end $$;

-- What a customer wrote is announced with the decision on it, a few milliseconds after it came: together with its "why", and
-- off the hot path, where this alone cost a sixth of an ingest.
create function private.announce_decided() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(
    jsonb_build_object('id', m.id, 'conversation_id', m.conversation_id, 'seq', m.seq, 'direction', m.direction,
      'author_kind', m.author_kind, 'status', m.status),
    'message', 'organization:' || m.organization_id, true)
  from public.messages m where m.id = new.message_id and m.organization_id = new.organization_id;
  return null;
end $$;
create trigger decisions_announced after insert on public.decisions
  for each row execute function private.announce_decided();
create trigger messages_announced after insert on public.messages
  for each row when (new.direction <> 'in') execute function private.announce_message();
create trigger messages_status_announced after update of status, error on public.messages
  for each row when (old.status is distinct from new.status or old.error is distinct from new.error)
  execute function private.announce_message();
-- A new message announces itself; its conversation is announced only when more than counters changed.
create trigger conversations_announced
  after update of status, owner, assignee_id, team_id, tags, priority, read_seq on public.conversations
  for each row when ((old.status, old.owner, old.assignee_id, old.team_id, old.tags, old.priority, old.read_seq)
    is distinct from (new.status, new.owner, new.assignee_id, new.team_id, new.tags, new.priority, new.read_seq))
  execute function private.announce_conversation();

create function private.announce_attachment() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v public.messages;
begin
  select * into v from public.messages where id = new.message_id;
  perform realtime.send(
    jsonb_build_object('id', v.id, 'conversation_id', v.conversation_id, 'seq', v.seq, 'direction', v.direction,
      'author_kind', v.author_kind, 'status', v.status),
    'message', 'organization:' || new.organization_id, true);
  return null;
end $$;
create trigger attachments_announced after update of status on public.attachments
  for each row when (old.status is distinct from new.status) execute function private.announce_attachment();

revoke execute on function private.announce_message(), private.announce_decided(), private.announce_conversation(),
  private.announce_attachment() from public;

-- organization:<uuid> → uuid, or null for any other topic.
create function private.topic_organization() returns uuid
language sql stable set search_path = '' as $$
  select case when (select realtime.topic()) ~ '^organization:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then substr((select realtime.topic()), 14)::uuid end
$$;
revoke execute on function private.topic_organization() from public;
grant execute on function private.topic_organization() to authenticated;

create policy "members listen to their organization" on realtime.messages for select to authenticated
  using (extension in ('broadcast', 'presence') and (select private.topic_organization()) = any ((select private.my_organizations())::uuid[]));
create policy "members show their presence in their organization" on realtime.messages for insert to authenticated
  with check (extension in ('broadcast', 'presence') and (select private.topic_organization()) = any ((select private.my_organizations())::uuid[]));

-- Attachments: path = organization/conversation/file. Members read their organization's; agents upload what they are about to send.
insert into storage.buckets (id, name, public) values ('attachments', 'attachments', false) on conflict (id) do nothing;
create policy "members read their organization's attachments" on storage.objects for select to authenticated
  using (bucket_id = 'attachments' and split_part(name, '/', 1) = any ((select private.my_organizations())::text[]));
create policy "members upload attachments of their organization" on storage.objects for insert to authenticated
  with check (bucket_id = 'attachments' and split_part(name, '/', 1) = any ((select private.my_organizations())::text[]));
