-- Promises to customers: how soon somebody answers, how soon it is solved. A rule gives a conversation its policy.

create table public.sla_policies (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (length(name) between 1 and 80),
  -- Minutes until a person answers, and until it is resolved; null promises nothing.
  first_response_minutes int check (first_response_minutes between 1 and 525600),
  resolution_minutes int check (resolution_minutes between 1 and 525600),
  -- Whether only business hours count.
  business_hours boolean not null default true,
  -- Share of the time, in percent, after which the warning is due.
  warn_at int not null default 80 check (warn_at between 1 and 99),
  created_at timestamptz not null default now(),
  unique (organization_id, name),
  unique (organization_id, id)
);

-- The moments of a conversation's policy, computed once when it is given. sla_next_at is the next of them to look at.
alter table public.conversations
  add column sla_policy_id uuid,
  add column sla_first_warn_at timestamptz,
  add column sla_first_due_at timestamptz,
  add column sla_first_met_at timestamptz,
  add column sla_warn_at timestamptz,
  add column sla_due_at timestamptz,
  add column sla_breached_at timestamptz,
  add column sla_next_at timestamptz,
  add foreign key (organization_id, sla_policy_id) references public.sla_policies (organization_id, id) on delete set null (sla_policy_id);
create index conversations_sla_next_idx on public.conversations (sla_next_at) where sla_next_at is not null;
create index conversations_sla_policy_idx on public.conversations (organization_id, sla_policy_id) where sla_policy_id is not null;

alter table public.sla_policies enable row level security;
grant select on public.sla_policies to authenticated;
grant select, insert, update, delete on public.sla_policies to faladesk_core;
create policy "members read their organization's sla policies" on public.sla_policies for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));
create policy "core works on its organization's sla policies" on public.sla_policies for all to faladesk_core
  using (organization_id = (select private.current_organization()))
  with check (organization_id = (select private.current_organization()));

-- Makes events of the moments that have come; answers how many. A moment is passed over where its promise was kept:
-- the first answer given, the conversation resolved.
create function private.sweep_sla() returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  v public.conversations;
  v_moment record;
  v_count int := 0;
begin
  for v in select * from public.conversations c where c.sla_next_at <= now() order by c.sla_next_at limit 200 for update skip locked loop
    for v_moment in
      select m.event, max(m.at) as at from (values
        ('sla-warning', case when v.sla_first_met_at is null then v.sla_first_warn_at end),
        ('sla-breached', case when v.sla_first_met_at is null then v.sla_first_due_at end),
        ('sla-warning', v.sla_warn_at), ('sla-breached', v.sla_due_at)) m (event, at)
      where m.at between v.sla_next_at and now() and v.status <> 'resolved'
      group by m.event order by 2
    loop
      perform private.add_event(v.id, v_moment.event, null, null);
      v_count := v_count + 1;
      if v_moment.event = 'sla-breached' then
        update public.conversations set sla_breached_at = coalesce(sla_breached_at, v_moment.at) where id = v.id;
      end if;
    end loop;
    update public.conversations c set sla_next_at = case when v.status <> 'resolved' then (
      select min(m.at) from unnest(array[
        case when v.sla_first_met_at is null then v.sla_first_warn_at end,
        case when v.sla_first_met_at is null then v.sla_first_due_at end, v.sla_warn_at, v.sla_due_at]) m (at)
      where m.at > now()) end
    where c.id = v.id;
  end loop;
  return v_count;
end $$;
revoke execute on function private.sweep_sla() from public;
grant execute on function private.sweep_sla() to faladesk_core;
