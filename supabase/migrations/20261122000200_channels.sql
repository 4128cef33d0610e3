-- Where customers come from: inboxes (one configured channel of one organization), contacts and their identities,
-- and the AI plugin an organization uses.

create table public.inboxes (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  channel text not null,
  name text not null check (length(name) between 1 and 80),
  -- 128 random bits in the webhook's path: the tenant is known by the address, never by the body.
  key text not null unique default encode(extensions.gen_random_bytes(16), 'hex'),
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  -- Its provider is the host's own simulator (the phone in the demo): settings and secrets are derived, never stored.
  simulated boolean not null default false,
  -- {status: ok|degraded|error, reason?, at}
  health jsonb not null default '{"status":"ok"}',
  -- Counts changes, so that replicas know when a cached inbox is old.
  revision int not null default 1,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organization_id, id)
);

-- Secrets stay apart and sealed (AES-256-GCM by core); no browser role reads this table.
create table public.inbox_secrets (
  inbox_id uuid primary key,
  organization_id uuid not null,
  sealed text not null,
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index inbox_secrets_organization_inbox_idx on public.inbox_secrets (organization_id, inbox_id);

-- The AI plugin an organization uses; settings without secrets, secrets sealed beside them.
create table public.ai_plugins (
  organization_id uuid primary key references public.organizations on delete cascade,
  plugin text not null,
  settings jsonb not null default '{}',
  enabled boolean not null default true,
  updated_at timestamptz not null default now()
);

create table public.ai_secrets (
  organization_id uuid primary key references public.ai_plugins (organization_id) on delete cascade,
  sealed text not null
);

create table public.contacts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text,
  tags text[] not null default '{}',
  attributes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);

-- One address of a contact. A contact has many; a phone is never the key of a contact.
create table public.identities (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  contact_id uuid not null,
  kind text not null,
  value text not null,
  verified boolean not null default false,
  created_at timestamptz not null default now(),
  unique (organization_id, kind, value),
  foreign key (organization_id, contact_id) references public.contacts (organization_id, id) on delete cascade
);
create index identities_organization_contact_idx on public.identities (organization_id, contact_id);

alter table public.inboxes enable row level security;
alter table public.inbox_secrets enable row level security;
alter table public.ai_plugins enable row level security;
alter table public.ai_secrets enable row level security;
alter table public.contacts enable row level security;
alter table public.identities enable row level security;

grant select on public.inboxes, public.ai_plugins, public.contacts, public.identities to authenticated;
grant select, insert, update, delete on public.inboxes, public.inbox_secrets, public.ai_plugins, public.ai_secrets,
  public.contacts, public.identities to faladesk_core;

create policy "members read their inboxes" on public.inboxes for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]) and deleted_at is null);
create policy "admins read their AI plugin" on public.ai_plugins for select to authenticated
  using (organization_id = any ((select private.my_admin_organizations())::uuid[]));
create policy "members read their contacts" on public.contacts for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));
create policy "members read their contacts' identities" on public.identities for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));

do $$
declare t text;
begin
  foreach t in array array['inboxes', 'inbox_secrets', 'ai_plugins', 'ai_secrets', 'contacts', 'identities'] loop
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;
