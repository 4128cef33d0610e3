-- One person, several addresses: contacts that may be the same person are found, joined, and parted again as they were.
-- Beside it: deliveries by time, an inbox's health by who says it, and the key everything is derived from.

-- What an address amounts to however it is written. For finding people, never for sending: nothing here is ever sent to.
-- ana+loja@Gmail.com → mail:ana@gmail.com
create function private.mail_key(p_value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select case when v ~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$' then 'mail:' || case
    when split_part(v, '@', 2) in ('gmail.com', 'googlemail.com')
      then replace(split_part(split_part(v, '@', 1), '+', 1), '.', '') || '@gmail.com'
    else split_part(split_part(v, '@', 1), '+', 1) || '@' || split_part(v, '@', 2) end end
  from (select lower(trim(p_value))) x (v)
$$;
-- +55 11 98765-4321, 551187654321 and (11) 98765-4321 → phone:1187654321. Brazil's ninth digit goes only where a mobile's number
-- follows (6 to 9); the ten last digits are the same with and without Mexico's 1 and Argentina's 9.
create function private.phone_key(p_value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select case when p_value ~* '^\s*(whatsapp:)?\+?\(?[0-9][0-9\s().-]{5,31}$' and length(d) between 10 and 15 then 'phone:' || case
    when d ~ '^(55|0)?\d{2}9[6-9]\d{7}$' then substr(d, length(d) - 10, 2) || right(d, 8)
    else right(d, 10) end end
  from (select regexp_replace(p_value, '\D', '', 'g')) x (d)
$$;
create function private.address_key(p_kind text, p_value text) returns text
language sql immutable strict parallel safe set search_path = '' as $$
  select case when p_kind = 'email' then private.mail_key(p_value)
    when p_kind in ('phone', 'wa_phone') then private.phone_key(p_value) end
$$;
-- What the attributes of a contact say of who it is: addresses typed into a form, documents by the name of their field.
create function private.hints_of(p_attributes jsonb) returns text[]
language sql immutable strict parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct hint order by hint) filter (where hint is not null), '{}') from (
    select case
      when length(value) > 200 then null
      when key ~* '(^|_|\W)(cpf|cnpj|documento|document|rut|dni|curp|rfc|cuit|nit)($|_|\W)' and length(regexp_replace(value, '\W', '', 'g')) >= 7
        then 'doc:' || upper(regexp_replace(value, '\W', '', 'g'))
      else coalesce(private.mail_key(value), private.phone_key(value)) end as hint
    from jsonb_each_text(case when jsonb_typeof(p_attributes) = 'object' then p_attributes else '{}' end)) x
$$;

alter table public.contacts
  -- Whom this contact was joined with. It keeps its name, tags and attributes, to be parted with them again.
  add column merged_into uuid,
  add column hints text[] not null generated always as (private.hints_of(attributes)) stored,
  add constraint contacts_merged_into_fkey foreign key (organization_id, merged_into)
    references public.contacts (organization_id, id) on delete cascade,
  add constraint contacts_merged_elsewhere check (merged_into <> id);
create index contacts_merged_idx on public.contacts (organization_id, merged_into) where merged_into is not null;
create index contacts_latest_idx on public.contacts (organization_id, created_at desc, id desc) where merged_into is null;
-- Nearly every contact is known by its addresses alone and has no place here.
create index contacts_hints_idx on public.contacts using gin (hints) where hints <> '{}';
create index identities_address_idx on public.identities (organization_id, (private.address_key(kind, value)))
  where private.address_key(kind, value) is not null;

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

