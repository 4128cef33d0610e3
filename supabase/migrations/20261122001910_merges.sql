-- One person, several contacts: they are joined, and parted again as they were.

-- What a merge moved and added, so that undoing takes back exactly that and nothing that came later.
create table public.merges (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  kept_id uuid not null,
  gone_id uuid not null,
  identities uuid[] not null default '{}',
  conversations uuid[] not null default '{}',
  -- Conversations resolved because a customer has one open conversation in an inbox: [{conversation, beside, …}] with what they were.
  closed jsonb not null default '[]',
  -- What the kept contact got that it did not have.
  tags text[] not null default '{}',
  attributes jsonb not null default '{}',
  name text,
  merged_by uuid,
  merged_at timestamptz not null default clock_timestamp(),
  undone_by uuid,
  undone_at timestamptz,
  foreign key (organization_id, kept_id) references public.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, gone_id) references public.contacts (organization_id, id) on delete cascade
);
create index merges_kept_idx on public.merges (organization_id, kept_id);
create index merges_gone_idx on public.merges (organization_id, gone_id);
alter table public.merges enable row level security;
grant select, insert, update, delete on public.merges to faladesk_core;
create policy "core works on its organization's merges" on public.merges for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Holds off whoever writes from an address of these contacts (the lock of private.ingest), then the contacts themselves.
create function private.lock_contacts(p_contacts uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_known bigint[] := '{}';
  v_more bigint[];
begin
  loop
    select array_agg(distinct h order by h) into v_more from (
      select hashtextextended(concat_ws(' ', i.kind, i.value), 0) as h from public.identities i where i.contact_id = any (p_contacts)) x
    where h <> all (v_known);
    exit when v_more is null;
    -- Waiting lets others finish, who may have learned a further address: hence the loop.
    perform pg_advisory_xact_lock(h) from unnest(v_more) h;
    v_known := v_known || v_more;
  end loop;
  perform from public.contacts where id = any (p_contacts) order by id for update;
end $$;

-- Joins two contacts: p_gone's addresses and conversations go to p_kept. No address is changed, nothing of either is lost.
-- Where both have an open conversation in the same inbox (threads of mail aside, of which there may be many), what the person writes next must have one place to go (and one index
-- holds every contact to one): the one that has been quiet for longer is resolved, says where it goes on, and hands over its
-- wait, so that an unanswered question is still somebody's. No rule hears of that: it is no customer's matter that ended.
create function private.merge_contacts(p_kept uuid, p_gone uuid, p_by uuid) returns uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_kept public.contacts;
  v_gone public.contacts;
  v_merge uuid;
  v_identities uuid[];
  v_conversations uuid[];
  v_tags text[];
  v_attributes jsonb;
  v_closed jsonb := '[]';
  v_pair record;
begin
  select * into v_kept from public.contacts where id = p_kept;
  select * into v_gone from public.contacts where id = p_gone;
  delete from public.distinct_contacts d where d.organization_id = v_kept.organization_id
    and d.one_id = least(p_kept, p_gone) and d.other_id = greatest(p_kept, p_gone);
  select coalesce(array_agg(t order by n), '{}') into v_tags from unnest(v_gone.tags) with ordinality x (t, n) where t <> all (v_kept.tags);
  select coalesce(jsonb_object_agg(key, value), '{}') into v_attributes from jsonb_each(v_gone.attributes) where not v_kept.attributes ? key;
  for v_pair in
    select a.id as quiet, b.id as lively, a.status, a.waiting_since, a.reopened_at, a.protocol as quiet_protocol, b.protocol as lively_protocol,
      b.waiting_since as lively_waiting, b.last_seq as lively_seq
    from public.conversations x join public.conversations y on y.inbox_id = x.inbox_id and y.contact_id = p_gone and y.status <> 'resolved' and not y.threaded
    cross join lateral (select * from public.conversations c where c.id in (x.id, y.id) order by c.last_message_at, c.id limit 1) a
    join public.conversations b on b.id in (x.id, y.id) and b.id <> a.id
    where x.contact_id = p_kept and x.status <> 'resolved' and not x.threaded order by x.id
    for update of x, y
  loop
    update public.conversations set status = 'resolved', resolved_at = clock_timestamp(), waiting_since = null where id = v_pair.quiet;
    delete from public.ai_turns where conversation_id = v_pair.quiet;
    perform private.system_note(v_pair.quiet,
      'Os contatos foram unidos: esta conversa continua no protocolo ' || v_pair.lively_protocol || '.',
      'Los contactos se unieron: esta conversación continúa en el protocolo ' || v_pair.lively_protocol || '.',
      'The contacts were merged: this conversation goes on under protocol ' || v_pair.lively_protocol || '.');
    perform private.system_note(v_pair.lively,
      'Os contatos foram unidos: a mesma pessoa também escreveu no protocolo ' || v_pair.quiet_protocol || '.',
      'Los contactos se unieron: la misma persona también escribió en el protocolo ' || v_pair.quiet_protocol || '.',
      'The contacts were merged: the same person also wrote under protocol ' || v_pair.quiet_protocol || '.');
    -- Whoever had read everything still has.
    update public.conversations set read_seq = last_seq where id in (v_pair.quiet, v_pair.lively) and read_seq = last_seq - 1;
    update public.conversations set waiting_since = least(waiting_since, v_pair.waiting_since)
    where id = v_pair.lively and v_pair.waiting_since is not null;
    perform private.begin_wait(v_pair.lively);
    v_closed := v_closed || (select jsonb_build_object('conversation', c.id, 'status', v_pair.status, 'waiting_since', v_pair.waiting_since,
      'reopened_at', v_pair.reopened_at, 'resolved_at', c.resolved_at, 'beside', v_pair.lively, 'beside_waiting', v_pair.lively_waiting,
      'beside_seq', v_pair.lively_seq) from public.conversations c where c.id = v_pair.quiet);
  end loop;
  -- Made by this transaction alone, so nobody has seen them.
  delete from public.events e using jsonb_array_elements(v_closed) c
  where e.conversation_id = (c ->> 'conversation')::uuid and e.event = 'status-changed' and e.created_at = now();
  with moved as (update public.conversations set contact_id = p_kept where contact_id = p_gone returning id)
  select coalesce(array_agg(id order by id), '{}') into v_conversations from moved;
  with moved as (update public.identities set contact_id = p_kept where contact_id = p_gone returning id)
  select coalesce(array_agg(id order by id), '{}') into v_identities from moved;
  update public.contacts set tags = tags || v_tags, attributes = v_attributes || attributes, name = coalesce(name, v_gone.name) where id = p_kept;
  update public.contacts set merged_into = p_kept where id = p_gone;
  insert into public.merges (organization_id, kept_id, gone_id, identities, conversations, closed, tags, attributes, name, merged_by)
  values (v_kept.organization_id, p_kept, p_gone, v_identities, v_conversations, v_closed, v_tags, v_attributes,
    case when v_kept.name is null then v_gone.name end, p_by)
  returning id into v_merge;
  return v_merge;
end $$;

-- Parts what a merge joined: its addresses, its conversations and those begun since from its addresses go back; what it added to
-- the other is taken away unless somebody has changed it since, or another contact joined to it has the same.
create function private.undo_merge(p_merge uuid, p_by uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v public.merges;
  v_closed jsonb;
  v_back uuid;
  v_name text;
begin
  select * into v from public.merges where id = p_merge;
  update public.identities set contact_id = v.gone_id where id = any (v.identities) and contact_id = v.kept_id;
  update public.conversations c set contact_id = v.gone_id
  where c.contact_id = v.kept_id and (c.id = any (v.conversations) or (
    select m.identity_id from public.messages m
    where m.conversation_id = c.id and m.direction = 'in' and m.identity_id is not null and not m.flags @> '{"stranger": true}'
    order by m.seq limit 1) = any (v.identities));
  update public.contacts k set
    tags = array(select t from unnest(k.tags) with ordinality x (t, n) where t <> all (v.tags) or exists (
      select from public.merges o join public.contacts g on g.id = o.gone_id
      where o.kept_id = k.id and o.undone_at is null and o.id <> v.id and t = any (g.tags)) order by n),
    attributes = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(k.attributes) where v.attributes -> key is distinct from value),
    name = case when k.name = v.name then null else k.name end,
    merged_into = k.merged_into
  where k.id = v.kept_id;
  -- Another joined contact may have brought the same, and it was there already: now it is theirs.
  for v_back, v_name in
    select o.id, g.name from public.merges o join public.contacts g on g.id = o.gone_id
    where o.kept_id = v.kept_id and o.undone_at is null and o.id <> v.id order by o.merged_at
  loop
    update public.merges o set tags = o.tags || array(
        select t from unnest(v.tags) t where t = any (g.tags) and t <> all (o.tags) and not exists (
          select from public.merges p where p.kept_id = v.kept_id and p.undone_at is null and p.id <> v.id and t = any (p.tags))),
      attributes = o.attributes || coalesce((select jsonb_object_agg(key, value) from jsonb_each(g.attributes)
        where v.attributes ? key and not k.attributes ? key), '{}'),
      name = coalesce(o.name, case when k.name is null then g.name end)
    from public.contacts g, public.contacts k where o.id = v_back and g.id = o.gone_id and k.id = v.kept_id;
    update public.contacts k set attributes = o.attributes || k.attributes, name = coalesce(k.name, o.name)
    from public.merges o where k.id = v.kept_id and o.id = v_back;
  end loop;
  update public.contacts set merged_into = null where id = v.gone_id;
  for v_closed in select * from jsonb_array_elements(v.closed) loop
    -- Opened, answered or resolved by somebody since, or in the way of another open one: then it stays as it is.
    update public.conversations c set status = v_closed ->> 'status', resolved_at = null, waiting_since = (v_closed ->> 'waiting_since')::timestamptz
    where c.id = (v_closed ->> 'conversation')::uuid and c.status = 'resolved' and c.resolved_at = (v_closed ->> 'resolved_at')::timestamptz
      and not exists (select from public.conversations o where o.inbox_id = c.inbox_id and o.contact_id = c.contact_id and o.status <> 'resolved' and not o.threaded);
    if found then
      -- Its own wait goes home with it; whoever wrote there since waits from then.
      update public.conversations b set waiting_since = coalesce((v_closed ->> 'beside_waiting')::timestamptz, (
        select min(m.created_at) from public.messages m
        where m.conversation_id = b.id and m.direction = 'in' and m.seq > (v_closed ->> 'beside_seq')::bigint))
      where b.id = (v_closed ->> 'beside')::uuid and b.waiting_since = (v_closed ->> 'waiting_since')::timestamptz;
      update public.conversations set reopened_at = (v_closed ->> 'reopened_at')::timestamptz where id = (v_closed ->> 'conversation')::uuid;
      perform private.begin_wait((v_closed ->> 'conversation')::uuid);
      perform private.system_note((v_closed ->> 'conversation')::uuid,
        'A união dos contatos foi desfeita: esta conversa continua aqui.',
        'La unión de los contactos se deshizo: esta conversación continúa aquí.',
        'The merge of the contacts was undone: this conversation goes on here.');
      update public.conversations set read_seq = last_seq where id = (v_closed ->> 'conversation')::uuid and read_seq = last_seq - 1;
    end if;
  end loop;
  delete from public.events e using jsonb_array_elements(v.closed) c
  where e.conversation_id = (c ->> 'conversation')::uuid and e.event = 'status-changed' and e.created_at = now();
  update public.merges set undone_at = clock_timestamp(), undone_by = p_by where id = v.id;
end $$;

-- A conversation that changes hands shows it at once. Incoming messages never name the contact, so they never come here.
create trigger conversations_moved_announced after update of contact_id on public.conversations
  for each row when (old.contact_id is distinct from new.contact_id) execute function private.announce_conversation();

revoke execute on function private.lock_contacts(uuid[]), private.merge_contacts(uuid, uuid, uuid), private.undo_merge(uuid, uuid)
  from public;
grant execute on function private.lock_contacts(uuid[]), private.merge_contacts(uuid, uuid, uuid), private.undo_merge(uuid, uuid) to faladesk_core;
