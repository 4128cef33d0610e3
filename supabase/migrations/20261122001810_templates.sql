-- Templates: what may be written when the window is closed.

-- What a reply becomes when its window is closed, and when the templates of an inbox are asked for again.
alter table public.inboxes
  add column reply_policy jsonb not null default '{"closed": []}',
  add column templates_synced_at timestamptz,
  add column templates_due timestamptz not null default now(),
  add column templates_failures int not null default 0;

-- The templates a provider has approved, or will not; core keeps them fresh.
create table public.message_templates (
  organization_id uuid not null,
  inbox_id uuid not null,
  ref text not null,
  language text not null default '',
  name text not null,
  category text not null,
  status text not null,
  body text not null default '',
  variables text[] not null default '{}',
  synced_at timestamptz not null default now(),
  primary key (inbox_id, ref, language),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index message_templates_organization_inbox_idx on public.message_templates (organization_id, inbox_id);
alter table public.message_templates enable row level security;
grant select on public.message_templates to authenticated;
grant select, insert, update, delete on public.message_templates to faladesk_core;
create policy "members read their templates" on public.message_templates for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));
create policy "core works on its organization's message_templates" on public.message_templates for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Inboxes whose templates are to be asked for: once a day, and after a failure sooner, at growing distances.
create function private.claim_template_syncs(p_channels text[], p_limit int) returns table (id uuid, organization_id uuid)
language sql volatile security definer set search_path = '' as $$
  update public.inboxes i set templates_failures = i.templates_failures + 1,
    templates_due = now() + least(interval '1 day', interval '5 minutes' * 3 ^ least(i.templates_failures, 6))
  from (select q.id from public.inboxes q
    where q.enabled and q.deleted_at is null and q.channel = any (p_channels) and q.templates_due <= now()
    order by q.templates_due limit p_limit for update skip locked) due
  where i.id = due.id
  returning i.id, i.organization_id
$$;

-- What the provider says of a template: its fate, or another category. One we do not know is asked for.
create function private.apply_template_fate(p_inbox uuid, p_detail jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_said constant text := upper(coalesce(p_detail ->> 'event', ''));
  v_status constant text := case
    when v_said in ('APPROVED', 'REINSTATED', 'UNPAUSED') then 'approved'
    when v_said in ('REJECTED', 'DISABLED', 'DELETED', 'PENDING_DELETION', 'LOCKED', 'ARCHIVED', 'LIMIT_EXCEEDED') then 'rejected'
    when v_said = 'PAUSED' then 'paused'
    when v_said in ('PENDING', 'IN_APPEAL', 'SUBMITTED') then 'pending' end;
begin
  update public.message_templates t set status = coalesce(v_status, t.status),
    category = coalesce(lower(p_detail ->> 'new_category'), t.category), synced_at = now()
  where t.inbox_id = p_inbox and p_detail ->> 'message_template_name' in (t.name, t.ref)
    and (p_detail ->> 'message_template_language' is null
      or replace(lower(t.language), '-', '_') = replace(lower(p_detail ->> 'message_template_language'), '-', '_'));
  if not found then
    update public.inboxes set templates_due = now() where id = p_inbox;
  end if;
end $$;

revoke execute on function private.claim_template_syncs(text[], int), private.apply_template_fate(uuid, jsonb) from public;
grant execute on function private.claim_template_syncs(text[], int) to faladesk_core;
