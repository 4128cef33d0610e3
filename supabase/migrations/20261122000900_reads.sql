-- What Studio reads, one call a view. All run under the caller's own rights (security invoker): RLS decides.

-- Text as people search it: without accents or capitals. Immutable by promise: the dictionary never changes.
create function private.fold(p_text text) returns text
language sql immutable parallel safe strict set search_path = ''
return lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text));

create index contacts_name_search_idx on public.contacts using gin (private.fold(name) extensions.gin_trgm_ops);
create index identities_value_search_idx on public.identities using gin (value extensions.gin_trgm_ops);

-- What was said, as people search it. Beside the messages and not an index on them: a webhook would wait for it, an eighth of
-- its time. What a customer wrote is added with the decision on it, what we write at once, and a text that changes, again.
create table public.message_search (
  message_id uuid not null,
  organization_id uuid not null,
  conversation_id uuid not null,
  words text not null,
  primary key (message_id, organization_id),
  foreign key (message_id, organization_id) references public.messages (id, organization_id) on delete cascade,
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade
);
create index message_search_words_idx on public.message_search using gin (words extensions.gin_trgm_ops);
create index message_search_conversation_idx on public.message_search (organization_id, conversation_id);
alter table public.message_search enable row level security;

create function private.make_searchable(p_message public.messages) returns void
language sql volatile set search_path = '' as $$
  insert into public.message_search (message_id, organization_id, conversation_id, words)
  select p_message.id, p_message.organization_id, p_message.conversation_id, private.fold(p_message.text) where p_message.text <> ''
  on conflict (message_id, organization_id) do update set words = excluded.words
$$;
create function private.search_written() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.make_searchable(new);
  return null;
end $$;
create function private.search_decided() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.make_searchable(m) from public.messages m where m.id = new.message_id and m.organization_id = new.organization_id;
  return null;
end $$;
create trigger messages_searched after insert on public.messages
  for each row when (new.direction <> 'in') execute function private.search_written();
create trigger messages_searched_again after update of text on public.messages
  for each row when (old.text is distinct from new.text) execute function private.search_written();
create trigger decisions_searched after insert on public.decisions
  for each row execute function private.search_decided();
revoke execute on function private.make_searchable(public.messages), private.search_written(), private.search_decided() from public;

-- The conversations of one organization in which something matches: protocol, contact's name or address, or what was said.
-- Security definer because under RLS no text index may be used; so it asks itself whether the caller may look there.
create function private.search_conversations(p_organization uuid, p_query text) returns setof uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_query text := trim(p_query);
  v_pattern text := '%' || regexp_replace(private.fold(v_query), '([\\%_])', '\\\1', 'g') || '%';
begin
  if not (p_organization = any (private.my_organizations())
    or (current_setting('role') = 'faladesk_core' and p_organization = private.current_organization())) then
    return;
  end if;
  if v_query ~ '^\d{4,13}$' then
    return query select c.id from public.conversations c
    where c.organization_id = p_organization and c.protocol >= v_query and c.protocol <= rpad(v_query, 13, '9');
  end if;
  return query
    select c.id from public.contacts k join public.conversations c on c.organization_id = k.organization_id and c.contact_id = k.id
    where k.organization_id = p_organization and private.fold(k.name) like v_pattern
    union all
    select c.id from public.identities i join public.conversations c on c.organization_id = i.organization_id and c.contact_id = i.contact_id
    where i.organization_id = p_organization and i.value ilike v_pattern;
  if length(v_pattern) > 4 then
    return query select s.conversation_id from public.message_search s
    where s.organization_id = p_organization and s.words like v_pattern limit 2000;
    -- What waits for its decision is not there yet, and little.
    return query select m.conversation_id from public.work w
    join public.conversations c on c.id = w.conversation_id and c.organization_id = p_organization
    join public.messages m on m.conversation_id = c.id and m.organization_id = p_organization and m.seq > c.decided_seq
    where w.organization_id = p_organization and private.fold(m.text) like v_pattern limit 2000;
  end if;
end $$;

-- One page of the agent's list, newest first. Views: all, mine, unassigned (none of them resolved), resolved. The page
-- before a given one is asked by the last_message_at and id of its last row.
create function public.conversation_list(
  p_organization uuid, p_view text default 'all', p_search text default null,
  p_before timestamptz default null, p_before_id uuid default null, p_limit int default 50)
returns table (
  id uuid, protocol text, status text, owner text, channel text, inbox_id uuid, inbox_name text,
  contact_id uuid, contact_name text, contact_address text, assignee_id uuid, assignee_name text, team_id uuid, team_name text,
  priority text, tags text[], last_message_at timestamptz, last_message_preview text, last_message_direction text,
  last_seq bigint, read_seq bigint, waiting_since timestamptz, unread boolean)
