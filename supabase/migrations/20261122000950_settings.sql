-- Settings changed by command: an admin's own rights are not enough where an API key asks, and the audit entry must be
-- written in the same transaction. Core, after checking the role, changes them for the one organization it works for.

grant update (name, locale, timezone, profile) on public.organizations to faladesk_core;
create policy "core changes the organization it works for" on public.organizations for update to faladesk_core
  using (id = (select private.current_organization()))
  with check (id = (select private.current_organization()));

grant insert, update, delete on public.teams, public.team_members, public.calendars to faladesk_core;
do $$
declare t text;
begin
  foreach t in array array['teams', 'team_members', 'calendars'] loop
    execute format('drop policy "core reads its organization''s %1$s" on public.%1$I', t);
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;

-- Whether the demo organization was seeded: the sign-in page then offers its logins. Asked before anyone is known.
create function private.demo_is_seeded() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.organizations where slug = 'demo' and is_demo)
$$;
revoke execute on function private.demo_is_seeded() from public;
grant execute on function private.demo_is_seeded() to faladesk_core;