-- Two contacts of whom a person said that they are not the same: nobody is asked again, until somebody joins them after all.
create table public.distinct_contacts (
  organization_id uuid not null,
  -- The lesser id of the two first.
  one_id uuid not null,
  other_id uuid not null,
  said_by uuid,
  said_at timestamptz not null default now(),
  primary key (organization_id, one_id, other_id),
  foreign key (organization_id, one_id) references public.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, other_id) references public.contacts (organization_id, id) on delete cascade
);
create index distinct_contacts_other_idx on public.distinct_contacts (organization_id, other_id);
alter table public.distinct_contacts enable row level security;
grant select, insert, update, delete on public.distinct_contacts to faladesk_core;
create policy "core works on its organization's distinct_contacts" on public.distinct_contacts for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Who may be the same person, by one look into each index: an address written otherwise, one typed into a form, a document.
-- A name alone says nothing (everybody knows a Maria): it counts where it is a full one and something else agrees.
-- p_tries are other ways of writing this contact's addresses, as its channels know them: [{kind, value}].
-- Security definer because under RLS no such index may be used; it looks only into the transaction's organization.
create function private.contact_candidates(p_contact uuid, p_tries jsonb)
returns table (contact uuid, because text, seen text)
language sql stable security definer set search_path = '' as $$
  with me as (
    select k.* from public.contacts k where k.id = p_contact and k.organization_id = private.current_organization()
  ), mine as (
    select i.kind, i.value, private.address_key(i.kind, i.value) as key from public.identities i, me
    where i.organization_id = me.organization_id and i.contact_id = me.id
    union all
    select null, null, h from me, unnest(me.hints) h
  ), found as (
    select i.contact_id as id, case
        when m.value is null then 'typed_address'
        when m.key like 'phone:%' and regexp_replace(m.value, '\D', '', 'g') <> regexp_replace(i.value, '\D', '', 'g') then 'ninth_digit'
        else 'same_address' end as because, i.value as seen
    from me, mine m join public.identities i on i.organization_id = (select organization_id from me)
      and private.address_key(i.kind, i.value) = m.key and private.address_key(i.kind, i.value) is not null
    union all
    select i.contact_id, 'ninth_digit', i.value
    from me, jsonb_array_elements(p_tries) t join public.identities i on i.organization_id = (select organization_id from me)
      and i.kind = t ->> 'kind' and i.value = t ->> 'value'
    union all
    select k.id, case when h like 'doc:%' then 'same_document' else 'typed_address' end,
      case when h like 'doc:%' then '' else split_part(h, ':', 2) end
    from me join public.contacts k on k.hints <> '{}' and k.hints && array(select key from mine where key is not null)
      and k.organization_id = me.organization_id
    cross join unnest(k.hints) h where h in (select key from mine)
    union all
    select k.id, 'same_name', k.name from me join public.contacts k on k.organization_id = me.organization_id
      and private.fold(k.name) = private.fold(trim(me.name))
    where trim(me.name) ~ '\S\s+\S' and (
      exists (select from jsonb_each_text(me.attributes) a join jsonb_each_text(k.attributes) b on a.key = b.key and lower(a.value) = lower(b.value)
        where length(a.value) >= 4 and lower(a.value) not in ('true', 'false', 'none', 'null'))
      or exists (select from mine m join public.identities i on i.organization_id = k.organization_id and i.contact_id = k.id
        where m.key like 'mail:%' and split_part(private.address_key(i.kind, i.value), '@', 1) = split_part(m.key, '@', 1)
          or m.key like 'phone:%' and right(private.address_key(i.kind, i.value), 8) = right(m.key, 8)))
  )
  select distinct on (f.id) f.id, f.because, f.seen from found f join public.contacts k on k.id = f.id
  where f.id <> p_contact and k.merged_into is null and not exists (
    select from public.distinct_contacts d where d.organization_id = k.organization_id
      and d.one_id = least(f.id, p_contact) and d.other_id = greatest(f.id, p_contact))
  order by f.id, array_position(array['same_document', 'same_address', 'ninth_digit', 'typed_address', 'same_name'], f.because)
  limit 50
$$;

