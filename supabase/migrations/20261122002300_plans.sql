-- PostgreSQL plans a statement anew whenever the role that runs it, or what it expects of its parameters, has changed. What a
-- message asks on its way runs in one role, by one plan: planning cost more than running it.

-- Only core may call it, with an address it has read.
alter function private.block_of(uuid) security definer;

-- window_from() as its owner, whether a decision asks, with an organization's rights, or a claim, which has nobody's. Only core
-- may call it, with a conversation it has read.
create function private.window_from_of_core(p_conversation uuid) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select private.window_from(p_conversation)
$$;
revoke execute on function private.window_from_of_core(uuid) from public;
grant execute on function private.window_from_of_core(uuid) to faladesk_core;

alter function private.ingest(uuid, text, text, jsonb, bytea, jsonb, text) set plan_cache_mode = force_generic_plan;
alter function private.settle_outbox(uuid, int, text, text[], text, jsonb, int) set plan_cache_mode = force_generic_plan;
