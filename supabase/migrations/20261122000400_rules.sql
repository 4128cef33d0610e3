-- Workflows, their immutable versions, and the record of every decision taken with them.

create table public.workflows (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (length(name) between 1 and 120),
  -- The document as its author wrote it.
  draft json not null, -- json, not jsonb: the order of the author's keys is kept
  -- Counts saves of the draft: a save made on an older one is refused, so no edit is lost.
  draft_revision int not null default 1,
  draft_saved_by uuid,
  draft_saved_at timestamptz not null default now(),
  published_version int,
  position int not null default 0,
  created_at timestamptz not null default now(),
  unique (organization_id, id)
);
create index workflows_organization_idx on public.workflows (organization_id, position);

-- What was published, never changed afterwards. `rolled_back_from` names the version a rollback replaced.
create table public.workflow_versions (
  workflow_id uuid not null,
  organization_id uuid not null,
  version int not null,
  document json not null,
  note text not null default '',
  published_by uuid,
  published_at timestamptz not null default now(),
  rolled_back_from int,
  primary key (workflow_id, version),
  foreign key (organization_id, workflow_id) references public.workflows (organization_id, id) on delete cascade
);
create index workflow_versions_organization_idx on public.workflow_versions (organization_id, workflow_id);

create function private.refuse_change() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception '% rows never change', tg_table_name using errcode = '42501';
end $$;
revoke execute on function private.refuse_change() from public;
create trigger workflow_versions_never_change before update on public.workflow_versions
  for each row execute function private.refuse_change();

-- One evaluation: the facts as they were, what each rule said, what was done.
create table public.decisions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  workflow_id uuid,
  workflow_version int,
  -- auto-reply | ask-ai | escalate | route | wait | ignore | ai-default | human-default | none
  outcome text not null,
  reply_rule text,
  facts jsonb not null,
  explanation jsonb not null,
  actions jsonb not null default '[]',
  took_ms real,
  created_at timestamptz not null default now(),
  unique (message_id),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade,
  foreign key (organization_id, message_id) references public.messages (organization_id, id) on delete cascade
);
create index decisions_conversation_idx on public.decisions (organization_id, conversation_id);

alter table public.workflows enable row level security;
alter table public.workflow_versions enable row level security;
alter table public.decisions enable row level security;

grant select on public.workflows, public.workflow_versions, public.decisions to authenticated;
grant select, insert, update, delete on public.workflows to faladesk_core;
grant select, insert on public.workflow_versions to faladesk_core;
grant select, insert, update on public.decisions to faladesk_core;

do $$
declare t text;
begin
  foreach t in array array['workflows', 'workflow_versions', 'decisions'] loop
    execute format('create policy "members read their organization''s %1$s" on public.%1$I for select to authenticated
      using (organization_id = any ((select private.my_organizations())::uuid[]))', t);
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;
