-- The work itself: what waits to be decided, answered by the AI, or sent; what came in raw; what could not be processed.

-- One wake-up row a conversation. `gen` grows with every wake-up; a worker deletes the row only at the gen it saw,
-- so that no wake-up is lost (an "insert … on conflict do nothing" measurably loses some).
create table public.work (
  conversation_id uuid primary key,
  organization_id uuid not null,
  gen bigint not null default 1,
  due timestamptz not null default now(),
  attempts int not null default 0,
  lease_by int,
  lease_token uuid,
  lease_until timestamptz,
  -- No foreign key, as messages have none; a conversation that goes takes its wake-up along (conversations_forget_messages).
  reason text
) with (fillfactor = 70);
create index work_due_idx on public.work (due) where lease_by is null;
create index work_leased_idx on public.work (lease_by) where lease_by is not null;

-- The AI's turn in a conversation: at most one, started when the customer has stopped typing (due), overtaken when gen has grown.
create table public.ai_turns (
  conversation_id uuid primary key,
  organization_id uuid not null,
  decision_id uuid,
  instructions text,
  gen bigint not null default 1,
  due timestamptz not null default now(),
  attempts int not null default 0,
  lease_by int,
  lease_token uuid,
  lease_until timestamptz,
  created_at timestamptz not null default now(),
  foreign key (organization_id, conversation_id) references public.conversations (organization_id, id) on delete cascade
) with (fillfactor = 70);
create index ai_turns_due_idx on public.ai_turns (due) where lease_by is null;
create index ai_turns_leased_idx on public.ai_turns (lease_by) where lease_by is not null;

-- One part of an outgoing message = one request to a provider, with its receipt.
-- queued → sending (committed before the request) → sent | failed | unknown | discarded
create table public.outbox (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  conversation_id uuid not null,
  message_id uuid not null,
  inbox_id uuid not null,
  position int not null default 0,
  -- Order of sending within the conversation: message seq, then part.
  seq bigint not null,
  content jsonb not null,
  recipients jsonb not null,
  reply_to text,
  -- Automatic answers are discarded when a human took over after they were decided.
  automatic boolean not null default false,
  state text not null default 'queued' check (state in ('queued', 'sending', 'sent', 'failed', 'unknown', 'discarded')),
  attempts int not null default 0,
  due timestamptz not null default now(),
  lease_by int,
  sending_at timestamptz,
  -- The provider's ids for this part, and how far it got by the provider's own word.
  external_ids text[] not null default '{}',
  receipt text check (receipt in ('queued', 'sent', 'delivered', 'read', 'failed')),
  error jsonb,
  created_at timestamptz not null default now(),
  unique (message_id, position),
  foreign key (organization_id, message_id) references public.messages (organization_id, id) on delete cascade
) with (fillfactor = 70);
create index outbox_due_idx on public.outbox (due) where state = 'queued';
create index outbox_sending_idx on public.outbox (sending_at) where state = 'sending';
create index outbox_unsettled_idx on public.outbox (conversation_id, seq, position) where state in ('queued', 'sending');
create index outbox_external_idx on public.outbox using gin (external_ids);

-- Every verified webhook as it came. One row per (inbox, idempotency key), however often the provider repeats it.
create table public.deliveries (
  id uuid not null default gen_random_uuid(),
  organization_id uuid not null,
  inbox_id uuid not null,
  idempotency_key text not null,
  hook text not null,
  headers jsonb not null,
  body bytea not null,
  received_at timestamptz not null default now(),
  -- The one index: a dead letter's delivery is looked for among its inbox's, which an admin does now and then.
  constraint deliveries_once primary key (organization_id, inbox_id, idempotency_key)
);
-- The hot path takes organization and inbox from the inbox's own row. A foreign key would have every webhook of an inbox
-- lock that one row; so what becomes of an inbox that goes is said here.
create function private.forget_deliveries() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.deliveries where organization_id = old.organization_id and inbox_id = old.id;
  return null;
end $$;
revoke execute on function private.forget_deliveries() from public;
create trigger inboxes_forget_deliveries after delete on public.inboxes
  for each row execute function private.forget_deliveries();

-- What could not be processed, kept so that an admin can see it and play it again.
create table public.dead_letters (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  source text not null check (source in ('webhook', 'decision', 'send', 'media', 'ai')),
  inbox_id uuid,
  conversation_id uuid,
  delivery_id uuid,
  reason text not null,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now(),
  settled_at timestamptz,
  settled_by uuid
);
create index dead_letters_organization_idx on public.dead_letters (organization_id, created_at desc);

-- What the simulated phone of a demo inbox would show: written by the simulated provider, one row a message received or sent.
create table public.phone_messages (
  id bigint generated always as identity primary key,
  organization_id uuid not null,
  inbox_id uuid not null,
  address text not null,
  direction text not null check (direction in ('to_phone', 'from_phone')),
  external_id text,
  text text not null default '',
  content jsonb not null default '[]',
  created_at timestamptz not null default now(),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id) on delete cascade
);
create index phone_messages_inbox_idx on public.phone_messages (organization_id, inbox_id, address, id);

alter table public.phone_messages enable row level security;
grant select on public.phone_messages to authenticated;
grant select, insert on public.phone_messages to faladesk_core;
create policy "members read their simulated phones" on public.phone_messages for select to authenticated
  using (organization_id = any ((select private.my_organizations())::uuid[]));

alter table public.work enable row level security;
alter table public.ai_turns enable row level security;
alter table public.outbox enable row level security;
alter table public.deliveries enable row level security;
alter table public.dead_letters enable row level security;

grant select on public.dead_letters to authenticated;
grant select, insert, update, delete on public.work, public.ai_turns, public.outbox, public.dead_letters to faladesk_core;
grant select, insert, delete on public.deliveries to faladesk_core;

create policy "admins read what could not be processed" on public.dead_letters for select to authenticated
  using (organization_id = any ((select private.my_admin_organizations())::uuid[]));

do $$
declare t text;
begin
  foreach t in array array['work', 'ai_turns', 'outbox', 'deliveries', 'dead_letters', 'phone_messages'] loop
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;
