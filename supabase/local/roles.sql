-- The roles a Supabase project has, with its privileges; they belong to the whole PostgreSQL, not to one database.
-- Passwords are set by bootstrap.ts. As on Supabase, `postgres` owns the application's objects and is not a superuser,
-- so a migration that needs more than Supabase allows fails here already.

do $$
declare
  wanted record;
begin
  for wanted in
    select * from (values
      ('postgres', 'login createdb createrole replication bypassrls'),
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'nologin noinherit'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('supabase_storage_admin', 'nologin noinherit'),
      ('supabase_realtime_admin', 'login noinherit'),
      ('supabase_lite', 'login')
    ) as roles (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      execute format('create role %I', wanted.name);
    end if;
    execute format('alter role %I %s', wanted.name, wanted.attributes);
  end loop;
end $$;

grant anon, authenticated, service_role to postgres with admin option;
grant anon, authenticated, service_role to authenticator;
grant pg_monitor, pg_signal_backend, pg_read_all_data to postgres;
-- Supabase lets `postgres` write policies on these two schemas through an extension; membership gives the same here.
grant supabase_realtime_admin, supabase_storage_admin to postgres;

-- Supabase Lite logs in as this: it keeps accounts and files, and wears a caller's role for everything else.
grant supabase_auth_admin, supabase_storage_admin to supabase_lite with inherit true;
grant anon, authenticated, service_role to supabase_lite with inherit false, set true;
-- The Realtime server logs in as the owner of its table and wears a member's role to ask the policies.
grant anon, authenticated, service_role to supabase_realtime_admin with inherit false, set true;
alter role supabase_lite set statement_timeout = '8s';
