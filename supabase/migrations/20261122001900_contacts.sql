-- Contacts that may be the same person are found, by whatever way their addresses are written.

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

revoke execute on function private.mail_key(text), private.phone_key(text), private.address_key(text, text), private.hints_of(jsonb),
  private.contact_candidates(uuid, jsonb), private.search_contacts(text) from public;
grant execute on function private.mail_key(text), private.phone_key(text), private.address_key(text, text), private.hints_of(jsonb),
  private.contact_candidates(uuid, jsonb), private.search_contacts(text) to faladesk_core;
