-- Who is who: organizations (the tenant), the people who work in them, and the roles that read and write on their behalf.

create extension if not exists pgcrypto with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists pg_trgm with schema extensions;

-- Functions no browser may call; core reaches them by name.
create schema private;
revoke all on schema private from public;

-- Core's ambient role. It sees nothing until a transaction names one organization (private.current_organization()).
do $$
begin
  if not exists (select from pg_roles where rolname = 'faladesk_core') then
    create role faladesk_core nologin noinherit;
  end if;
  -- Core wears these roles one transaction at a time, so its login must be able to.
  if not pg_has_role(current_user, 'faladesk_core', 'set') then
    execute format('grant faladesk_core to %I', current_user);
  end if;
  if not pg_has_role(current_user, 'authenticated', 'set') then
    execute format('grant authenticated to %I', current_user);
  end if;
end $$;
grant usage on schema public, private to faladesk_core;
grant usage on schema private to authenticated;
-- Supabase grants every new table to its API roles by default; here each table says who may touch it.
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke execute on functions from anon, authenticated;

-- An organization is the tenant. `profile` is what the AI may know of it; `locale` is the language its customers are told things in.
create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 120),
  locale text not null default 'pt-BR' check (locale in ('pt-BR', 'es', 'en')),
  timezone text not null default 'America/Sao_Paulo',
  profile text not null default '' check (length(profile) <= 20000),
  is_demo boolean not null default false,
  created_at timestamptz not null default now()
);

-- A membership makes a user an admin or an agent of one organization. Name and e-mail are what colleagues see.
create table public.memberships (
  organization_id uuid not null references public.organizations on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  role text not null check (role in ('admin', 'agent')),
  name text not null check (length(name) between 1 and 120),
  email text not null,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index memberships_user_id_idx on public.memberships (user_id);

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (length(name) between 1 and 80),
  description text not null default '',
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, name)
);

create table public.team_members (
  organization_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (organization_id, team_id, user_id),
  foreign key (organization_id, team_id) references public.teams (organization_id, id) on delete cascade,
  foreign key (organization_id, user_id) references public.memberships (organization_id, user_id) on delete cascade
);
create index team_members_organization_user_idx on public.team_members (organization_id, user_id);

-- Business time: several intervals a day, holidays by date. Used by rules, SLA, AI and reports alike.
-- weekly: {"mon":[["09:00","12:00"],["13:00","18:00"]],…}; holidays: [{"date":"2026-12-25","name":"Natal"}]
create table public.calendars (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (length(name) between 1 and 80),
  weekly jsonb not null default '{}',
  holidays jsonb not null default '[]',
  is_default boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index calendars_one_default_idx on public.calendars (organization_id) where is_default;
create index calendars_organization_idx on public.calendars (organization_id);

-- The organizations the caller belongs to, as an array: one look-up a statement instead of one a row
-- (a per-row membership function measured 100 times slower).
create function private.my_organizations() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(organization_id), '{}') from public.memberships
  where user_id = (select auth.uid()) and suspended_at is null
$$;

create function private.my_admin_organizations() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(organization_id), '{}') from public.memberships
  where user_id = (select auth.uid()) and role = 'admin' and suspended_at is null
$$;

-- The organization this transaction of core works for; null outside one, so that nothing matches.
create function private.current_organization() returns uuid
language sql stable set search_path = '' as $$
  select nullif(current_setting('faladesk.organization_id', true), '')::uuid
$$;
revoke execute on function private.my_organizations(), private.my_admin_organizations(), private.current_organization() from public;
grant execute on function private.my_organizations(), private.my_admin_organizations() to authenticated;
grant execute on function private.current_organization() to faladesk_core;

alter table public.organizations enable row level security;
alter table public.memberships enable row level security;
alter table public.teams enable row level security;
alter table public.team_members enable row level security;
alter table public.calendars enable row level security;

grant select on public.organizations, public.memberships, public.teams, public.team_members, public.calendars to authenticated;
grant update (name, locale, timezone, profile) on public.organizations to authenticated;
grant insert, update, delete on public.teams, public.team_members, public.calendars to authenticated;
grant select on public.organizations, public.memberships, public.teams, public.team_members, public.calendars to faladesk_core;

create policy "members read their organizations" on public.organizations for select to authenticated
  using (id = any ((select private.my_organizations())::uuid[]));
create policy "admins change their organization" on public.organizations for update to authenticated
  using (id = any ((select private.my_admin_organizations())::uuid[]))
  with check (id = any ((select private.my_admin_organizations())::uuid[]));
create policy "core reads the organization it works for" on public.organizations for select to faladesk_core
  using (id = (select private.current_organization()));

create policy "members read their colleagues" on public.memberships for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));
create policy "core reads the members of its organization" on public.memberships for select to faladesk_core
  using (organization_id = (select private.current_organization()));

do $$
declare t text;
begin
  foreach t in array array['teams', 'team_members', 'calendars'] loop
    execute format('create policy "members read their organization''s %1$s" on public.%1$I for select to authenticated
      using (organization_id = any ((select private.my_organizations())::uuid[]))', t);
    execute format('create policy "admins add %1$s" on public.%1$I for insert to authenticated
      with check (organization_id = any ((select private.my_admin_organizations())::uuid[]))', t);
    execute format('create policy "admins change %1$s" on public.%1$I for update to authenticated
      using (organization_id = any ((select private.my_admin_organizations())::uuid[]))
      with check (organization_id = any ((select private.my_admin_organizations())::uuid[]))', t);
    execute format('create policy "admins remove %1$s" on public.%1$I for delete to authenticated
      using (organization_id = any ((select private.my_admin_organizations())::uuid[]))', t);
    execute format('create policy "core reads its organization''s %1$s" on public.%1$I for select to faladesk_core
      using (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;
