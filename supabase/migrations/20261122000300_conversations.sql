-- Support threads: conversations with a protocol number, their messages in order, and the files that came with them.

-- Counts the conversations of one organization and day: the source of protocol numbers (year month day, then five digits).
create table public.protocols (
  organization_id uuid not null references public.organizations on delete cascade,
  day date not null,
  last int not null,
  primary key (organization_id, day)
);

-- The words columns of the busiest tables may hold. Domains, because PostgreSQL parses a table's check constraints anew in
-- each statement that writes to it (seven of them cost an incoming message a tenth of its time) and a domain's only once.
create domain public.conversation_status as text check (value in ('open', 'pending', 'resolved'));
create domain public.conversation_owner as text check (value in ('rules', 'ai', 'human'));
create domain public.conversation_priority as text check (value in ('low', 'normal', 'high', 'urgent'));
create domain public.message_direction as text check (value in ('in', 'out', 'note'));
create domain public.message_author as text check (value in ('contact', 'rule', 'ai', 'agent', 'system'));
create domain public.message_status as text
  check (value in ('queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'unknown', 'discarded'));

-- The tenant is part of the key here and in messages: what refers to a row names its organization too, and one index serves
-- both. Where a unique key begins with the row referred to, as (conversation_id, seq) does, it serves the foreign key as
-- well and there is no further index for that: each index on these tables is paid for by every message.
create table public.conversations (
  id uuid not null default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  inbox_id uuid not null,
  contact_id uuid not null,
  protocol text not null,
  status public.conversation_status not null default 'open',
  -- Who may speak: the rules, the AI or a human.
  owner public.conversation_owner not null default 'rules',
  assignee_id uuid,
  team_id uuid,
  priority public.conversation_priority not null default 'normal',
  tags text[] not null default '{}',
  attributes jsonb not null default '{}',
  -- messages.seq grows by one in each conversation: the order everything is worked in.
  last_seq bigint not null default 0,
  -- Highest seq an agent has seen.
  read_seq bigint not null default 0,
  -- Highest seq the rules have decided on.
  decided_seq bigint not null default 0,
  last_message_at timestamptz not null default now(),
  last_message_preview text not null default '',
  last_message_direction public.message_direction not null default 'in',
  -- Since when a customer waits for a human; null when nobody waits.
  waiting_since timestamptz,
  -- When the last inbound message came (the WhatsApp window runs from here).
  last_inbound_at timestamptz,
  -- When an agent last took the conversation: automatic answers decided before are discarded, not sent.
  taken_over_at timestamptz,
  -- How many automatic answers were given since a human last spoke.
  bot_attempts int not null default 0,
  -- Whether the customer was told that a human will answer.
  told_waiting boolean not null default false,
  resolved_at timestamptz,
  -- The resolved ones' place in their list. No index holds last_message_at itself: each message changes it, and PostgreSQL
  -- writes every index of a row anew once a column of any of them has changed (a fifth of an incoming message's time).
  resolved_last_message_at timestamptz generated always as (case when status = 'resolved' then last_message_at end) stored,
  created_at timestamptz not null default now(),
  primary key (id, organization_id),
  unique (organization_id, protocol),
  foreign key (organization_id, inbox_id) references public.inboxes (organization_id, id),
  foreign key (organization_id, contact_id) references public.contacts (organization_id, id) on delete cascade,
  foreign key (organization_id, assignee_id) references public.memberships (organization_id, user_id) on delete set null (assignee_id),
  foreign key (organization_id, team_id) references public.teams (organization_id, id) on delete set null (team_id)
) with (fillfactor = 70);
create unique index conversations_one_open_idx on public.conversations (inbox_id, contact_id) where status <> 'resolved';
create index conversations_resolved_idx on public.conversations (organization_id, resolved_last_message_at desc, id desc) where status = 'resolved';
-- Open ones are thousands at most: they are sorted as they are read.
create index conversations_open_idx on public.conversations (organization_id) where status <> 'resolved';
create index conversations_assignee_idx on public.conversations (organization_id, assignee_id) where assignee_id is not null;
create index conversations_team_idx on public.conversations (organization_id, team_id) where team_id is not null;
create index conversations_contact_idx on public.conversations (organization_id, contact_id);

create table public.messages (
  id uuid not null default gen_random_uuid(),
  organization_id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  seq bigint not null,
  direction public.message_direction not null,
  author_kind public.message_author not null,
  author_id uuid,
  -- Plain text for reading and rules; content holds every part (text, media, location, choice …).
  text text not null default '',
  content jsonb not null default '[]',
  flags jsonb not null default '{}',
  -- The provider's id of this message.
  external_id text,
  -- The composer's id: the same press of Send never makes two messages.
  client_id uuid,
  -- The address it came from, for replies; an identity that is gone leaves the message standing.
  identity_id uuid,
  reply_to uuid,
  decision_id uuid,
  -- Of outgoing messages: what became of the whole message.
  status public.message_status,
  error jsonb,
  -- The provider's time; order is by seq, never by time.
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (id, organization_id),
  unique (conversation_id, seq)
);
-- No foreign key to the conversation: its check locks the very row that every message has just changed, and cost a quarter of
-- the whole ingest. private.ingest takes the conversation from its own update; what core writes is held to it by policy (below);
-- and messages go with their conversation here.
create function private.forget_messages() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.messages where conversation_id = old.id and organization_id = old.organization_id;
  delete from public.work where conversation_id = old.id and organization_id = old.organization_id;
  return null;
end $$;
revoke execute on function private.forget_messages() from public;
create trigger conversations_forget_messages after delete on public.conversations
  for each row execute function private.forget_messages();
create unique index messages_external_idx on public.messages (inbox_id, external_id) where external_id is not null;
create unique index messages_client_idx on public.messages (conversation_id, client_id) where client_id is not null;

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  message_id uuid not null,
  position int not null default 0,
  mime text not null,
  name text,
  size bigint,
  -- Path in the storage bucket `attachments`, once stored: organization/conversation/attachment
  path text,
  status text not null default 'pending' check (status in ('pending', 'stored', 'failed')),
  reason text,
  -- Where the provider keeps it (MediaRef of the plugin contract).
  source jsonb,
  attempts int not null default 0,
  due timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (message_id, position),
  foreign key (organization_id, message_id) references public.messages (organization_id, id) on delete cascade
);
create index attachments_pending_idx on public.attachments (due) where status = 'pending';

alter table public.protocols enable row level security;
alter table public.conversations enable row level security;
alter table public.messages enable row level security;
alter table public.attachments enable row level security;

grant select on public.conversations, public.messages, public.attachments to authenticated;
grant select, insert, update, delete on public.protocols, public.conversations, public.messages, public.attachments to faladesk_core;

do $$
declare t text;
begin
  foreach t in array array['conversations', 'messages', 'attachments'] loop
    execute format('create policy "members read their organization''s %1$s" on public.%1$I for select to authenticated
      using (organization_id = any ((select private.my_organizations())::uuid[]))', t);
  end loop;
  create policy "core works on its organization's messages" on public.messages for all to faladesk_core
    using (organization_id = (select private.current_organization()))
    with check (organization_id = (select private.current_organization())
      and exists (select from public.conversations c where c.id = conversation_id and c.organization_id = (select private.current_organization())));
  foreach t in array array['protocols', 'conversations', 'attachments'] loop
    execute format('create policy "core works on its organization''s %1$s" on public.%1$I for all to faladesk_core
      using (organization_id = (select private.current_organization()))
      with check (organization_id = (select private.current_organization()))', t);
  end loop;
end $$;