language sql stable set search_path = '' as $$
  -- Two arms: the resolved ones walk their index, the open ones are sorted; the one not asked for is not run.
  with page as (
    (select c.* from public.conversations c
    where p_view = 'resolved' and c.organization_id = p_organization and c.status = 'resolved'
      and (c.resolved_last_message_at, c.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and (coalesce(trim(p_search), '') = '' or c.id in (select private.search_conversations(p_organization, p_search)))
    order by c.resolved_last_message_at desc, c.id desc limit least(greatest(p_limit, 1), 200))
    union all
    (select c.* from public.conversations c
    where p_view <> 'resolved' and c.organization_id = p_organization and c.status <> 'resolved'
      and (p_view <> 'mine' or c.assignee_id = (select auth.uid()))
      and (p_view <> 'unassigned' or c.assignee_id is null)
      and (c.last_message_at, c.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and (coalesce(trim(p_search), '') = '' or c.id in (select private.search_conversations(p_organization, p_search)))
    order by c.last_message_at desc, c.id desc limit least(greatest(p_limit, 1), 200)))
  select c.id, c.protocol, c.status, c.owner, i.channel, c.inbox_id, i.name,
    c.contact_id, k.name, a.value, c.assignee_id, m.name, c.team_id, t.name,
    c.priority, c.tags, c.last_message_at, c.last_message_preview, c.last_message_direction,
    c.last_seq, c.read_seq, c.waiting_since, c.last_message_direction = 'in' and c.last_seq > c.read_seq
  from page c
  join public.contacts k on k.id = c.contact_id
  left join public.inboxes i on i.id = c.inbox_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  left join lateral (select x.value from public.identities x where x.organization_id = c.organization_id and x.contact_id = c.contact_id
    order by x.created_at limit 1) a on true
  order by c.last_message_at desc, c.id desc
$$;

-- How many conversations each view holds; the resolved ones are counted up to 1000.
create function public.conversation_counts(p_organization uuid)
returns table (mine bigint, unassigned bigint, "all" bigint, resolved bigint)
language sql stable set search_path = '' as $$
  select count(*) filter (where assignee_id = (select auth.uid())), count(*) filter (where assignee_id is null), count(*),
    (select count(*) from (select from public.conversations where organization_id = p_organization and status = 'resolved' limit 1000) r)
  from public.conversations where organization_id = p_organization and status <> 'resolved'
$$;

-- Messages of a conversation in order: the newest, those before a seq, or those after one.
create function public.message_page(
  p_conversation uuid, p_before_seq bigint default null, p_after_seq bigint default null, p_limit int default 50)
returns table (
  id uuid, conversation_id uuid, seq bigint, direction text, author_kind text, author_id uuid, author_name text,
  text text, content jsonb, flags jsonb, status text, error jsonb, decision_id uuid, reply_to uuid, client_id uuid,
  occurred_at timestamptz, created_at timestamptz, attachments jsonb)
language sql stable set search_path = '' as $$
  with page as (
    (select x.* from public.messages x
    where p_after_seq is null and x.conversation_id = p_conversation and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq desc limit least(greatest(p_limit, 1), 200))
    union all
    (select x.* from public.messages x
    where p_after_seq is not null and x.conversation_id = p_conversation and x.seq > p_after_seq
      and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq limit least(greatest(p_limit, 1), 200)))
  select m.id, m.conversation_id, m.seq, m.direction, m.author_kind, m.author_id,
    case m.author_kind when 'agent' then p.name when 'rule' then d.reply_rule end,
    m.text, m.content, m.flags, m.status, m.error,
    coalesce(m.decision_id, own.id), m.reply_to, m.client_id, m.occurred_at, m.created_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'mime', a.mime, 'name', a.name, 'size', a.size, 'path', a.path,
      'status', a.status, 'reason', a.reason) order by a.position) from public.attachments a
      where a.organization_id = m.organization_id and a.message_id = m.id), '[]')
  from page m
  left join public.memberships p on p.organization_id = m.organization_id and p.user_id = m.author_id
  left join public.decisions d on d.id = m.decision_id
  left join public.decisions own on own.message_id = m.id
  order by m.seq
$$;

-- Everything the console shows of a conversation: its contact, inbox, earlier threads of the same contact, last messages.
create function public.conversation_view(p_conversation uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'conversation', to_jsonb(c) || jsonb_build_object('assignee_name', m.name, 'team_name', t.name),
    'contact', jsonb_build_object('id', k.id, 'name', k.name, 'tags', k.tags, 'attributes', k.attributes, 'created_at', k.created_at,
      'identities', coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'value', x.value, 'verified', x.verified) order by x.created_at)
        from public.identities x where x.organization_id = c.organization_id and x.contact_id = k.id), '[]')),
    'inbox', (select jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel, 'enabled', i.enabled, 'health', i.health)
      from public.inboxes i where i.id = c.inbox_id),
    'earlier', coalesce((select jsonb_agg(e) from (
      select o.id, o.protocol, o.status, o.last_message_at, o.last_message_preview from public.conversations o
      where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.id <> c.id
      order by o.last_message_at desc limit 10) e), '[]'),
    'messages', coalesce((select jsonb_agg(p order by p.seq) from public.message_page(c.id) p), '[]'))
  from public.conversations c
  join public.contacts k on k.id = c.contact_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  where c.id = p_conversation
$$;

revoke execute on function private.fold(text), private.search_conversations(uuid, text) from public;
grant execute on function private.fold(text), private.search_conversations(uuid, text) to authenticated, faladesk_core;
revoke execute on function public.conversation_list(uuid, text, text, timestamptz, uuid, int), public.conversation_counts(uuid),
  public.message_page(uuid, bigint, bigint, int), public.conversation_view(uuid) from public, anon;
grant execute on function public.conversation_list(uuid, text, text, timestamptz, uuid, int), public.conversation_counts(uuid),
  public.message_page(uuid, bigint, bigint, int), public.conversation_view(uuid) to authenticated, faladesk_core;
