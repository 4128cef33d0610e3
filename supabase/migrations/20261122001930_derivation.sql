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

revoke execute on function private.derivation_key(text) from public;
grant execute on function private.derivation_key(text) to faladesk_core;
