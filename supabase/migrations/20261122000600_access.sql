-- Access by machines, and the record of what people changed.

-- API keys are shown once and kept as a SHA-256; `prefix` tells them apart.
create table public.api_keys (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (length(name) between 1 and 80),
  prefix text not null,
  hash text not null unique,
  role text not null default 'agent' check (role in ('admin', 'agent')),
  created_by uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_organization_idx on public.api_keys (organization_id);

-- Append-only: nobody is granted update or delete.
create table public.audit_log (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  action text not null,
  target text,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index audit_log_organization_idx on public.audit_log (organization_id, id desc);
create trigger audit_log_never_changes before update on public.audit_log
  for each row execute function private.refuse_change();

alter table public.api_keys enable row level security;
alter table public.audit_log enable row level security;

grant select (id, organization_id, name, prefix, role, created_by, created_at, last_used_at, revoked_at) on public.api_keys to authenticated;
grant select on public.audit_log to authenticated;
grant select, insert, update on public.api_keys to faladesk_core;
grant select, insert on public.audit_log to faladesk_core;

create policy "admins read their API keys" on public.api_keys for select to authenticated
  using (organization_id = any ((select private.my_admin_organizations())::uuid[]));
create policy "core works on its organization's API keys" on public.api_keys for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));
create policy "admins read their audit log" on public.audit_log for select to authenticated
  using (organization_id = any ((select private.my_admin_organizations())::uuid[]));
create policy "core writes its organization's audit log" on public.audit_log for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Who holds this key? Asked before any organization is known.
create function private.api_key_owner(p_hash text)
returns table (id uuid, organization_id uuid, slug text, role text)
language sql stable security definer set search_path = '' as $$
  select k.id, k.organization_id, o.slug, k.role
  from public.api_keys k join public.organizations o on o.id = k.organization_id
  where k.hash = p_hash and k.revoked_at is null
$$;
revoke execute on function private.api_key_owner(text) from public;
grant execute on function private.api_key_owner(text) to faladesk_core;