-- The contacts of the transaction's organization of which a part of the name or of an address is this.
create function private.search_contacts(p_query text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  with asked as (
    select '%' || regexp_replace(private.fold(trim(p_query)), '([\\%_])', '\\\1', 'g') || '%' as pattern, private.current_organization() as here
  )
  select k.id from asked join public.contacts k on k.organization_id = here and private.fold(k.name) like pattern
  union
  select i.contact_id from asked join public.identities i on i.organization_id = here and i.value ilike pattern
$$;

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

-- Deliveries by time. Both tables are written in the order of time, so a block range index is enough to read the last ones, or the
-- messages that came of a delivery (one transaction, one now()): it holds a line per 128 pages, and an insert seldom touches it.
create index deliveries_received_idx on public.deliveries using brin (received_at) with (autosummarize = on, pages_per_range = 32);
create index messages_created_idx on public.messages using brin (created_at) with (autosummarize = on, pages_per_range = 32);

-- A delivery's name in the API: its time in µs and base 36 (no digit more than needed), then its id.
create function private.delivery_name(p_received timestamptz, p_id uuid) returns text
language plpgsql immutable strict parallel safe set search_path = '' as $$
declare
  v_left bigint := (extract(epoch from p_received) * 1000000)::bigint;
  v_name text := '';
begin
  while v_left > 0 loop
    v_name := substr('0123456789abcdefghijklmnopqrstuvwxyz', (v_left % 36)::int + 1, 1) || v_name;
    v_left := v_left / 36;
  end loop;
  return v_name || '-' || p_id;
end $$;
-- The delivery of that name, in the transaction's organization: its time says where to look. The two are definers because under
-- RLS the planner would rather walk the organization's whole key.
create function private.delivery_named(p_name text) returns setof public.deliveries
language plpgsql stable security definer set search_path = '' as $$
declare
  v_micros bigint := 0;
  v_digits text := split_part(p_name, '-', 1);
  v_id uuid := substr(p_name, length(v_digits) + 2)::uuid;
  v_at timestamptz;
begin
  for n in 1 .. length(v_digits) loop
    v_micros := v_micros * 36 + position(substr(v_digits, n, 1) in '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
  end loop;
  v_at := timestamptz 'epoch' + make_interval(secs => v_micros / 1000000) + make_interval(secs => (v_micros % 1000000) / 1000000.0);
  return query select d.* from public.deliveries d
  where d.received_at = v_at and d.id = v_id and d.organization_id = private.current_organization();
exception when numeric_value_out_of_range or datetime_field_overflow then
  return;
end $$;
-- The p_limit latest deliveries before a given one, of all inboxes or one. Where there are few they are read by their key; else
-- looked for backwards in ever longer stretches of time, so that the block range index is read only as far as needed.
create function private.latest_deliveries(p_inbox uuid, p_before timestamptz, p_before_id uuid, p_limit int)
returns setof public.deliveries
language plpgsql stable security definer set search_path = '' as $$
declare
  v_here constant uuid := private.current_organization();
  v_inboxes constant uuid[] := array(select i.id from public.inboxes i where i.organization_id = v_here and (p_inbox is null or i.id = p_inbox));
  v_until constant timestamptz := coalesce(p_before, now());
  v_id constant uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_length interval := interval '10 seconds';
  v_few constant boolean := (select count(*) <= 2000 from (
    select from public.deliveries d where d.organization_id = v_here and d.inbox_id = any (v_inboxes) limit 2001) x);
begin
  if v_few then
    return query select d.* from public.deliveries d
    where d.organization_id = v_here and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
    order by d.received_at desc, d.id desc limit p_limit;
    return;
  end if;
  while v_length < interval '20 years' and p_limit > (select count(*) from (select from public.deliveries d
    where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
      and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id) limit p_limit) x)
  loop
    v_length := v_length * 4;
  end loop;
  return query select d.* from public.deliveries d
  where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
    and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
  order by d.received_at desc, d.id desc limit p_limit;
end $$;

-- What an inbox's health is made of: each source (send, stream, setup, test, media) says it for itself, the worst is shown.
-- p_said: {status, text?, remedy?}; null or ok: nothing is wrong any more. Answers whether anything changed; nothing is written
-- where nothing did. Rows of before ({status, reason, source?}) count as said by their source, or by a send.
create function private.note_health(p_inbox uuid, p_source text, p_said jsonb) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_health jsonb;
  v_sources jsonb;
  v_said jsonb := nullif(p_said, 'null');
  v_worst jsonb;
  v_name text;
begin
  if v_said ->> 'status' = 'ok' then
    v_said := null;
  end if;
  -- Read first: a lock for each good send would have the senders of an inbox wait for each other.
  for v_turn in 1 .. 2 loop
    if v_turn = 1 then
      select health into v_health from public.inboxes where id = p_inbox;
    else
      select health into v_health from public.inboxes where id = p_inbox for no key update;
    end if;
    if v_health is null then
      return false;
    end if;
    v_sources := coalesce(v_health -> 'sources', case when v_health ->> 'status' <> 'ok'
      then jsonb_build_object(coalesce(v_health ->> 'source', 'send'), v_health - 'source') end, '{}');
    if (v_sources -> p_source) - 'at' is not distinct from v_said then
      return false;
    end if;
  end loop;
  v_sources := v_sources - p_source;
  if v_said is not null then
    v_sources := v_sources || jsonb_build_object(p_source, v_said || jsonb_build_object('at', now()));
  end if;
  select s.value, s.key into v_worst, v_name from jsonb_each(v_sources) s
  order by (s.value ->> 'status' = 'error') desc, s.value ->> 'at' desc limit 1;
  update public.inboxes set health = case
    when v_worst is null then jsonb_build_object('status', 'ok', 'at', now())
    else v_worst || jsonb_build_object('source', v_name, 'sources', v_sources) end
  where id = p_inbox;
  return true;
end $$;

-- Inboxes whose provider is asked now and then whether all is still in place, each by one replica: a webhook taken away or a token
-- that expired makes no noise of its own.
alter table public.inboxes
  add column checked_at timestamptz not null default now(),
  -- The last check found something wrong; the next one decides.
  add column check_failed boolean not null default false;
create function private.claim_checks(p_channels text[], p_most int) returns table (id uuid, failed boolean)
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set checked_at = now()
  from (select o.id from public.inboxes o
    where o.channel = any (p_channels) and o.enabled and o.deleted_at is null and not o.simulated
      and o.checked_at < now() - interval '6 hours' order by o.checked_at limit p_most for update skip locked) due
  where i.id = due.id returning i.id, i.check_failed
$$;
-- How a check ended; what is wrong is looked at again in a minute.
create function private.settle_check(p_inbox uuid, p_ok boolean) returns void
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set check_failed = not p_ok,
    checked_at = case when p_ok or i.check_failed then now() else now() - interval '5 hours 59 minutes' end
  where i.id = p_inbox
$$;

create or replace function private.stream_is_well(p_inbox uuid, p_token uuid) returns void
language sql volatile security definer set search_path = '' as $$
  with lease as (
    update public.streams set attempts = 0 where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  select private.note_health(lease.inbox_id, 'stream', null) from lease
$$;

-- A stream is over: given back, to be started again in p_delay_ms; p_failed counts it as a failure, p_health says what that
-- means for the inbox ({status, text, remedy}; null leaves its health as it is).
drop function private.end_stream(uuid, uuid, int, text, text);
create function private.end_stream(p_inbox uuid, p_token uuid, p_delay_ms int, p_failed boolean, p_health jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  with lease as (
    update public.streams set lease_by = null, lease_token = null, lease_until = null,
      attempts = case when p_failed then attempts + 1 else attempts end,
      due = now() + make_interval(secs => p_delay_ms / 1000.0)
    where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  select private.note_health(lease.inbox_id, 'stream', p_health) from lease where p_health is not null
$$;

-- The key from which visitors' tokens, reply addresses and the secrets of calls are derived, sealed with FALADESK_SECRET_KEY:
-- changing that one changes none of them. Kept by the first start, which derives from FALADESK_SECRET_KEY itself.
create table private.derivation (
  one boolean primary key default true check (one),
  sealed text not null
);
-- The one that is kept; p_sealed becomes it where none is.
create function private.derivation_key(p_sealed text) returns text
language plpgsql volatile security definer set search_path = '' as $$
begin
  if not exists (select from private.derivation) then
    insert into private.derivation (sealed) values (p_sealed) on conflict do nothing;
  end if;
  return (select sealed from private.derivation);
end $$;

revoke execute on function private.mail_key(text), private.phone_key(text), private.address_key(text, text), private.hints_of(jsonb),
  private.contact_candidates(uuid, jsonb), private.search_contacts(text), private.lock_contacts(uuid[]), private.merge_contacts(uuid, uuid, uuid), private.undo_merge(uuid, uuid), private.note_health(uuid, text, jsonb),
  private.delivery_name(timestamptz, uuid), private.delivery_named(text), private.latest_deliveries(uuid, timestamptz, uuid, int),
  private.end_stream(uuid, uuid, int, boolean, jsonb), private.derivation_key(text), private.claim_checks(text[], int),
  private.settle_check(uuid, boolean) from public;
grant execute on function private.mail_key(text), private.phone_key(text), private.address_key(text, text), private.hints_of(jsonb),
  private.contact_candidates(uuid, jsonb), private.search_contacts(text), private.lock_contacts(uuid[]), private.merge_contacts(uuid, uuid, uuid), private.undo_merge(uuid, uuid), private.note_health(uuid, text, jsonb),
  private.delivery_name(timestamptz, uuid), private.delivery_named(text), private.latest_deliveries(uuid, timestamptz, uuid, int),
  private.end_stream(uuid, uuid, int, boolean, jsonb), private.derivation_key(text), private.claim_checks(text[], int),
  private.settle_check(uuid, boolean) to faladesk_core;
