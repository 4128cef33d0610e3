-- Generated from the migrations by `node supabase/dump.ts`, for reading; a test fails when it is out of date.
-- The database is made by the migrations, never by this file.

create schema "private";

grant usage on schema "private" to "authenticated", "faladesk_core";

grant create, usage on schema "private" to "postgres";

comment on schema "public" is 'standard public schema';

revoke all on schema "public" from public;

grant usage on schema "public" to public;

revoke all on schema "public" from "anon";

grant usage on schema "public" to "anon";

revoke all on schema "public" from "authenticated";

grant usage on schema "public" to "authenticated";

revoke all on schema "public" from "faladesk_core";

grant usage on schema "public" to "faladesk_core";

revoke all on schema "public" from "pg_database_owner";

grant create, usage on schema "public" to "pg_database_owner";

revoke all on schema "public" from "postgres";

grant usage on schema "public" to "postgres";

revoke all on schema "public" from "service_role";

grant usage on schema "public" to "service_role";

alter default privileges for role "postgres" in schema "public" grant select,
  update, usage on sequences to "service_role";

alter default privileges for role "postgres" in schema "public" revoke all on FUNCTIONS from public;

alter default privileges for role "postgres" in schema "public" grant execute on FUNCTIONS to "service_role";

alter default privileges for role "postgres" in schema "public" grant delete,
  insert, maintain, references, select, trigger, truncate, update on tables to "service_role";

create domain "public"."conversation_owner" as text constraint "conversation_owner_check"
  check ((VALUE = ANY (ARRAY['rules'::text, 'ai'::text, 'human'::text])));

grant usage on type "public"."conversation_owner" to "postgres";

create domain "public"."conversation_priority" as text constraint "conversation_priority_check"
  check ((VALUE = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])));

grant usage on type "public"."conversation_priority" to "postgres";

create domain "public"."conversation_status" as text constraint "conversation_status_check"
  check ((VALUE = ANY (ARRAY['open'::text, 'pending'::text, 'resolved'::text])));

grant usage on type "public"."conversation_status" to "postgres";

create domain "public"."csat_score" as smallint constraint "csat_score_check"
  check (((VALUE >= 1) AND (VALUE <= 5)));

grant usage on type "public"."csat_score" to "postgres";

create domain "public"."message_author" as text constraint "message_author_check"
  check ((VALUE = ANY (ARRAY['contact'::text, 'rule'::text, 'ai'::text, 'agent'::text, 'system'::text])));

grant usage on type "public"."message_author" to "postgres";

create domain "public"."message_direction" as text constraint "message_direction_check"
  check ((VALUE = ANY (ARRAY['in'::text, 'out'::text, 'note'::text])));

grant usage on type "public"."message_direction" to "postgres";

create domain "public"."message_status" as text constraint "message_status_check"
  check
    ((VALUE = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text,
    'unknown'::text, 'discarded'::text])));

grant usage on type "public"."message_status" to "postgres";

create table "public"."ai_plugins" (
  "organization_id" uuid                     not null,
  "plugin"          text                     not null,
  "settings"        jsonb                    not null default '{}'::jsonb,
  "enabled"         boolean                  not null default true,
  "updated_at"      timestamp with time zone not null default now(),
  "call_price"      numeric(12,6),
  constraint "ai_plugins_call_price_check" check ((call_price >= (0)::numeric)),
  constraint "ai_plugins_pkey" primary key (organization_id),
  constraint "ai_plugins_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."ai_plugins"
  enable row level security;

create policy "admins read their AI plugin" on "public"."ai_plugins"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's ai_plugins" on "public"."ai_plugins"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select on table "public"."ai_plugins" to "authenticated";

grant delete, insert, select, update on table "public"."ai_plugins" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."ai_plugins"
  to "postgres", "service_role";

create table "public"."ai_secrets" (
  "organization_id" uuid not null,
  "sealed"          text not null,
  constraint "ai_secrets_organization_id_fkey" foreign key (organization_id)
    references public.ai_plugins(organization_id) on delete cascade,
  constraint "ai_secrets_pkey" primary key (organization_id)
);

alter table "public"."ai_secrets"
  enable row level security;

create policy "core works on its organization's ai_secrets" on "public"."ai_secrets"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."ai_secrets" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."ai_secrets"
  to "postgres", "service_role";

create table "public"."ai_turns" (
  "conversation_id" uuid                     not null,
  "organization_id" uuid                     not null,
  "decision_id"     uuid,
  "instructions"    text,
  "gen"             bigint                   not null default 1,
  "due"             timestamp with time zone not null default now(),
  "attempts"        integer                  not null default 0,
  "lease_by"        integer,
  "lease_token"     uuid,
  "lease_until"     timestamp with time zone,
  "created_at"      timestamp with time zone not null default now(),
  constraint "ai_turns_pkey" primary key (conversation_id),
  constraint "ai_turns_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade
);

alter table "public"."ai_turns"
  enable row level security;

alter table "public"."ai_turns"
  set (fillfactor=70);

create index ai_turns_due_idx on public.ai_turns using btree (due)
  where (lease_by is null);

create index ai_turns_leased_idx on public.ai_turns using btree (lease_by)
  where (lease_by is not null);

create policy "core works on its organization's ai_turns" on "public"."ai_turns"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."ai_turns" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."ai_turns"
  to "postgres", "service_role";

create table "public"."api_keys" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "name"            text                     not null,
  "prefix"          text                     not null,
  "hash"            text                     not null,
  "role"            text                     not null default 'agent'::text,
  "created_by"      uuid,
  "created_at"      timestamp with time zone not null default now(),
  "last_used_at"    timestamp with time zone,
  "revoked_at"      timestamp with time zone,
  constraint "api_keys_hash_key" unique (hash),
  constraint "api_keys_name_check" check (((length(name) >= 1) AND (length(name) <= 80))),
  constraint "api_keys_pkey" primary key (id),
  constraint "api_keys_role_check" check ((role = ANY (ARRAY['admin'::text, 'agent'::text]))),
  constraint "api_keys_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."api_keys"
  enable row level security;

create index api_keys_organization_idx on public.api_keys using btree (organization_id);

create policy "admins read their API keys" on "public"."api_keys"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's API keys" on "public"."api_keys"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select ("created_at") on table "public"."api_keys" to "authenticated";

grant select ("created_by") on table "public"."api_keys" to "authenticated";

grant select ("id") on table "public"."api_keys" to "authenticated";

grant select ("last_used_at") on table "public"."api_keys" to "authenticated";

grant select ("name") on table "public"."api_keys" to "authenticated";

grant select ("organization_id") on table "public"."api_keys" to "authenticated";

grant select ("prefix") on table "public"."api_keys" to "authenticated";

grant select ("revoked_at") on table "public"."api_keys" to "authenticated";

grant select ("role") on table "public"."api_keys" to "authenticated";

grant insert, select, update on table "public"."api_keys" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."api_keys"
  to "postgres", "service_role";

create table "public"."attachments" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "message_id"      uuid                     not null,
  "position"        integer                  not null default 0,
  "mime"            text                     not null,
  "name"            text,
  "size"            bigint,
  "path"            text,
  "status"          text                     not null default 'pending'::text,
  "reason"          text,
  "source"          jsonb,
  "attempts"        integer                  not null default 0,
  "due"             timestamp with time zone not null default now(),
  "created_at"      timestamp with time zone not null default now(),
  constraint "attachments_message_id_position_key" unique (message_id, "position"),
  constraint "attachments_pkey" primary key (id),
  constraint "attachments_status_check" check ((status = ANY (ARRAY['pending'::text, 'stored'::text, 'failed'::text]))),
  constraint "attachments_organization_id_message_id_fkey" foreign key (organization_id, message_id)
    references public.messages(organization_id, id) on delete cascade
);

alter table "public"."attachments"
  enable row level security;

create index attachments_pending_idx on public.attachments using btree (due)
  where (status = 'pending'::text);

create trigger attachments_announced
  after update of status on public.attachments
  for each row
  when ((old.status IS DISTINCT FROM new.status))
  execute function private.announce_attachment();

create policy "core works on its organization's attachments" on "public"."attachments"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's attachments" on "public"."attachments"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."attachments" to "authenticated";

grant delete, insert, select, update on table "public"."attachments" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."attachments"
  to "postgres", "service_role";

create table "public"."audit_log" (
  "id"              bigint                   generated always as identity not null,
  "organization_id" uuid                     not null,
  "actor_id"        uuid,
  "actor_kind"      text                     not null,
  "action"          text                     not null,
  "target"          text,
  "detail"          jsonb                    not null default '{}'::jsonb,
  "created_at"      timestamp with time zone not null default now(),
  constraint "audit_log_actor_kind_check"
    check ((actor_kind = ANY (ARRAY['user'::text, 'api_key'::text, 'system'::text]))),
  constraint "audit_log_pkey" primary key (id),
  constraint "audit_log_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."audit_log"
  enable row level security;

create index audit_log_organization_idx on public.audit_log using btree (organization_id, id desc);

create trigger audit_log_never_changes
  before update on public.audit_log
  for each row
  execute function private.refuse_change();

create policy "admins read their audit log" on "public"."audit_log"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core writes its organization's audit log" on "public"."audit_log"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select on table "public"."audit_log" to "authenticated";

grant insert, select on table "public"."audit_log" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."audit_log"
  to "postgres", "service_role";

create table "public"."backtests" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "workflow_id"     uuid                     not null,
  "state"           text                     not null default 'running'::text,
  "asked"           jsonb                    not null,
  "done"            integer                  not null default 0,
  "total"           integer                  not null default 0,
  "result"          jsonb,
  "reason"          text,
  "started_by"      uuid,
  "created_at"      timestamp with time zone not null default now(),
  "beat_at"         timestamp with time zone not null default now(),
  "ended_at"        timestamp with time zone,
  constraint "backtests_pkey" primary key (id),
  constraint "backtests_state_check"
    check ((state = ANY (ARRAY['running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint "backtests_organization_id_workflow_id_fkey" foreign key (organization_id, workflow_id)
    references public.workflows(organization_id, id) on delete cascade
);

alter table "public"."backtests"
  enable row level security;

create index backtests_workflow_idx on public.backtests using btree (organization_id, workflow_id, created_at);

create policy "core works on its organization's backtests" on "public"."backtests"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."backtests" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."backtests"
  to "postgres", "service_role";

create table "public"."calendars" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "name"            text                     not null,
  "weekly"          jsonb                    not null default '{}'::jsonb,
  "holidays"        jsonb                    not null default '[]'::jsonb,
  "is_default"      boolean                  not null default false,
  "created_at"      timestamp with time zone not null default now(),
  constraint "calendars_name_check" check (((length(name) >= 1) AND (length(name) <= 80))),
  constraint "calendars_pkey" primary key (id),
  constraint "calendars_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."calendars"
  enable row level security;

create unique index calendars_one_default_idx on public.calendars using btree (organization_id)
  where is_default;

create index calendars_organization_idx on public.calendars using btree (organization_id);

create policy "admins add calendars" on "public"."calendars"
  for insert
  to "authenticated"
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins change calendars" on "public"."calendars"
  for update
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])))
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins remove calendars" on "public"."calendars"
  for delete
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's calendars" on "public"."calendars"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's calendars" on "public"."calendars"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant delete, insert, select, update on table "public"."calendars" to "authenticated", "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."calendars"
  to "postgres", "service_role";

create table "public"."call_secrets" (
  "organization_id" uuid                     not null,
  "version"         integer                  not null default 1,
  "previous_until"  timestamp with time zone,
  constraint "call_secrets_pkey" primary key (organization_id),
  constraint "call_secrets_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."call_secrets"
  enable row level security;

create policy "core works on its organization's call secrets" on "public"."call_secrets"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."call_secrets" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."call_secrets"
  to "postgres", "service_role";

create table "public"."calls" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "type"            text                     not null,
  "url"             text                     not null,
  "payload"         jsonb                    not null,
  "conversation_id" uuid,
  "decision_id"     uuid,
  "rule_id"         text,
  "state"           text                     not null default 'queued'::text,
  "attempts"        integer                  not null default 0,
  "due"             timestamp with time zone not null default now(),
  "answer_status"   integer,
  "reason"          text,
  "created_at"      timestamp with time zone not null default now(),
  "settled_at"      timestamp with time zone,
  constraint "calls_pkey" primary key (id),
  constraint "calls_state_check" check ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text]))),
  constraint "calls_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."calls"
  enable row level security;

alter table "public"."calls"
  set (fillfactor=80);

create index calls_due_idx on public.calls using btree (due)
  where (state = 'queued'::text);

create index calls_organization_idx on public.calls using btree (organization_id, created_at desc, id desc);

create policy "admins read their organization's calls" on "public"."calls"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's calls" on "public"."calls"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select on table "public"."calls" to "authenticated";

grant delete, insert, select, update on table "public"."calls" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."calls"
  to "postgres", "service_role";

create table "public"."contacts" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "name"            text,
  "tags"            text[]                   not null default '{}'::text[],
  "attributes"      jsonb                    not null default '{}'::jsonb,
  "created_at"      timestamp with time zone not null default now(),
  "language"        text,
  constraint "contacts_language_check" check ((language = ANY (ARRAY['pt'::text, 'es'::text, 'en'::text]))),
  constraint "contacts_organization_id_id_key" unique (organization_id, id),
  constraint "contacts_pkey" primary key (id),
  constraint "contacts_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."contacts"
  enable row level security;

create policy "core works on its organization's contacts" on "public"."contacts"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their contacts" on "public"."contacts"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."contacts" to "authenticated";

grant delete, insert, select, update on table "public"."contacts" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."contacts"
  to "postgres", "service_role";

create index contacts_name_search_idx on public.contacts using gin (private.fold(name) extensions.gin_trgm_ops);

create table "public"."conversations" (
  "id"                   uuid                     not null default gen_random_uuid(),
  "organization_id"      uuid                     not null,
  "inbox_id"             uuid                     not null,
  "contact_id"           uuid                     not null,
  "protocol"             text                     not null,
  "assignee_id"          uuid,
  "team_id"              uuid,
  "tags"                 text[]                   not null default '{}'::text[],
  "attributes"           jsonb                    not null default '{}'::jsonb,
  "last_seq"             bigint                   not null default 0,
  "read_seq"             bigint                   not null default 0,
  "decided_seq"          bigint                   not null default 0,
  "last_message_at"      timestamp with time zone not null default now(),
  "last_message_preview" text                     not null default ''::text,
  "waiting_since"        timestamp with time zone,
  "last_inbound_at"      timestamp with time zone,
  "taken_over_at"        timestamp with time zone,
  "bot_attempts"         integer                  not null default 0,
  "told_waiting"         boolean                  not null default false,
  "resolved_at"          timestamp with time zone,
  "created_at"           timestamp with time zone not null default now(),
  "reopened_at"          timestamp with time zone,
  "sla_policy_id"        uuid,
  "sla_first_warn_at"    timestamp with time zone,
  "sla_first_due_at"     timestamp with time zone,
  "sla_first_met_at"     timestamp with time zone,
  "sla_warn_at"          timestamp with time zone,
  "sla_due_at"           timestamp with time zone,
  "sla_breached_at"      timestamp with time zone,
  "sla_next_at"          timestamp with time zone,
  "sla_paused_at"        timestamp with time zone,
  constraint "conversations_organization_id_contact_id_fkey" foreign key (organization_id, contact_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "conversations_organization_id_protocol_key" unique (organization_id, protocol),
  constraint "conversations_pkey" primary key (id, organization_id),
  constraint "conversations_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id),
  constraint "conversations_organization_id_assignee_id_fkey" foreign key (organization_id, assignee_id)
    references public.memberships(organization_id, user_id) on delete set null (assignee_id),
  constraint "conversations_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade,
  constraint "conversations_organization_id_sla_policy_id_fkey" foreign key (organization_id, sla_policy_id)
    references public.sla_policies(organization_id, id) on delete set null (sla_policy_id),
  constraint "conversations_organization_id_team_id_fkey" foreign key (organization_id, team_id)
    references public.teams(organization_id, id) on delete set null (team_id)
);

alter table "public"."conversations"
  enable row level security;

alter table "public"."conversations"
  set (fillfactor=70);

alter table "public"."conversations"
  add column "owner" public.conversation_owner not null default 'rules'::text;

alter table "public"."conversations"
  add column "priority" public.conversation_priority not null default 'normal'::text;

alter table "public"."conversations"
  add column "status" public.conversation_status not null default 'open'::text;

alter table "public"."conversations"
  add column "resolved_last_message_at" timestamp with time zone generated always as (
CASE
    when ((status)::text = 'resolved'::text) THEN last_message_at
    ELSE null::timestamp with time zone
end) stored;

alter table "public"."conversations"
  add column "csat" public.csat_score;

alter table "public"."conversations"
  add column "last_message_direction" public.message_direction not null default 'in'::text;

create index conversations_assignee_idx on public.conversations using btree (organization_id, assignee_id)
  where (assignee_id is not null);

create index conversations_contact_idx on public.conversations using btree (organization_id, contact_id);

create unique index conversations_one_open_idx on public.conversations using btree (inbox_id, contact_id)
  where ((status)::text <> 'resolved'::text);

create index conversations_open_idx on public.conversations using btree (organization_id)
  where ((status)::text <> 'resolved'::text);

create index conversations_resolved_idx on public.conversations
  using btree (organization_id, resolved_last_message_at desc, id desc)
  where ((status)::text = 'resolved'::text);

create index conversations_sla_next_idx on public.conversations using btree (sla_next_at)
  where (sla_next_at is not null);

create index conversations_sla_policy_idx on public.conversations using btree (organization_id, sla_policy_id)
  where (sla_policy_id is not null);

create index conversations_team_idx on public.conversations using btree (organization_id, team_id)
  where (team_id is not null);

create trigger conversations_announced
  after update of status, owner, assignee_id, team_id, tags, priority, read_seq on public.conversations
  for each row
  when
    (((((((((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.owner)::text IS DISTINCT FROM
    (new.owner)::text)) OR (old.assignee_id IS DISTINCT FROM new.assignee_id)) OR
    (old.team_id IS DISTINCT FROM new.team_id)) OR (old.tags IS DISTINCT FROM new.tags)) OR
    ((old.priority)::text IS DISTINCT FROM (new.priority)::text)) OR (old.read_seq IS DISTINCT FROM new.read_seq)))
  execute function private.announce_conversation();

create trigger conversations_changed
  after update of status, assignee_id, team_id, csat on public.conversations
  for each row
  when
    ((((((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.assignee_id IS DISTINCT FROM new.assignee_id))
    OR (old.team_id IS DISTINCT FROM new.team_id)) OR ((old.csat)::smallint IS DISTINCT FROM (new.csat)::smallint)))
  execute function private.note_change();

create trigger conversations_forget_messages
  after delete on public.conversations
  for each row
  execute function private.forget_messages();

create policy "core works on its organization's conversations" on "public"."conversations"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's conversations" on "public"."conversations"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."conversations" to "authenticated";

grant delete, insert, select, update on table "public"."conversations" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."conversations"
  to "postgres", "service_role";

create table "public"."dead_letters" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "source"          text                     not null,
  "inbox_id"        uuid,
  "conversation_id" uuid,
  "delivery_id"     uuid,
  "reason"          text                     not null,
  "detail"          jsonb                    not null default '{}'::jsonb,
  "created_at"      timestamp with time zone not null default now(),
  "settled_at"      timestamp with time zone,
  "settled_by"      uuid,
  constraint "dead_letters_pkey" primary key (id),
  constraint "dead_letters_source_check"
    check ((source = ANY (ARRAY['webhook'::text, 'decision'::text, 'send'::text, 'media'::text, 'ai'::text]))),
  constraint "dead_letters_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."dead_letters"
  enable row level security;

create index dead_letters_organization_idx on public.dead_letters using btree (organization_id, created_at desc);

create policy "admins read what could not be processed" on "public"."dead_letters"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's dead_letters" on "public"."dead_letters"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select on table "public"."dead_letters" to "authenticated";

grant delete, insert, select, update on table "public"."dead_letters" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."dead_letters"
  to "postgres", "service_role";

create table "public"."decisions" (
  "id"               uuid                     not null default gen_random_uuid(),
  "organization_id"  uuid                     not null,
  "conversation_id"  uuid                     not null,
  "message_id"       uuid,
  "workflow_id"      uuid,
  "workflow_version" integer,
  "outcome"          text                     not null,
  "reply_rule"       text,
  "facts"            jsonb                    not null,
  "explanation"      jsonb                    not null,
  "actions"          jsonb                    not null default '[]'::jsonb,
  "took_ms"          real,
  "created_at"       timestamp with time zone not null default now(),
  "event"            text                     not null default 'message-received'::text,
  "minutes"          integer,
  "opened"           boolean                  not null default false,
  "at_seq"           bigint,
  "cause"            jsonb                    not null default '[]'::jsonb,
  "event_id"         bigint,
  "candidate"        jsonb,
  "matched"          jsonb,
  constraint "decisions_message_id_key" unique (message_id),
  constraint "decisions_once" unique (event_id),
  constraint "decisions_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade,
  constraint "decisions_pkey" primary key (id),
  constraint "decisions_organization_id_message_id_fkey" foreign key (organization_id, message_id)
    references public.messages(organization_id, id) on delete cascade
);

alter table "public"."decisions"
  enable row level security;

alter table "public"."decisions"
  add column "candidate_version" integer generated always as (((candidate ->> 'version'::text))::integer) stored;

alter table "public"."decisions"
  add column "candidate_same" boolean generated always as (((candidate ->> 'same'::text))::boolean) stored;

create index decisions_candidate_idx on public.decisions using btree (organization_id, candidate_version, created_at)
  include (candidate_same)
  where (candidate is not null);

create index decisions_conversation_idx on public.decisions using btree (organization_id, conversation_id);

create index decisions_time_idx on public.decisions using btree (organization_id, created_at, id);

create trigger decisions_announced
  after insert on public.decisions
  for each row
  execute function private.announce_decided();

create trigger decisions_searched
  after insert on public.decisions
  for each row
  execute function private.search_decided();

create policy "core works on its organization's decisions" on "public"."decisions"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's decisions" on "public"."decisions"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."decisions" to "authenticated";

grant insert, select, update on table "public"."decisions" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."decisions"
  to "postgres", "service_role";

create table "public"."deliveries" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "inbox_id"        uuid                     not null,
  "idempotency_key" text                     not null,
  "hook"            text                     not null,
  "headers"         jsonb                    not null,
  "body"            bytea                    not null,
  "received_at"     timestamp with time zone not null default now(),
  constraint "deliveries_once" primary key (organization_id, inbox_id, idempotency_key)
);

alter table "public"."deliveries"
  enable row level security;

create policy "core works on its organization's deliveries" on "public"."deliveries"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select on table "public"."deliveries" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."deliveries"
  to "postgres", "service_role";

create table "public"."events" (
  "id"              bigint                   generated always as identity not null,
  "organization_id" uuid                     not null,
  "conversation_id" uuid                     not null,
  "event"           text                     not null,
  "minutes"         integer,
  "at_seq"          bigint                   not null,
  "generation"      bigint,
  "cause"           jsonb                    not null default '[]'::jsonb,
  "created_at"      timestamp with time zone not null default now(),
  constraint "events_event_check"
    check
    ((event = ANY (ARRAY['customer-silent'::text, 'agent-silent'::text, 'status-changed'::text, 'assigned'::text,
    'sla-warning'::text, 'sla-breached'::text, 'delivery-failed'::text, 'csat-answered'::text]))),
  constraint "events_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade,
  constraint "events_pkey" primary key (id)
);

alter table "public"."events"
  enable row level security;

create index events_conversation_idx on public.events using btree (conversation_id, id);

create policy "core works on its organization's events" on "public"."events"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."events" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."events"
  to "postgres", "service_role";

create table "public"."identities" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "contact_id"      uuid                     not null,
  "kind"            text                     not null,
  "value"           text                     not null,
  "verified"        boolean                  not null default false,
  "created_at"      timestamp with time zone not null default now(),
  constraint "identities_organization_id_contact_id_fkey" foreign key (organization_id, contact_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "identities_organization_id_kind_value_key" unique (organization_id, kind, value),
  constraint "identities_pkey" primary key (id)
);

alter table "public"."identities"
  enable row level security;

create index identities_organization_contact_idx on public.identities using btree (organization_id, contact_id);

create index identities_value_search_idx on public.identities using gin (value extensions.gin_trgm_ops);

create policy "core works on its organization's identities" on "public"."identities"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their contacts' identities" on "public"."identities"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."identities" to "authenticated";

grant delete, insert, select, update on table "public"."identities" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."identities"
  to "postgres", "service_role";

create table "public"."inbox_secrets" (
  "inbox_id"        uuid not null,
  "organization_id" uuid not null,
  "sealed"          text not null,
  constraint "inbox_secrets_pkey" primary key (inbox_id),
  constraint "inbox_secrets_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade
);

alter table "public"."inbox_secrets"
  enable row level security;

create index inbox_secrets_organization_inbox_idx on public.inbox_secrets using btree (organization_id, inbox_id);

create trigger inbox_secrets_told_to_replicas
  after insert or delete or update on public.inbox_secrets
  for each row
  execute function private.tell_replicas();

create policy "core works on its organization's inbox_secrets" on "public"."inbox_secrets"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."inbox_secrets" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."inbox_secrets"
  to "postgres", "service_role";

create table "public"."inboxes" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "channel"         text                     not null,
  "name"            text                     not null,
  "key"             text                     not null default encode(extensions.gen_random_bytes(16), 'hex'::text),
  "settings"        jsonb                    not null default '{}'::jsonb,
  "enabled"         boolean                  not null default true,
  "simulated"       boolean                  not null default false,
  "health"          jsonb                    not null default '{"status": "ok"}'::jsonb,
  "revision"        integer                  not null default 1,
  "created_at"      timestamp with time zone not null default now(),
  "deleted_at"      timestamp with time zone,
  constraint "inboxes_key_key" unique (key),
  constraint "inboxes_name_check" check (((length(name) >= 1) AND (length(name) <= 80))),
  constraint "inboxes_organization_id_id_key" unique (organization_id, id),
  constraint "inboxes_pkey" primary key (id),
  constraint "inboxes_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."inboxes"
  enable row level security;

create index inboxes_channel_idx on public.inboxes using btree (channel)
  where (enabled AND (deleted_at is null));

create trigger inboxes_forget_deliveries
  after delete on public.inboxes
  for each row
  execute function private.forget_deliveries();

create trigger inboxes_told_to_replicas
  after update on public.inboxes
  for each row
  when
    ((((((((old.settings IS DISTINCT FROM new.settings) OR (old.enabled IS DISTINCT FROM new.enabled)) OR (old.simulated
    IS DISTINCT FROM new.simulated)) OR (old.revision IS DISTINCT FROM new.revision)) OR
    (old.key IS DISTINCT FROM new.key)) OR (old.name IS DISTINCT FROM new.name)) OR
    (old.deleted_at IS DISTINCT FROM new.deleted_at)))
  execute function private.tell_replicas();

create policy "core works on its organization's inboxes" on "public"."inboxes"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their inboxes" on "public"."inboxes"
  for select
  to "authenticated"
  using
    (((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])) AND (deleted_at is
    null)));

grant select on table "public"."inboxes" to "authenticated";

grant delete, insert, select, update on table "public"."inboxes" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."inboxes"
  to "postgres", "service_role";

create table "public"."memberships" (
  "organization_id" uuid                     not null,
  "user_id"         uuid                     not null,
  "role"            text                     not null,
  "name"            text                     not null,
  "email"           text                     not null,
  "suspended_at"    timestamp with time zone,
  "created_at"      timestamp with time zone not null default now(),
  constraint "memberships_name_check" check (((length(name) >= 1) AND (length(name) <= 120))),
  constraint "memberships_pkey" primary key (organization_id, user_id),
  constraint "memberships_role_check" check ((role = ANY (ARRAY['admin'::text, 'agent'::text]))),
  constraint "memberships_user_id_fkey" foreign key (user_id) references auth.users(id) on delete cascade,
  constraint "memberships_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."memberships"
  enable row level security;

create index memberships_user_id_idx on public.memberships using btree (user_id);

create policy "core reads the members of its organization" on "public"."memberships"
  for select
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)));

create policy "members read their colleagues" on "public"."memberships"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."memberships" to "authenticated", "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."memberships"
  to "postgres", "service_role";

create table "public"."message_search" (
  "message_id"      uuid not null,
  "organization_id" uuid not null,
  "conversation_id" uuid not null,
  "words"           text not null,
  constraint "message_search_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade,
  constraint "message_search_pkey" primary key (message_id, organization_id),
  constraint "message_search_message_id_organization_id_fkey" foreign key (message_id, organization_id)
    references public.messages(id, organization_id) on delete cascade
);

alter table "public"."message_search"
  enable row level security;

create index message_search_conversation_idx on public.message_search using btree (organization_id, conversation_id);

create index message_search_words_idx on public.message_search using gin (words extensions.gin_trgm_ops);

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."message_search"
  to "postgres", "service_role";

create table "public"."messages" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "conversation_id" uuid                     not null,
  "inbox_id"        uuid                     not null,
  "seq"             bigint                   not null,
  "author_id"       uuid,
  "text"            text                     not null default ''::text,
  "content"         jsonb                    not null default '[]'::jsonb,
  "flags"           jsonb                    not null default '{}'::jsonb,
  "external_id"     text,
  "client_id"       uuid,
  "identity_id"     uuid,
  "reply_to"        uuid,
  "decision_id"     uuid,
  "error"           jsonb,
  "occurred_at"     timestamp with time zone not null default now(),
  "created_at"      timestamp with time zone not null default now(),
  constraint "messages_conversation_id_seq_key" unique (conversation_id, seq),
  constraint "messages_pkey" primary key (id, organization_id)
);

alter table "public"."messages"
  enable row level security;

alter table "public"."messages"
  add column "author_kind" public.message_author not null;

alter table "public"."messages"
  add column "direction" public.message_direction not null;

alter table "public"."messages"
  add column "status" public.message_status;

create unique index messages_client_idx on public.messages using btree (conversation_id, client_id)
  where (client_id is not null);

create unique index messages_external_idx on public.messages using btree (inbox_id, external_id)
  where (external_id is not null);

create trigger messages_announced
  after insert on public.messages
  for each row
  when (((new.direction)::text <> 'in'::text))
  execute function private.announce_message();

create trigger messages_failed
  after update of status on public.messages
  for each row
  when ((((new.status)::text = 'failed'::text) AND ((old.status)::text IS DISTINCT FROM 'failed'::text)))
  execute function private.note_failure();

create trigger messages_searched_again
  after update of text on public.messages
  for each row
  when ((old.text IS DISTINCT FROM new.text))
  execute function private.search_written();

create trigger messages_searched
  after insert on public.messages
  for each row
  when (((new.direction)::text <> 'in'::text))
  execute function private.search_written();

create trigger messages_status_announced
  after update of status, error on public.messages
  for each row
  when ((((old.status)::text IS DISTINCT FROM (new.status)::text) OR (old.error IS DISTINCT FROM new.error)))
  execute function private.announce_message();

create policy "core works on its organization's messages" on "public"."messages"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check (((organization_id = ( SELECT private.current_organization() AS current_organization)) AND (EXISTS ( SELECT
   FROM public.conversations c
  WHERE
    ((c.id = messages.conversation_id) AND (c.organization_id = ( SELECT private.current_organization() AS
    current_organization)))))));

create policy "members read their organization's messages" on "public"."messages"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."messages" to "authenticated";

grant delete, insert, select, update on table "public"."messages" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."messages"
  to "postgres", "service_role";

create table "public"."organizations" (
  "id"         uuid                     not null default gen_random_uuid(),
  "slug"       text                     not null,
  "name"       text                     not null,
  "locale"     text                     not null default 'pt-BR'::text,
  "timezone"   text                     not null default 'America/Sao_Paulo'::text,
  "profile"    text                     not null default ''::text,
  "is_demo"    boolean                  not null default false,
  "created_at" timestamp with time zone not null default now(),
  constraint "organizations_locale_check" check ((locale = ANY (ARRAY['pt-BR'::text, 'es'::text, 'en'::text]))),
  constraint "organizations_name_check" check (((length(name) >= 1) AND (length(name) <= 120))),
  constraint "organizations_pkey" primary key (id),
  constraint "organizations_profile_check" check ((length(profile) <= 20000)),
  constraint "organizations_slug_check" check ((slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'::text)),
  constraint "organizations_slug_key" unique (slug)
);

alter table "public"."organizations"
  enable row level security;

create policy "admins change their organization" on "public"."organizations"
  for update
  to "authenticated"
  using ((id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])))
  with check ((id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "core changes the organization it works for" on "public"."organizations"
  for update
  to "faladesk_core"
  using ((id = ( select private.current_organization() as current_organization)))
  with check ((id = ( SELECT private.current_organization() AS current_organization)));

create policy "core reads the organization it works for" on "public"."organizations"
  for select
  to "faladesk_core"
  using ((id = ( select private.current_organization() as current_organization)));

create policy "members read their organizations" on "public"."organizations"
  for select
  to "authenticated"
  using ((id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant update ("locale") on table "public"."organizations" to "authenticated";

grant update ("name") on table "public"."organizations" to "authenticated";

grant update ("profile") on table "public"."organizations" to "authenticated";

grant update ("timezone") on table "public"."organizations" to "authenticated";

grant select on table "public"."organizations" to "authenticated";

grant update ("locale") on table "public"."organizations" to "faladesk_core";

grant update ("name") on table "public"."organizations" to "faladesk_core";

grant update ("profile") on table "public"."organizations" to "faladesk_core";

grant update ("timezone") on table "public"."organizations" to "faladesk_core";

grant select on table "public"."organizations" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."organizations"
  to "postgres", "service_role";

create table "public"."outbox" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "conversation_id" uuid                     not null,
  "message_id"      uuid                     not null,
  "inbox_id"        uuid                     not null,
  "position"        integer                  not null default 0,
  "seq"             bigint                   not null,
  "content"         jsonb                    not null,
  "recipients"      jsonb                    not null,
  "reply_to"        text,
  "automatic"       boolean                  not null default false,
  "state"           text                     not null default 'queued'::text,
  "attempts"        integer                  not null default 0,
  "due"             timestamp with time zone not null default now(),
  "lease_by"        integer,
  "sending_at"      timestamp with time zone,
  "external_ids"    text[]                   not null default '{}'::text[],
  "receipt"         text,
  "error"           jsonb,
  "created_at"      timestamp with time zone not null default now(),
  "reconciles"      integer                  not null default 0,
  constraint "outbox_message_id_position_key" unique (message_id, "position"),
  constraint "outbox_organization_id_message_id_fkey" foreign key (organization_id, message_id)
    references public.messages(organization_id, id) on delete cascade,
  constraint "outbox_pkey" primary key (id),
  constraint "outbox_receipt_check"
    check ((receipt = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text]))),
  constraint "outbox_state_check"
    check
    ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unknown'::text,
    'discarded'::text])))
);

alter table "public"."outbox"
  enable row level security;

alter table "public"."outbox"
  set (fillfactor=70);

create index outbox_due_idx on public.outbox using btree (due)
  where (state = 'queued'::text);

create index outbox_external_idx on public.outbox using gin (external_ids);

create index outbox_sending_idx on public.outbox using btree (sending_at)
  where (state = 'sending'::text);

create index outbox_unknown_idx on public.outbox using btree (due)
  where (state = 'unknown'::text);

create index outbox_unsettled_idx on public.outbox using btree (conversation_id, seq, "position")
  where (state = ANY (ARRAY['queued'::text, 'sending'::text]));

create policy "core works on its organization's outbox" on "public"."outbox"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."outbox" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."outbox"
  to "postgres", "service_role";

create table "public"."phone_messages" (
  "id"              bigint                   generated always as identity not null,
  "organization_id" uuid                     not null,
  "inbox_id"        uuid                     not null,
  "address"         text                     not null,
  "direction"       text                     not null,
  "external_id"     text,
  "text"            text                     not null default ''::text,
  "content"         jsonb                    not null default '[]'::jsonb,
  "created_at"      timestamp with time zone not null default now(),
  constraint "phone_messages_direction_check" check ((direction = ANY (ARRAY['to_phone'::text, 'from_phone'::text]))),
  constraint "phone_messages_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade,
  constraint "phone_messages_pkey" primary key (id)
);

alter table "public"."phone_messages"
  enable row level security;

create index phone_messages_inbox_idx on public.phone_messages using btree (organization_id, inbox_id, address, id);

create policy "core works on its organization's phone_messages" on "public"."phone_messages"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their simulated phones" on "public"."phone_messages"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."phone_messages" to "authenticated";

grant insert, select on table "public"."phone_messages" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."phone_messages"
  to "postgres", "service_role";

create table "public"."presences" (
  "organization_id" uuid                     not null,
  "user_id"         uuid                     not null,
  "seen_at"         timestamp with time zone not null default now(),
  constraint "presences_organization_id_user_id_fkey" foreign key (organization_id, user_id)
    references public.memberships(organization_id, user_id) on delete cascade,
  constraint "presences_pkey" primary key (organization_id, user_id)
);

alter table "public"."presences"
  enable row level security;

create policy "core works on its organization's presences" on "public"."presences"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members see who of their organization is at work" on "public"."presences"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."presences" to "authenticated";

grant delete, insert, select, update on table "public"."presences" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."presences"
  to "postgres", "service_role";

create table "public"."protocols" (
  "organization_id" uuid    not null,
  "day"             date    not null,
  "last"            integer not null,
  constraint "protocols_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade,
  constraint "protocols_pkey" primary key (organization_id, day)
);

alter table "public"."protocols"
  enable row level security;

create policy "core works on its organization's protocols" on "public"."protocols"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."protocols" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."protocols"
  to "postgres", "service_role";

create table "public"."sla_policies" (
  "id"                     uuid                     not null default gen_random_uuid(),
  "organization_id"        uuid                     not null,
  "name"                   text                     not null,
  "first_response_minutes" integer,
  "resolution_minutes"     integer,
  "business_hours"         boolean                  not null default true,
  "warn_at"                integer                  not null default 80,
  "created_at"             timestamp with time zone not null default now(),
  constraint "sla_policies_first_response_minutes_check"
    check (((first_response_minutes >= 1) AND (first_response_minutes <= 525600))),
  constraint "sla_policies_name_check" check (((length(name) >= 1) AND (length(name) <= 80))),
  constraint "sla_policies_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade,
  constraint "sla_policies_organization_id_id_key" unique (organization_id, id),
  constraint "sla_policies_organization_id_name_key" unique (organization_id, name),
  constraint "sla_policies_pkey" primary key (id),
  constraint "sla_policies_resolution_minutes_check"
    check (((resolution_minutes >= 1) AND (resolution_minutes <= 525600))),
  constraint "sla_policies_warn_at_check" check (((warn_at >= 1) AND (warn_at <= 99)))
);

alter table "public"."sla_policies"
  enable row level security;

create policy "core works on its organization's sla policies" on "public"."sla_policies"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's sla policies" on "public"."sla_policies"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."sla_policies" to "authenticated";

grant delete, insert, select, update on table "public"."sla_policies" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."sla_policies"
  to "postgres", "service_role";

create table "public"."streams" (
  "inbox_id"        uuid                     not null,
  "organization_id" uuid                     not null,
  "cursor"          jsonb,
  "revision"        integer,
  "attempts"        integer                  not null default 0,
  "due"             timestamp with time zone not null default now(),
  "lease_by"        integer,
  "lease_token"     uuid,
  "lease_until"     timestamp with time zone,
  constraint "streams_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade,
  constraint "streams_pkey" primary key (inbox_id)
);

alter table "public"."streams"
  enable row level security;

create index streams_organization_inbox_idx on public.streams using btree (organization_id, inbox_id);

create policy "core works on its organization's streams" on "public"."streams"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."streams" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."streams"
  to "postgres", "service_role";

create table "public"."team_members" (
  "organization_id" uuid not null,
  "team_id"         uuid not null,
  "user_id"         uuid not null,
  constraint "team_members_organization_id_user_id_fkey" foreign key (organization_id, user_id)
    references public.memberships(organization_id, user_id) on delete cascade,
  constraint "team_members_pkey" primary key (organization_id, team_id, user_id),
  constraint "team_members_organization_id_team_id_fkey" foreign key (organization_id, team_id)
    references public.teams(organization_id, id) on delete cascade
);

alter table "public"."team_members"
  enable row level security;

create index team_members_organization_user_idx on public.team_members using btree (organization_id, user_id);

create policy "admins add team_members" on "public"."team_members"
  for insert
  to "authenticated"
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins change team_members" on "public"."team_members"
  for update
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])))
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins remove team_members" on "public"."team_members"
  for delete
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's team_members" on "public"."team_members"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's team_members" on "public"."team_members"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant delete, insert, select, update on table "public"."team_members" to "authenticated", "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."team_members"
  to "postgres", "service_role";

create table "public"."teams" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "name"            text                     not null,
  "description"     text                     not null default ''::text,
  "created_at"      timestamp with time zone not null default now(),
  constraint "teams_name_check" check (((length(name) >= 1) AND (length(name) <= 80))),
  constraint "teams_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade,
  constraint "teams_organization_id_id_key" unique (organization_id, id),
  constraint "teams_organization_id_name_key" unique (organization_id, name),
  constraint "teams_pkey" primary key (id)
);

alter table "public"."teams"
  enable row level security;

create policy "admins add teams" on "public"."teams"
  for insert
  to "authenticated"
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins change teams" on "public"."teams"
  for update
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])))
  with check ((organization_id = ANY (( SELECT private.my_admin_organizations() AS my_admin_organizations)::uuid[])));

create policy "admins remove teams" on "public"."teams"
  for delete
  to "authenticated"
  using ((organization_id = ANY (( select private.my_admin_organizations() as my_admin_organizations)::uuid[])));

create policy "core works on its organization's teams" on "public"."teams"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's teams" on "public"."teams"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant delete, insert, select, update on table "public"."teams" to "authenticated", "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."teams"
  to "postgres", "service_role";

create table "public"."timers" (
  "organization_id" uuid                     not null,
  "conversation_id" uuid                     not null,
  "event"           text                     not null,
  "minutes"         integer                  not null,
  "generation"      bigint                   not null,
  "due"             timestamp with time zone,
  constraint "timers_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade,
  constraint "timers_pkey" primary key (conversation_id, event, minutes)
);

alter table "public"."timers"
  enable row level security;

create index timers_due_idx on public.timers using btree (due)
  where (due is not null);

create policy "core works on its organization's timers" on "public"."timers"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."timers" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."timers"
  to "postgres", "service_role";

create table "public"."work" (
  "conversation_id" uuid                     not null,
  "organization_id" uuid                     not null,
  "gen"             bigint                   not null default 1,
  "due"             timestamp with time zone not null default now(),
  "attempts"        integer                  not null default 0,
  "lease_by"        integer,
  "lease_token"     uuid,
  "lease_until"     timestamp with time zone,
  "reason"          text,
  constraint "work_pkey" primary key (conversation_id)
);

alter table "public"."work"
  enable row level security;

alter table "public"."work"
  set (fillfactor=70);

create index work_due_idx on public.work using btree (due)
  where (lease_by is null);

create index work_leased_idx on public.work using btree (lease_by)
  where (lease_by is not null);

create policy "core works on its organization's work" on "public"."work"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."work" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."work"
  to "postgres", "service_role";

create table "public"."workflow_triggers" (
  "organization_id" uuid    not null,
  "workflow_id"     uuid    not null,
  "event"           text    not null,
  "minutes"         integer not null default 0,
  constraint "workflow_triggers_pkey" primary key (workflow_id, event, minutes),
  constraint "workflow_triggers_organization_id_workflow_id_fkey" foreign key (organization_id, workflow_id)
    references public.workflows(organization_id, id) on delete cascade
);

alter table "public"."workflow_triggers"
  enable row level security;

create index workflow_triggers_organization_idx on public.workflow_triggers using btree (organization_id, event);

create policy "core works on its organization's workflow_triggers" on "public"."workflow_triggers"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant select on table "public"."workflow_triggers" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."workflow_triggers"
  to "postgres", "service_role";

create table "public"."workflow_versions" (
  "workflow_id"      uuid                     not null,
  "organization_id"  uuid                     not null,
  "version"          integer                  not null,
  "document"         json                     not null,
  "note"             text                     not null default ''::text,
  "published_by"     uuid,
  "published_at"     timestamp with time zone not null default now(),
  "rolled_back_from" integer,
  "override"         text,
  "trial"            text,
  constraint "workflow_versions_pkey" primary key (workflow_id, version),
  constraint "workflow_versions_trial_check" check ((trial = ANY (ARRAY['shadow'::text, 'canary'::text]))),
  constraint "workflow_versions_organization_id_workflow_id_fkey" foreign key (organization_id, workflow_id)
    references public.workflows(organization_id, id) on delete cascade
);

alter table "public"."workflow_versions"
  enable row level security;

create index workflow_versions_organization_idx on public.workflow_versions using btree (organization_id, workflow_id);

create trigger workflow_versions_never_change
  before update on public.workflow_versions
  for each row
  execute function private.refuse_change();

create policy "core works on its organization's workflow_versions" on "public"."workflow_versions"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's workflow_versions" on "public"."workflow_versions"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."workflow_versions" to "authenticated";

grant insert, select on table "public"."workflow_versions" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."workflow_versions"
  to "postgres", "service_role";

create table "public"."workflows" (
  "id"                uuid                     not null default gen_random_uuid(),
  "organization_id"   uuid                     not null,
  "name"              text                     not null,
  "draft"             json                     not null,
  "draft_revision"    integer                  not null default 1,
  "draft_saved_by"    uuid,
  "draft_saved_at"    timestamp with time zone not null default now(),
  "published_version" integer,
  "position"          integer                  not null default 0,
  "created_at"        timestamp with time zone not null default now(),
  "candidate"         jsonb,
  "stopped"           text[]                   not null default '{}'::text[],
  constraint "workflows_name_check" check (((length(name) >= 1) AND (length(name) <= 120))),
  constraint "workflows_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade,
  constraint "workflows_organization_id_id_key" unique (organization_id, id),
  constraint "workflows_pkey" primary key (id)
);

alter table "public"."workflows"
  enable row level security;

create unique index workflows_one_candidate_idx on public.workflows using btree (organization_id)
  where (candidate is not null);

create index workflows_organization_idx on public.workflows using btree (organization_id, "position");

create trigger workflows_announced
  after update of draft_revision, published_version, candidate, stopped on public.workflows
  for each row
  when
    (((((old.draft_revision IS DISTINCT FROM new.draft_revision) OR (old.published_version IS DISTINCT FROM
    new.published_version)) OR (old.candidate IS DISTINCT FROM new.candidate)) OR
    (old.stopped IS DISTINCT FROM new.stopped)))
  execute function private.announce_workflow();

create trigger workflows_published_told_to_replicas
  after update on public.workflows
  for each row
  when
    (((((old.published_version IS DISTINCT FROM new.published_version) OR (old."position" IS DISTINCT FROM
    new."position")) OR (old.candidate IS DISTINCT FROM new.candidate)) OR (old.stopped IS DISTINCT FROM new.stopped)))
  execute function private.tell_replicas();

create trigger workflows_told_to_replicas
  after insert or delete on public.workflows
  for each row
  execute function private.tell_replicas();

create trigger workflows_triggers_begun
  after insert on public.workflows
  for each row
  execute function private.list_triggers();

create trigger workflows_triggers_listed
  after update on public.workflows
  for each row
  when (((old.published_version IS DISTINCT FROM new.published_version) OR (old.draft_revision = new.draft_revision)))
  execute function private.list_triggers();

create policy "core works on its organization's workflows" on "public"."workflows"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their organization's workflows" on "public"."workflows"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."workflows" to "authenticated";

grant delete, insert, select, update on table "public"."workflows" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."workflows"
  to "postgres", "service_role";

create or replace function public.conversation_counts (
  p_organization uuid
)
  returns table (
    mine       bigint,
    unassigned bigint,
    "all"      bigint,
    resolved   bigint
  )
  language sql
  stable
  set search_path to ''
  AS $function$
  select count(*) filter (where assignee_id = (select auth.uid())), count(*) filter (where assignee_id is null), count(*),
    (select count(*) from (select from public.conversations where organization_id = p_organization and status = 'resolved' limit 1000) r)
  from public.conversations where organization_id = p_organization and status <> 'resolved'
$function$;

grant execute
  on function "public"."conversation_counts"(uuid)
  to "authenticated", "faladesk_core", "postgres", "service_role";

revoke all on function "public"."conversation_counts"(uuid) from public;

create or replace function public.conversation_list (
  p_organization uuid,
  p_view         text                     default 'all'::text,
  p_search       text                     default null::text,
  p_before       timestamp with time zone default null::timestamp with time zone,
  p_before_id    uuid                     default null::uuid,
  p_limit        integer                  default 50
)
  returns table (
    id                     uuid,
    protocol               text,
    status                 text,
    owner                  text,
    channel                text,
    inbox_id               uuid,
    inbox_name             text,
    contact_id             uuid,
    contact_name           text,
    contact_address        text,
    assignee_id            uuid,
    assignee_name          text,
    team_id                uuid,
    team_name              text,
    priority               text,
    tags                   text[],
    last_message_at        timestamp with time zone,
    last_message_preview   text,
    last_message_direction text,
    last_seq               bigint,
    read_seq               bigint,
    waiting_since          timestamp with time zone,
    unread                 boolean
  )
  language sql
  stable
  set search_path to ''
  AS $function$
  -- Two arms: the resolved ones walk their index, the open ones are sorted; the one not asked for is not run.
  with page as (
    (select c.* from public.conversations c
    where p_view = 'resolved' and c.organization_id = p_organization and c.status = 'resolved'
      and (c.resolved_last_message_at, c.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and (coalesce(trim(p_search), '') = '' or c.id in (select private.search_conversations(p_organization, p_search)))
    order by c.resolved_last_message_at desc, c.id desc limit least(greatest(p_limit, 1), 200))
    union all
    (select c.* from public.conversations c
    where p_view <> 'resolved' and c.organization_id = p_organization and c.status <> 'resolved'
      and (p_view <> 'mine' or c.assignee_id = (select auth.uid()))
      and (p_view <> 'unassigned' or c.assignee_id is null)
      and (c.last_message_at, c.id) < (coalesce(p_before, 'infinity'), coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      and (coalesce(trim(p_search), '') = '' or c.id in (select private.search_conversations(p_organization, p_search)))
    order by c.last_message_at desc, c.id desc limit least(greatest(p_limit, 1), 200)))
  select c.id, c.protocol, c.status, c.owner, i.channel, c.inbox_id, i.name,
    c.contact_id, k.name, a.value, c.assignee_id, m.name, c.team_id, t.name,
    c.priority, c.tags, c.last_message_at, c.last_message_preview, c.last_message_direction,
    c.last_seq, c.read_seq, c.waiting_since, c.last_message_direction = 'in' and c.last_seq > c.read_seq
  from page c
  join public.contacts k on k.id = c.contact_id
  left join public.inboxes i on i.id = c.inbox_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  left join lateral (select x.value from public.identities x where x.organization_id = c.organization_id and x.contact_id = c.contact_id
    order by x.created_at limit 1) a on true
  order by c.last_message_at desc, c.id desc
$function$;

grant execute
  on function "public"."conversation_list"(uuid, text, text, timestamp with time zone, uuid, integer)
  to "authenticated", "faladesk_core", "postgres", "service_role";

revoke all
  on function "public"."conversation_list"(uuid, text, text, timestamp with time zone, uuid, integer)
  from public;

create or replace function public.conversation_view (
  p_conversation uuid
)
  returns jsonb
  language sql
  stable
  set search_path to ''
  AS $function$
  select jsonb_build_object(
    'conversation', to_jsonb(c) || jsonb_build_object('assignee_name', m.name, 'team_name', t.name),
    'contact', jsonb_build_object('id', k.id, 'name', k.name, 'tags', k.tags, 'attributes', k.attributes, 'created_at', k.created_at,
      'identities', coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'value', x.value, 'verified', x.verified) order by x.created_at)
        from public.identities x where x.organization_id = c.organization_id and x.contact_id = k.id), '[]')),
    'inbox', (select jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel, 'enabled', i.enabled, 'health', i.health)
      from public.inboxes i where i.id = c.inbox_id),
    'earlier', coalesce((select jsonb_agg(e) from (
      select o.id, o.protocol, o.status, o.last_message_at, o.last_message_preview from public.conversations o
      where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.id <> c.id
      order by o.last_message_at desc limit 10) e), '[]'),
    'messages', coalesce((select jsonb_agg(p order by p.seq) from public.message_page(c.id) p), '[]'))
  from public.conversations c
  join public.contacts k on k.id = c.contact_id
  left join public.memberships m on m.organization_id = c.organization_id and m.user_id = c.assignee_id
  left join public.teams t on t.id = c.team_id
  where c.id = p_conversation
$function$;

grant execute
  on function "public"."conversation_view"(uuid)
  to "authenticated", "faladesk_core", "postgres", "service_role";

revoke all on function "public"."conversation_view"(uuid) from public;

create or replace function public.message_page (
  p_conversation uuid,
  p_before_seq   bigint  default null::bigint,
  p_after_seq    bigint  default null::bigint,
  p_limit        integer default 50
)
  returns table (
    id              uuid,
    conversation_id uuid,
    seq             bigint,
    direction       text,
    author_kind     text,
    author_id       uuid,
    author_name     text,
    text            text,
    content         jsonb,
    flags           jsonb,
    status          text,
    error           jsonb,
    decision_id     uuid,
    reply_to        uuid,
    client_id       uuid,
    occurred_at     timestamp with time zone,
    created_at      timestamp with time zone,
    attachments     jsonb
  )
  language sql
  stable
  set search_path to ''
  AS $function$
  with page as (
    (select x.* from public.messages x
    where p_after_seq is null and x.conversation_id = p_conversation and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq desc limit least(greatest(p_limit, 1), 200))
    union all
    (select x.* from public.messages x
    where p_after_seq is not null and x.conversation_id = p_conversation and x.seq > p_after_seq
      and x.seq < coalesce(p_before_seq, 9223372036854775807)
    order by x.seq limit least(greatest(p_limit, 1), 200)))
  select m.id, m.conversation_id, m.seq, m.direction, m.author_kind, m.author_id,
    case m.author_kind when 'agent' then p.name when 'rule' then d.reply_rule end,
    m.text, m.content, m.flags, m.status, m.error,
    coalesce(m.decision_id, own.id), m.reply_to, m.client_id, m.occurred_at, m.created_at,
    coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'mime', a.mime, 'name', a.name, 'size', a.size, 'path', a.path,
      'status', a.status, 'reason', a.reason) order by a.position) from public.attachments a
      where a.organization_id = m.organization_id and a.message_id = m.id), '[]')
  from page m
  left join public.memberships p on p.organization_id = m.organization_id and p.user_id = m.author_id
  left join public.decisions d on d.id = m.decision_id
  left join public.decisions own on own.message_id = m.id
  order by m.seq
$function$;

grant execute
  on function "public"."message_page"(uuid, bigint, bigint, integer)
  to "authenticated", "faladesk_core", "postgres", "service_role";

revoke all on function "public"."message_page"(uuid, bigint, bigint, integer) from public;

create or replace function public.tags_in_use (
  p_organization uuid
)
  returns jsonb
  language sql
  stable
  set search_path to ''
  AS $function$
  with tagged as (
    (select tags from public.conversations where organization_id = p_organization and tags <> '{}' limit 5000)
    union all
    (select tags from public.contacts where organization_id = p_organization and tags <> '{}' limit 5000))
  select jsonb_build_object(
    'tags', coalesce((select jsonb_agg(distinct tag order by tag) from tagged, unnest(tagged.tags) as tag), '[]'),
    'complete', (select count(*) < 5000 from tagged))
$function$;

grant execute on function "public"."tags_in_use"(uuid) to "authenticated", "faladesk_core", "postgres", "service_role";

revoke all on function "public"."tags_in_use"(uuid) from public;

create or replace function private.add_event (
  p_conversation uuid,
  p_event        text,
  p_minutes      integer default null::integer,
  p_cause        jsonb   default null::jsonb
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_organization uuid;
  v_seq bigint;
  v_id bigint;
begin
  perform from public.conversations c join public.workflow_triggers t on t.organization_id = c.organization_id and t.event = p_event
    and t.minutes = case when p_event in ('customer-silent', 'agent-silent') then p_minutes else 0 end
  where c.id = p_conversation;
  if not found then
    return null;
  end if;
  -- Conversation before wake-up, as everywhere: nobody waits in a circle.
  select c.organization_id, c.last_seq into v_organization, v_seq from public.conversations c
  where c.id = p_conversation for no key update;
  insert into public.events (organization_id, conversation_id, event, minutes, at_seq, cause)
  values (v_organization, p_conversation, p_event, p_minutes, v_seq,
    coalesce(p_cause, nullif(current_setting('faladesk.cause', true), '')::jsonb, '[]'))
  returning id into v_id;
  insert into public.work as w (conversation_id, organization_id) values (p_conversation, v_organization)
  on conflict (conversation_id) do update set gen = w.gen + 1, due = least(w.due, now());
  return v_id;
end $function$;

grant execute on function "private"."add_event"(uuid, text, integer, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."add_event"(uuid, text, integer, jsonb) from public;

create or replace function private.advance_stream (
  p_inbox  uuid,
  p_token  uuid,
  p_cursor jsonb
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  update public.streams s set cursor = p_cursor, attempts = 0
  from public.inboxes i
  where s.inbox_id = p_inbox and s.lease_token = p_token and i.id = s.inbox_id and i.enabled and i.deleted_at is null;
  return found;
end $function$;

grant execute on function "private"."advance_stream"(uuid, uuid, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."advance_stream"(uuid, uuid, jsonb) from public;

create or replace function private.announce_attachment()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v public.messages;
begin
  select * into v from public.messages where id = new.message_id;
  perform realtime.send(
    jsonb_build_object('id', v.id, 'conversation_id', v.conversation_id, 'seq', v.seq, 'direction', v.direction,
      'author_kind', v.author_kind, 'status', v.status),
    'message', 'organization:' || new.organization_id, true);
  return null;
end $function$;

grant execute on function "private"."announce_attachment"() to "postgres";

revoke all on function "private"."announce_attachment"() from public;

create or replace function private.announce_conversation()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform realtime.send(
    jsonb_build_object('id', new.id, 'status', new.status, 'owner', new.owner, 'assignee_id', new.assignee_id, 'team_id', new.team_id),
    'conversation', 'organization:' || new.organization_id, true);
  return null;
end $function$;

grant execute on function "private"."announce_conversation"() to "postgres";

revoke all on function "private"."announce_conversation"() from public;

create or replace function private.announce_decided()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform realtime.send(
    jsonb_build_object('id', m.id, 'conversation_id', m.conversation_id, 'seq', m.seq, 'direction', m.direction,
      'author_kind', m.author_kind, 'status', m.status),
    'message', 'organization:' || m.organization_id, true)
  from public.messages m where m.id = new.message_id and m.organization_id = new.organization_id;
  return null;
end $function$;

grant execute on function "private"."announce_decided"() to "postgres";

revoke all on function "private"."announce_decided"() from public;

create or replace function private.announce_message()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform realtime.send(
    jsonb_build_object('id', new.id, 'conversation_id', new.conversation_id, 'seq', new.seq, 'direction', new.direction,
      'author_kind', new.author_kind, 'status', new.status),
    'message', 'organization:' || new.organization_id, true);
  return null;
end $function$;

grant execute on function "private"."announce_message"() to "postgres";

revoke all on function "private"."announce_message"() from public;

create or replace function private.announce_workflow()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform realtime.send(
    jsonb_build_object('draft_revision', new.draft_revision, 'draft_saved_by', new.draft_saved_by, 'published_version', new.published_version),
    'workflow', 'workflow:' || new.id, true);
  return null;
end $function$;

grant execute on function "private"."announce_workflow"() to "postgres";

revoke all on function "private"."announce_workflow"() from public;

create or replace function private.api_key_owner (
  p_hash text
)
  returns table (
    id              uuid,
    organization_id uuid,
    slug            text,
    role            text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select k.id, k.organization_id, o.slug, k.role
  from public.api_keys k join public.organizations o on o.id = k.organization_id
  where k.hash = p_hash and k.revoked_at is null
$function$;

grant execute on function "private"."api_key_owner"(text) to "faladesk_core", "postgres";

revoke all on function "private"."api_key_owner"(text) from public;

create or replace function private.apply_change (
  p_inbox uuid,
  p_event jsonb,
  OUT     conversation uuid,
  OUT     message uuid
)
  returns record
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_target text := p_event ->> 'target';
  v_from text := coalesce(p_event -> 'from' -> 'identities' -> 0 ->> 'value', '?');
begin
  select m.conversation_id, m.id into conversation, message from public.messages m
  where m.inbox_id = p_inbox and m.external_id = v_target;
  if message is null then
    select o.conversation_id, o.message_id into conversation, message from public.outbox o
    where o.inbox_id = p_inbox and o.external_ids @> array[v_target];
  end if;
  update public.messages m set
    text = case when p_event ->> 'type' = 'edit' then private.text_of(p_event -> 'content') else m.text end,
    content = case when p_event ->> 'type' = 'edit' then p_event -> 'content' else m.content end,
    flags = m.flags || case p_event ->> 'type'
      when 'edit' then jsonb_build_object('edited', true)
      when 'delete' then jsonb_build_object('deleted', true)
      else jsonb_build_object('reactions',
        jsonb_strip_nulls(coalesce(m.flags -> 'reactions', '{}') || jsonb_build_object(v_from, p_event -> 'emoji'))) end
  where m.id = message;
end $function$;

grant execute on function "private"."apply_change"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_change"(uuid, jsonb) from public;

create or replace function private.apply_receipt (
  p_inbox uuid,
  p_event jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v public.outbox;
  v_ours text := p_event ->> 'ourMessageId';
  v_external text := p_event ->> 'messageExternalId';
  v_new text := case p_event ->> 'status' when 'played' then 'read' else p_event ->> 'status' end;
  v_order constant text[] := '{queued,sent,delivered,read}';
  v_takes boolean;
begin
  if pg_input_is_valid(v_ours, 'uuid') then
    select * into v from public.outbox where id = v_ours::uuid and inbox_id = p_inbox for update;
  end if;
  if v.id is null and v_external is not null then
    select * into v from public.outbox where external_ids @> array[v_external] and inbox_id = p_inbox for update;
  end if;
  if v.id is null or v_new is null then
    return v.conversation_id;
  end if;
  v_takes := case
    when v.receipt is null then true
    when v_new = 'failed' then v.receipt not in ('delivered', 'read', 'failed')
    when v.receipt = 'failed' then v_new in ('delivered', 'read')
    else array_position(v_order, v_new) > array_position(v_order, v.receipt) end;
  update public.outbox set
    receipt = case when v_takes then v_new else receipt end,
    error = case when v_takes then case when v_new = 'failed' then p_event -> 'error' end else error end,
    state = case when state in ('queued', 'sending', 'unknown') then 'sent'
                 when v_takes and state = 'failed' and v_new <> 'failed' then 'sent' else state end,
    external_ids = case when v_external is null or external_ids @> array[v_external] then external_ids else external_ids || v_external end
  where id = v.id;
  perform private.settle_message(v.message_id);
  return v.conversation_id;
end $function$;

grant execute on function "private"."apply_receipt"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_receipt"(uuid, jsonb) from public;

create or replace function private.begin_wait (
  p_conversation uuid
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  insert into public.timers (organization_id, conversation_id, event, minutes, generation, due)
  select c.organization_id, c.id, t.event, t.minutes, private.wait_of(c.waiting_since), c.waiting_since + make_interval(mins => t.minutes)
  from public.conversations c
  join public.workflow_triggers t on t.organization_id = c.organization_id and t.event = 'agent-silent'
  where c.id = p_conversation and c.waiting_since is not null and c.status <> 'resolved'
  on conflict (conversation_id, event, minutes) do update set generation = excluded.generation, due = excluded.due
    where timers.generation <> excluded.generation
$function$;

grant execute on function "private"."begin_wait"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."begin_wait"(uuid) from public;

create or replace function private.claim_calls (
  p_limit integer
)
  returns table (
    id              uuid,
    organization_id uuid,
    type            text,
    url             text,
    payload         jsonb,
    attempts        integer,
    created_at      timestamp with time zone,
    version         integer,
    previous_until  timestamp with time zone
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  with due as (
    select q.id from public.calls q where q.state = 'queued' and q.due <= now() order by q.due limit p_limit for update skip locked
  ), taken as (
    update public.calls c set attempts = c.attempts + 1, due = now() + interval '1 minute'
    from due where c.id = due.id returning c.*
  )
  select t.id, t.organization_id, t.type, t.url, t.payload, t.attempts, t.created_at, coalesce(s.version, 1), s.previous_until
  from taken t left join public.call_secrets s on s.organization_id = t.organization_id
$function$;

grant execute on function "private"."claim_calls"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_calls"(integer) from public;

create or replace function private.claim_media (
  p_limit integer
)
  returns table (
    id              uuid,
    organization_id uuid,
    conversation_id uuid,
    message_id      uuid,
    inbox_id        uuid,
    mime            text,
    name            text,
    source          jsonb,
    attempts        integer
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.attachments a set attempts = a.attempts + 1, due = now() + interval '2 minutes'
  from public.messages m, (select q.id from public.attachments q where q.status = 'pending' and q.due <= now()
    order by q.due limit p_limit for update skip locked) due
  where a.id = due.id and m.id = a.message_id
  returning a.id, a.organization_id, m.conversation_id, a.message_id, m.inbox_id, a.mime, a.name, a.source, a.attempts
$function$;

grant execute on function "private"."claim_media"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_media"(integer) from public;

create or replace function private.claim_outbox (
  p_worker integer,
  p_limit  integer
)
  returns table (
    id              uuid,
    organization_id uuid,
    conversation_id uuid,
    message_id      uuid,
    inbox_id        uuid,
    content         jsonb,
    recipients      jsonb,
    reply_to        text,
    attempts        integer,
    automatic       boolean,
    asked_at        timestamp with time zone
  )
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v public.outbox;
begin
  for v in
    update public.outbox o set
      state = case when o.automatic and c.taken_over_at > o.created_at then 'discarded' else 'sending' end,
      attempts = o.attempts + 1, lease_by = p_worker, sending_at = now()
    from public.conversations c, (
      select q.id from public.outbox q
      where q.state = 'queued' and q.due <= now() and not exists (
        select from public.outbox e where e.conversation_id = q.conversation_id and e.state in ('queued', 'sending')
          and (e.seq, e.position) < (q.seq, q.position))
      order by q.due limit p_limit for update skip locked) due
    where o.id = due.id and c.id = o.conversation_id
    returning o.*
  loop
    if v.state = 'discarded' then
      perform private.settle_message(v.message_id);
    else
      return query select v.id, v.organization_id, v.conversation_id, v.message_id, v.inbox_id, v.content, v.recipients,
        v.reply_to, v.attempts, v.automatic,
        -- When the message came in that a rule answers with this one.
        (select i.created_at from public.messages m join public.decisions d on d.id = m.decision_id
          join public.messages i on i.id = d.message_id where m.id = v.message_id and m.author_kind = 'rule');
    end if;
  end loop;
end $function$;

grant execute on function "private"."claim_outbox"(integer, integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_outbox"(integer, integer) from public;

create or replace function private.claim_turns (
  p_worker integer,
  p_limit  integer
)
  returns table (
    conversation_id uuid,
    organization_id uuid,
    gen             bigint,
    lease_token     uuid,
    attempts        integer,
    instructions    text,
    decision_id     uuid
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.ai_turns t
  set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + private.lease_time()
  from (select c.conversation_id from public.ai_turns c where c.lease_by is null and c.due <= now()
    order by c.due limit p_limit for update skip locked) due
  where t.conversation_id = due.conversation_id
  returning t.conversation_id, t.organization_id, t.gen, t.lease_token, t.attempts, t.instructions, t.decision_id
$function$;

grant execute on function "private"."claim_turns"(integer, integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_turns"(integer, integer) from public;

create or replace function private.claim_unknown (
  p_limit integer
)
  returns table (
    id              uuid,
    organization_id uuid,
    conversation_id uuid,
    message_id      uuid,
    inbox_id        uuid,
    content         jsonb,
    recipients      jsonb,
    reply_to        text,
    attempts        integer,
    automatic       boolean,
    sending_at      timestamp with time zone,
    reconciles      integer
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.outbox o
  set reconciles = o.reconciles + 1,
    due = case o.reconciles when 0 then now() + interval '15 seconds' when 1 then now() + interval '60 seconds' else 'infinity' end
  from (select q.id from public.outbox q where q.state = 'unknown' and q.due <= now()
    order by q.due limit p_limit for update skip locked) due
  where o.id = due.id
  returning o.id, o.organization_id, o.conversation_id, o.message_id, o.inbox_id, o.content, o.recipients, o.reply_to, o.attempts,
    o.automatic, o.sending_at, o.reconciles
$function$;

grant execute on function "private"."claim_unknown"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_unknown"(integer) from public;

create or replace function private.claim_work (
  p_worker integer,
  p_limit  integer
)
  returns table (
    conversation_id uuid,
    organization_id uuid,
    gen             bigint,
    lease_token     uuid,
    attempts        integer
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.work w
  set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + private.lease_time()
  from (select c.conversation_id from public.work c where c.lease_by is null and c.due <= now()
    order by c.due limit p_limit for update skip locked) due
  where w.conversation_id = due.conversation_id
  returning w.conversation_id, w.organization_id, w.gen, w.lease_token, w.attempts
$function$;

grant execute on function "private"."claim_work"(integer, integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_work"(integer, integer) from public;

create or replace function private.contact_of (
  p_organization uuid,
  p_identities   jsonb,
  p_name         text,
  OUT            contact uuid,
  OUT            identity uuid
)
  returns record
  language plpgsql
  set search_path to ''
  AS $function$
begin
  select i.contact_id, i.id into contact, identity
  from jsonb_array_elements(p_identities) with ordinality as given (value, n)
  join public.identities i on i.organization_id = p_organization and i.kind = given.value ->> 'kind' and i.value = given.value ->> 'value'
  order by n limit 1;
  if contact is null then
    insert into public.contacts (organization_id, name) values (p_organization, p_name) returning id into contact;
  else
    update public.contacts set name = p_name where id = contact and name is null and p_name is not null;
  end if;
  insert into public.identities (organization_id, contact_id, kind, value, verified)
  select p_organization, contact, value ->> 'kind', value ->> 'value', coalesce((value ->> 'verified')::boolean, false)
  from jsonb_array_elements(p_identities) with ordinality as given (value, n) order by n
  on conflict (organization_id, kind, value) do nothing;
  if identity is null then
    select i.id into identity from public.identities i
    where i.organization_id = p_organization and i.kind = p_identities -> 0 ->> 'kind' and i.value = p_identities -> 0 ->> 'value';
  end if;
end $function$;

grant execute on function "private"."contact_of"(uuid, jsonb, text) to "postgres";

revoke all on function "private"."contact_of"(uuid, jsonb, text) from public;

create or replace function private.conversation_of (
  p_organization uuid,
  p_inbox        uuid,
  p_contact      uuid
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_id uuid;
begin
  select id into v_id from public.conversations
  where organization_id = p_organization and contact_id = p_contact and inbox_id = p_inbox
    and (status <> 'resolved' or resolved_at > now() - interval '1 day')
  order by (status = 'resolved'), resolved_at desc limit 1;
  if v_id is null then
    insert into public.conversations (organization_id, inbox_id, contact_id, protocol)
    values (p_organization, p_inbox, p_contact, private.next_protocol(p_organization))
    returning id into v_id;
  end if;
  return v_id;
end $function$;

grant execute on function "private"."conversation_of"(uuid, uuid, uuid) to "postgres";

revoke all on function "private"."conversation_of"(uuid, uuid, uuid) from public;

create or replace function private.current_organization()
  returns uuid
  language sql
  stable
  set search_path to ''
  AS $function$
  select nullif(current_setting('faladesk.organization_id', true), '')::uuid
$function$;

grant execute on function "private"."current_organization"() to "faladesk_core", "postgres";

revoke all on function "private"."current_organization"() from public;

create or replace function private.demo_is_seeded()
  returns boolean
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select exists (select from public.organizations where slug = 'demo' and is_demo)
$function$;

grant execute on function "private"."demo_is_seeded"() to "faladesk_core", "postgres";

revoke all on function "private"."demo_is_seeded"() from public;

create or replace function private.end_stream (
  p_inbox    uuid,
  p_token    uuid,
  p_delay_ms integer,
  p_trouble  text,
  p_status   text
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  with lease as (
    update public.streams set lease_by = null, lease_token = null, lease_until = null,
      attempts = case when p_trouble is null then attempts else attempts + 1 end,
      due = now() + make_interval(secs => p_delay_ms / 1000.0)
    where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  update public.inboxes i
  set health = jsonb_build_object('status', p_status, 'reason', p_trouble, 'source', 'stream', 'at', now())
  from lease where i.id = lease.inbox_id and p_status is not null and (i.health ->> 'status', i.health ->> 'reason') is distinct from (p_status, p_trouble)
$function$;

grant execute on function "private"."end_stream"(uuid, uuid, integer, text, text) to "faladesk_core", "postgres";

revoke all on function "private"."end_stream"(uuid, uuid, integer, text, text) from public;

create or replace function private.fail_turn (
  p_conversation uuid,
  p_token        uuid
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.ai_turns set lease_by = null, lease_token = null, lease_until = null, attempts = attempts + 1,
    due = now() + interval '2 seconds'
  where conversation_id = p_conversation and lease_token = p_token
$function$;

grant execute on function "private"."fail_turn"(uuid, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."fail_turn"(uuid, uuid) from public;

create or replace function private.fail_work (
  p_conversation uuid,
  p_token        uuid,
  p_reason       text,
  p_delay_ms     integer
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.work set lease_by = null, lease_token = null, lease_until = null, attempts = attempts + 1, reason = p_reason,
    due = now() + make_interval(secs => p_delay_ms / 1000.0)
  where conversation_id = p_conversation and lease_token = p_token
$function$;

grant execute on function "private"."fail_work"(uuid, uuid, text, integer) to "faladesk_core", "postgres";

revoke all on function "private"."fail_work"(uuid, uuid, text, integer) from public;

create or replace function private.fire_timers()
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_count int;
begin
  with due as (
    select t.conversation_id, t.event, t.minutes from public.timers t where t.due <= now() order by t.due limit 500 for update skip locked
  ), ended as (
    update public.timers t set due = null from due
    where t.conversation_id = due.conversation_id and t.event = due.event and t.minutes = due.minutes
    returning t.organization_id, t.conversation_id, t.event, t.minutes, t.generation
  ), happened as (
    insert into public.events (organization_id, conversation_id, event, minutes, at_seq, generation)
    select e.organization_id, e.conversation_id, e.event, e.minutes, c.last_seq, e.generation
    from ended e join public.conversations c on c.id = e.conversation_id and c.organization_id = e.organization_id
    where private.still_silent(e.conversation_id, e.event, e.generation) and exists (
      select from public.workflow_triggers t where t.organization_id = e.organization_id and t.event = e.event and t.minutes = e.minutes)
    order by e.conversation_id, e.minutes
    returning events.organization_id, events.conversation_id
  ), woken as (
    insert into public.work as w (conversation_id, organization_id)
    select distinct h.conversation_id, h.organization_id from happened h order by 1
    on conflict (conversation_id) do update set gen = w.gen + 1, due = least(w.due, now())
  )
  select count(*) into v_count from happened;
  return v_count;
end $function$;

grant execute on function "private"."fire_timers"() to "faladesk_core", "postgres";

revoke all on function "private"."fire_timers"() from public;

create or replace function private.fold (
  p_text text
)
  returns text
  language sql
  immutable
  parallel safe
  strict
  set search_path to ''
RETURN lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text));

grant execute on function "private"."fold"(text) to "authenticated", "faladesk_core", "postgres";

revoke all on function "private"."fold"(text) from public;

create or replace function private.forget_deliveries()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  delete from public.deliveries where organization_id = old.organization_id and inbox_id = old.id;
  return null;
end $function$;

grant execute on function "private"."forget_deliveries"() to "postgres";

revoke all on function "private"."forget_deliveries"() from public;

create or replace function private.forget_messages()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  delete from public.messages where conversation_id = old.id and organization_id = old.organization_id;
  delete from public.work where conversation_id = old.id and organization_id = old.organization_id;
  return null;
end $function$;

grant execute on function "private"."forget_messages"() to "postgres";

revoke all on function "private"."forget_messages"() from public;

create or replace function private.inbox_of (
  p_key text,
  p_id  uuid
)
  returns table (
    id              uuid,
    organization_id uuid,
    channel         text,
    name            text,
    key             text,
    settings        jsonb,
    enabled         boolean,
    simulated       boolean,
    revision        integer,
    sealed          text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select i.id, i.organization_id, i.channel, i.name, i.key, i.settings, i.enabled, i.simulated, i.revision, s.sealed
  from public.inboxes i left join public.inbox_secrets s on s.inbox_id = i.id
  where i.deleted_at is null and (i.key = p_key or i.id = p_id)
$function$;

grant execute on function "private"."inbox_of"(text, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."inbox_of"(text, uuid) from public;

create or replace function private.inboxes_holding (
  p_channel text,
  p_values  jsonb
)
  returns SETOF uuid
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select i.id from public.inboxes i
  where i.channel = p_channel and i.enabled and i.deleted_at is null and exists (
    select from jsonb_each_text(p_values) v
    where lower(trim(i.settings ->> v.key)) = lower(v.value)
      or jsonb_typeof(i.settings -> v.key) = 'array' and exists (
        select from jsonb_array_elements_text(i.settings -> v.key) one where lower(trim(one)) = lower(v.value)))
  order by i.created_at, i.id limit 20
$function$;

grant execute on function "private"."inboxes_holding"(text, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."inboxes_holding"(text, jsonb) from public;

create or replace function private.ingest (
  p_inbox   uuid,
  p_key     text,
  p_hook    text,
  p_headers jsonb,
  p_body    bytea,
  p_events  jsonb,
  p_refused text  default null::text
)
  returns table (
    kind            text,
    organization_id uuid,
    conversation_id uuid,
    message_id      uuid,
    seq             bigint
  )
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_delivery uuid;
  v_event jsonb;
  v_type text;
  v_echo boolean;
  v_identities jsonb;
  v_external text;
  v_content jsonb;
  v_plain boolean;
  v_text text;
  v_preview text;
  v_contact uuid;
  v_identity uuid;
  v_status text;
begin
  v_event := p_events -> 0;
  v_identities := v_event -> 'from' -> 'identities';
  v_content := v_event -> 'content';
  -- The webhook there are thousands of: one text of somebody known, in an open conversation. Everything about it is one
  -- statement, because each further one costs more to begin than it does. What it does not find is left to the rest.
  if p_refused is null and jsonb_array_length(p_events) = 1 and v_event ->> 'type' = 'message'
    and v_event ->> 'direction' is distinct from 'echo' and jsonb_array_length(v_identities) = 1
    and jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text'
  then
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', v_identities -> 0 ->> 'kind', v_identities -> 0 ->> 'value'), 0));
    v_text := v_content -> 0 ->> 'text';
    v_preview := case when v_text ~ '\s\s|[\n\r\t]' then private.preview_of(v_text, v_content) else left(v_text, 160) end;
    with delivery as (
      insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body)
      select i.organization_id, i.id, p_key, p_hook, p_headers, p_body from public.inboxes i where i.id = p_inbox
      on conflict on constraint deliveries_once do nothing
      returning d.id, d.organization_id
    ), sender as (
      select i.id, i.contact_id from public.identities i
      where i.organization_id = (select d.organization_id from delivery d)
        and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_identities -> 0 ->> 'value'
        -- Who has no name yet may have one now: that is for the rest.
        and not (v_event -> 'from' ? 'name' and exists (select from public.contacts k
          where k.id = i.contact_id and k.organization_id = i.organization_id and k.name is null))
        and not exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_event ->> 'externalId')
    ), thread as (
      -- Neither status nor owner is named: naming them costs a look at the announcing trigger each time.
      update public.conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = v_preview,
        last_message_direction = 'in',
        last_inbound_at = now(),
        waiting_since = coalesce(c.waiting_since, now())
      where c.inbox_id = p_inbox and c.contact_id = (select s.contact_id from sender s) and c.status <> 'resolved'
      returning c.id, c.last_seq, c.organization_id
    ), message as (
      insert into public.messages as m (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content,
        flags, external_id, identity_id, occurred_at)
      select t.organization_id, t.id, p_inbox, t.last_seq, 'in', 'contact', v_text, v_content, coalesce(v_event -> 'flags', '{}'),
        v_event ->> 'externalId', (select s.id from sender s), coalesce((v_event ->> 'occurredAt')::timestamptz, now())
      from thread t
      returning m.id, m.conversation_id, m.organization_id, m.seq
    ), wake_up as (
      insert into public.work as w (conversation_id, organization_id) select m.conversation_id, m.organization_id from message m
      on conflict on constraint work_pkey do update set gen = w.gen + 1, due = least(w.due, now())
    )
    select d.id, d.organization_id, m.conversation_id, m.id, m.seq into v_delivery, organization_id, conversation_id, message_id, seq
    from delivery d left join message m on true;
    if message_id is not null then
      kind := 'message';
      return next;
      return;
    end if;
  else
    insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body)
    select i.organization_id, i.id, p_key, p_hook, p_headers, p_body from public.inboxes i where i.id = p_inbox
    on conflict on constraint deliveries_once do nothing
    returning d.id, d.organization_id into v_delivery, organization_id;
  end if;
  if v_delivery is null then
    return;
  end if;
  if p_refused is not null then
    insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason)
    values (organization_id, 'webhook', p_inbox, v_delivery, p_refused);
    kind := 'dead';
    return next;
    return;
  end if;
  -- One customer at a time, several always locked in the same order: an album of ten parallel requests makes one
  -- conversation, and two deliveries about the same messages never wait for each other in a circle.
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_events) as e,
      jsonb_array_elements(case
        when e ->> 'type' = 'status' then jsonb_build_array(jsonb_build_object('kind', 'sent', 'value', coalesce(e ->> 'ourMessageId', e ->> 'messageExternalId')))
        when e ->> 'direction' = 'echo' then coalesce(e -> 'to', '[]')
        else coalesce(e -> 'from' -> 'identities', '[]') end) as i
    order by h) locks;
  for n in 0 .. jsonb_array_length(p_events) - 1 loop
    v_event := p_events -> n;
    v_type := v_event ->> 'type';
    v_echo := coalesce(v_event ->> 'direction' = 'echo', false);
    v_identities := case when v_echo then v_event -> 'to' else v_event -> 'from' -> 'identities' end;
    conversation_id := null;
    message_id := null;
    seq := null;
    if v_type in ('message', 'unsupported') and jsonb_array_length(v_identities) > 0 then
      v_external := v_event ->> 'externalId';
      -- Known already: repeated under another delivery, or an echo of what we sent ourselves.
      continue when exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external)
        or v_echo and exists (select from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[v_external]);
      v_content := coalesce(v_event -> 'content', jsonb_build_array(jsonb_build_object('k', 'unsupported', 'note', v_event ->> 'note')));
      v_plain := jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text';
      v_text := case when v_plain then v_content -> 0 ->> 'text' else private.text_of(v_content) end;
      v_preview := private.preview_of(v_text, v_content);
      -- status and owner are touched only where they change.
      select o.contact, o.identity into v_contact, v_identity
      from private.contact_of(organization_id, v_identities, case when not v_echo then nullif(trim(v_event -> 'from' ->> 'name'), '') end) o;
      conversation_id := private.conversation_of(organization_id, p_inbox, v_contact);
      update public.conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = v_preview,
        last_message_direction = case when v_echo then 'out' else 'in' end,
        last_inbound_at = case when v_echo then c.last_inbound_at else now() end,
        waiting_since = case when v_echo then null else coalesce(c.waiting_since, now()) end
      where c.id = conversation_id
      returning c.last_seq, c.status into seq, v_status;
      -- Resolved a moment or a day ago: it opens again and belongs to the rules.
      if v_status = 'resolved' then
        update public.conversations c set status = 'open', owner = 'rules', resolved_at = null, taken_over_at = null,
          bot_attempts = 0, told_waiting = false where c.id = conversation_id;
      end if;
      if v_echo then
        update public.conversations c set owner = 'human', taken_over_at = now() where c.id = conversation_id;
      end if;
      insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags,
        external_id, identity_id, status, occurred_at)
      values (organization_id, conversation_id, p_inbox, seq,
        case when v_echo then 'out' else 'in' end, case when v_echo then 'agent' else 'contact' end,
        v_text, v_content, coalesce(v_event -> 'flags', '{}'), v_external, v_identity,
        case when v_echo then 'sent' end, coalesce((v_event ->> 'occurredAt')::timestamptz, now()))
      returning id into message_id;
      if not v_plain then
        insert into public.attachments (organization_id, message_id, position, mime, name, size, source)
        select ingest.organization_id, ingest.message_id, part - 1, coalesce(p -> 'media' ->> 'mime', 'application/octet-stream'),
          p -> 'media' ->> 'filename', (p -> 'media' ->> 'size')::bigint, p -> 'media'
        from jsonb_array_elements(v_content) with ordinality as parts (p, part) where p ->> 'k' = 'media';
      end if;
      if not v_echo then
        insert into public.work (conversation_id, organization_id) values (ingest.conversation_id, ingest.organization_id)
        on conflict on constraint work_pkey do update set gen = public.work.gen + 1, due = least(public.work.due, now());
      end if;
      kind := 'message';
    elsif v_type = 'status' then
      kind := 'status';
      conversation_id := private.apply_receipt(p_inbox, v_event);
    elsif v_type in ('reaction', 'edit', 'delete') then
      kind := 'change';
      select c.conversation, c.message into conversation_id, message_id from private.apply_change(p_inbox, v_event) c;
    else
      kind := 'dead';
      insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason, detail)
      values (organization_id, 'webhook', p_inbox, v_delivery,
        case when v_type = 'message' then 'the message names no sender' else 'event type not handled: ' || coalesce(v_type, '?') end, v_event);
    end if;
    return next;
  end loop;
end $function$;

grant execute on function "private"."ingest"(uuid, text, text, jsonb, bytea, jsonb, text) to "faladesk_core", "postgres";

revoke all on function "private"."ingest"(uuid, text, text, jsonb, bytea, jsonb, text) from public;

create or replace function private.lease_time()
  returns interval
  language sql
  immutable
  set search_path to ''
  AS $function$ select interval '60 seconds' $function$;

grant execute on function "private"."lease_time"() to "faladesk_core", "postgres";

revoke all on function "private"."lease_time"() from public;

create or replace function private.list_triggers()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  delete from public.workflow_triggers where workflow_id = new.id;
  insert into public.workflow_triggers (organization_id, workflow_id, event, minutes)
  select new.organization_id, new.id, t.event, case when t.event in ('customer-silent', 'agent-silent') then t.minutes::int else 0 end
  from public.workflow_versions v,
    json_array_elements(case when json_typeof(v.document -> 'rules') = 'array' then v.document -> 'rules' else '[]' end) as rule,
    lateral (select rule -> 'on' ->> 'event' as event, rule -> 'on' ->> 'minutes' as minutes) t
  where v.workflow_id = new.id
    and v.version in (new.published_version, (to_jsonb(new) -> 'candidate' ->> 'version')::int)
    and rule ->> 'enabled' is distinct from 'false' and t.event is not null
    and (t.event not in ('customer-silent', 'agent-silent') or t.minutes ~ '^[1-9][0-9]{0,4}$')
  on conflict do nothing;
  return null;
end $function$;

grant execute on function "private"."list_triggers"() to "postgres";

revoke all on function "private"."list_triggers"() from public;

create or replace function private.live_workers()
  returns bigint[]
  language sql
  set search_path to ''
  AS $function$
  select coalesce(array_agg(l.objid::bigint), '{}') from pg_catalog.pg_locks l
  where l.locktype = 'advisory' and l.classid = 77 and l.objsubid = 2 and l.granted
    and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = current_database())
$function$;

grant execute on function "private"."live_workers"() to "postgres";

revoke all on function "private"."live_workers"() from public;

create or replace function private.lock_senders (
  p_events jsonb
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  select pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_events) as e,
      jsonb_array_elements(coalesce(case when e ->> 'direction' = 'echo' then e -> 'to' else e -> 'from' -> 'identities' end, '[]')) as i
    order by h) locks
$function$;

grant execute on function "private"."lock_senders"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."lock_senders"(jsonb) from public;

create or replace function private.look_after_streams (
  p_worker   integer,
  p_held     uuid[],
  p_channels text[],
  p_room     integer
)
  returns table (
    inbox_id        uuid,
    organization_id uuid,
    revision        integer,
    token           uuid,
    cursor          jsonb,
    attempts        integer,
    taken           boolean
  )
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_live constant bigint[] := private.live_workers();
begin
  return query
    update public.streams s set lease_until = now() + interval '1 minute'
    from public.inboxes i
    where s.inbox_id = any (p_held) and s.lease_by = p_worker and i.id = s.inbox_id and i.enabled and i.deleted_at is null
    returning s.inbox_id, s.organization_id, i.revision, s.lease_token, null::jsonb, s.attempts, false;
  if p_room <= 0 then
    return;
  end if;
  insert into public.streams as n (inbox_id, organization_id)
  select i.id, i.organization_id from public.inboxes i
  where i.channel = any (p_channels) and i.enabled and i.deleted_at is null and not i.simulated
    and not exists (select from public.streams s where s.inbox_id = i.id)
  on conflict on constraint streams_pkey do nothing;
  return query
    update public.streams s set lease_by = p_worker, lease_token = gen_random_uuid(), lease_until = now() + interval '1 minute',
      revision = free.revision
    from (
      select f.inbox_id, i.revision from public.streams f
      join public.inboxes i on i.id = f.inbox_id and i.enabled and i.deleted_at is null and not i.simulated
      where i.channel = any (p_channels) and f.inbox_id <> all (p_held)
        and (f.due <= now() or f.revision is distinct from i.revision)
        and (f.lease_by is null or f.lease_by <> all (v_live) or f.lease_until < now())
      order by f.due limit p_room for update of f skip locked) free
    where s.inbox_id = free.inbox_id
    returning s.inbox_id, s.organization_id, s.revision, s.lease_token, s.cursor, s.attempts, true;
end $function$;

grant execute
  on function "private"."look_after_streams"(integer, uuid[], text[], integer)
  to "faladesk_core", "postgres";

revoke all on function "private"."look_after_streams"(integer, uuid[], text[], integer) from public;

create or replace function private.make_searchable (
  p_message public.messages
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  insert into public.message_search (message_id, organization_id, conversation_id, words)
  select p_message.id, p_message.organization_id, p_message.conversation_id, private.fold(p_message.text) where p_message.text <> ''
  on conflict (message_id, organization_id) do update set words = excluded.words
$function$;

grant execute on function "private"."make_searchable"(public.messages) to "postgres";

revoke all on function "private"."make_searchable"(public.messages) from public;

create or replace function private.my_admin_organizations()
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select coalesce(array_agg(organization_id), '{}') from public.memberships
  where user_id = (select auth.uid()) and role = 'admin' and suspended_at is null
$function$;

grant execute on function "private"."my_admin_organizations"() to "authenticated", "postgres";

revoke all on function "private"."my_admin_organizations"() from public;

create or replace function private.my_organizations()
  returns uuid[]
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select coalesce(array_agg(organization_id), '{}') from public.memberships
  where user_id = (select auth.uid()) and suspended_at is null
$function$;

grant execute on function "private"."my_organizations"() to "authenticated", "postgres";

revoke all on function "private"."my_organizations"() from public;

create or replace function private.next_protocol (
  p_organization uuid
)
  returns text
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_day date;
  v_last int;
begin
  select (now() at time zone timezone)::date into v_day from public.organizations where id = p_organization;
  insert into public.protocols (organization_id, day, last) values (p_organization, v_day, 1)
  on conflict (organization_id, day) do update set last = public.protocols.last + 1
  returning last into v_last;
  return to_char(v_day, 'YYYYMMDD') || lpad(v_last::text, 5, '0');
end $function$;

grant execute on function "private"."next_protocol"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."next_protocol"(uuid) from public;

create or replace function private.note_change()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  if new.status is distinct from old.status then
    if old.status = 'resolved' then
      update public.conversations set reopened_at = now() where id = new.id and organization_id = new.organization_id;
    end if;
    perform private.add_event(new.id, 'status-changed');
  end if;
  if (new.assignee_id, new.team_id) is distinct from (old.assignee_id, old.team_id)
    and (new.assignee_id is not null or new.team_id is not null) then
    perform private.add_event(new.id, 'assigned');
  end if;
  if new.csat is distinct from old.csat and new.csat is not null then
    perform private.add_event(new.id, 'csat-answered');
  end if;
  return null;
end $function$;

grant execute on function "private"."note_change"() to "postgres";

revoke all on function "private"."note_change"() from public;

create or replace function private.note_failure()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform private.add_event(new.conversation_id, 'delivery-failed', null, coalesce((
    select d.cause || coalesce((select jsonb_build_array(a -> 'rule') from jsonb_array_elements(d.actions) with ordinality x (a, n)
      where a ? 'rule' order by (a ->> 'message' = new.id::text) desc nulls last, n desc limit 1), '[]')
    from public.decisions d where d.id = new.decision_id and d.organization_id = new.organization_id), '[]'));
  return null;
end $function$;

grant execute on function "private"."note_failure"() to "postgres";

revoke all on function "private"."note_failure"() from public;

create or replace function private.notify_organization (
  p_payload jsonb
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  select realtime.send(p_payload, 'notify', 'organization:' || private.current_organization(), true)
  where private.current_organization() is not null
$function$;

grant execute on function "private"."notify_organization"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."notify_organization"(jsonb) from public;

create or replace function private.preview_of (
  p_text    text,
  p_content jsonb
)
  returns text
  language sql
  immutable
  set search_path to ''
  AS $function$
  select left(case when p_text <> '' then regexp_replace(p_text, '\s+', ' ', 'g')
    else coalesce('[' || coalesce(split_part(p_content -> 0 -> 'media' ->> 'mime', '/', 1), p_content -> 0 ->> 'k') || ']', '') end, 160)
$function$;

grant execute on function "private"."preview_of"(text, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."preview_of"(text, jsonb) from public;

create or replace function private.queue_numbers()
  returns table (
    depth          bigint,
    oldest_seconds double precision,
    queued         bigint,
    sending        bigint,
    unknown        bigint
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select (select count(*) from public.work),
    coalesce((select extract(epoch from now() - min(w.due)) from public.work w where w.due <= now()), 0)::double precision,
    (select count(*) from public.outbox o where o.state = 'queued'),
    (select count(*) from public.outbox o where o.state = 'sending'),
    (select count(*) from public.outbox o where o.state = 'unknown')
$function$;

grant execute on function "private"."queue_numbers"() to "faladesk_core", "postgres";

revoke all on function "private"."queue_numbers"() from public;

create or replace function private.receipts_up_to (
  p_inbox        uuid,
  p_conversation uuid,
  p_seq          bigint,
  p_status       text
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_id uuid;
  v_count int := 0;
begin
  for v_id in select o.id from public.outbox o
    where o.inbox_id = p_inbox and o.conversation_id = p_conversation and o.seq <= p_seq and o.state in ('sending', 'sent', 'unknown')
      and (o.receipt is null or o.receipt in ('queued', 'sent') or (p_status = 'read' and o.receipt = 'delivered'))
    order by o.seq, o.position
  loop
    perform private.apply_receipt(p_inbox, jsonb_build_object('ourMessageId', v_id, 'status', p_status));
    v_count := v_count + 1;
  end loop;
  return v_count;
end $function$;

grant execute on function "private"."receipts_up_to"(uuid, uuid, bigint, text) to "faladesk_core", "postgres";

revoke all on function "private"."receipts_up_to"(uuid, uuid, bigint, text) from public;

create or replace function private.refuse_change()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
begin
  raise exception '% rows never change', tg_table_name using errcode = '42501';
end $function$;

grant execute on function "private"."refuse_change"() to "postgres";

revoke all on function "private"."refuse_change"() from public;

create or replace function private.release (
  p_worker integer
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.work set lease_by = null, lease_token = null, lease_until = null, due = now() where lease_by = p_worker;
  update public.ai_turns set lease_by = null, lease_token = null, lease_until = null, due = now() where lease_by = p_worker;
$function$;

grant execute on function "private"."release"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."release"(integer) from public;

create or replace function private.requeue_unknown (
  p_id      uuid,
  p_attempt integer
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_message uuid;
begin
  update public.outbox o set state = 'queued', due = now(), error = null
  where o.id = p_id and o.attempts = p_attempt and o.state = 'unknown' and o.attempts < 3 and not exists (
    select from public.outbox l where l.conversation_id = o.conversation_id and l.state <> 'discarded'
      and (l.seq, l.position) > (o.seq, o.position))
  returning o.message_id into v_message;
  if v_message is null then
    return false;
  end if;
  perform private.settle_message(v_message);
  return true;
end $function$;

grant execute on function "private"."requeue_unknown"(uuid, integer) to "faladesk_core", "postgres";

revoke all on function "private"."requeue_unknown"(uuid, integer) from public;

create or replace function private.search_conversations (
  p_organization uuid,
  p_query        text
)
  returns SETOF uuid
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
declare
  v_query text := trim(p_query);
  v_pattern text := '%' || regexp_replace(private.fold(v_query), '([\\%_])', '\\\1', 'g') || '%';
begin
  if not (p_organization = any (private.my_organizations())
    or (current_setting('role') = 'faladesk_core' and p_organization = private.current_organization())) then
    return;
  end if;
  if v_query ~ '^\d{4,13}$' then
    return query select c.id from public.conversations c
    where c.organization_id = p_organization and c.protocol >= v_query and c.protocol <= rpad(v_query, 13, '9');
  end if;
  return query
    select c.id from public.contacts k join public.conversations c on c.organization_id = k.organization_id and c.contact_id = k.id
    where k.organization_id = p_organization and private.fold(k.name) like v_pattern
    union all
    select c.id from public.identities i join public.conversations c on c.organization_id = i.organization_id and c.contact_id = i.contact_id
    where i.organization_id = p_organization and i.value ilike v_pattern;
  if length(v_pattern) > 4 then
    return query select s.conversation_id from public.message_search s
    where s.organization_id = p_organization and s.words like v_pattern limit 2000;
    -- What waits for its decision is not there yet, and little.
    return query select m.conversation_id from public.work w
    join public.conversations c on c.id = w.conversation_id and c.organization_id = p_organization
    join public.messages m on m.conversation_id = c.id and m.organization_id = p_organization and m.seq > c.decided_seq
    where w.organization_id = p_organization and private.fold(m.text) like v_pattern limit 2000;
  end if;
end $function$;

grant execute on function "private"."search_conversations"(uuid, text) to "authenticated", "faladesk_core", "postgres";

revoke all on function "private"."search_conversations"(uuid, text) from public;

create or replace function private.search_decided()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform private.make_searchable(m) from public.messages m where m.id = new.message_id and m.organization_id = new.organization_id;
  return null;
end $function$;

grant execute on function "private"."search_decided"() to "postgres";

revoke all on function "private"."search_decided"() from public;

create or replace function private.search_written()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform private.make_searchable(new);
  return null;
end $function$;

grant execute on function "private"."search_written"() to "postgres";

revoke all on function "private"."search_written"() from public;

create or replace function private.settle_message (
  p_message uuid
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_status text;
  v_error jsonb;
begin
  -- Locked before the parts are read: of two parts settled at once, the second sees what the first did.
  perform from public.messages where id = p_message for no key update;
  select case
      when bool_or(state = 'failed' or receipt = 'failed') then 'failed'
      when bool_or(state = 'unknown') then 'unknown'
      when bool_or(state = 'discarded') then 'discarded'
      when bool_or(state = 'queued') then 'queued'
      when bool_or(state = 'sending') then 'sending'
      when bool_and(coalesce(receipt, '') = 'read') then 'read'
      when bool_and(coalesce(receipt, '') in ('delivered', 'read')) then 'delivered'
      else 'sent' end,
    (array_agg(error order by position) filter (where error is not null))[1]
  into v_status, v_error from public.outbox where message_id = p_message having count(*) > 0;
  if v_status is null then
    return;
  end if;
  update public.messages set status = v_status, error = case when v_status in ('failed', 'unknown') then v_error end
  where id = p_message and (status, error) is distinct from (v_status, case when v_status in ('failed', 'unknown') then v_error end);
end $function$;

grant execute on function "private"."settle_message"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."settle_message"(uuid) from public;

create or replace function private.settle_outbox (
  p_id       uuid,
  p_attempt  integer,
  p_state    text,
  p_external text[],
  p_receipt  text,
  p_error    jsonb,
  p_delay_ms integer
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v public.outbox;
begin
  update public.outbox set
    state = case when state in ('sending', 'unknown', 'queued') then p_state else state end,
    external_ids = array(select distinct e from unnest(external_ids || coalesce(p_external, '{}')) e),
    receipt = coalesce(receipt, p_receipt),
    error = case when state in ('sending', 'unknown', 'queued') then p_error else error end,
    due = now() + make_interval(secs => coalesce(p_delay_ms, 0) / 1000.0),
    lease_by = null
  where id = p_id and attempts = p_attempt and (state = 'sending' or p_state = 'sent')
  returning * into v;
  if v.id is null then
    return false;
  end if;
  perform private.settle_message(v.message_id);
  if p_state = 'failed' then
    insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
    values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(p_error ->> 'message', 'not sent'),
      jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', p_error ->> 'class', 'code', p_error ->> 'code',
        'attempts', v.attempts));
  end if;
  if v.automatic and p_state in ('failed', 'unknown') then
    perform private.wait_for_human(v.conversation_id);
  end if;
  return true;
end $function$;

grant execute
  on function "private"."settle_outbox"(uuid, integer, text, text[], text, jsonb, integer)
  to "faladesk_core", "postgres";

revoke all on function "private"."settle_outbox"(uuid, integer, text, text[], text, jsonb, integer) from public;

create or replace function private.settle_work (
  p_conversation uuid,
  p_token        uuid,
  p_gen          bigint,
  p_last         boolean
)
  returns bigint
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_gen bigint;
begin
  if p_last then
    delete from public.work where conversation_id = p_conversation and lease_token = p_token and gen = p_gen;
    if found then
      return 0;
    end if;
  end if;
  update public.work set attempts = 0, lease_until = now() + private.lease_time()
  where conversation_id = p_conversation and lease_token = p_token
  returning gen into v_gen;
  return v_gen;
end $function$;

grant execute on function "private"."settle_work"(uuid, uuid, bigint, boolean) to "faladesk_core", "postgres";

revoke all on function "private"."settle_work"(uuid, uuid, bigint, boolean) from public;

create or replace function private.still_silent (
  p_conversation uuid,
  p_event        text,
  p_generation   bigint
)
  returns boolean
  language sql
  stable
  set search_path to ''
  AS $function$
  select c.status <> 'resolved' and case p_event
    when 'agent-silent' then c.waiting_since is not null and private.wait_of(c.waiting_since) = p_generation
    else not exists (select from public.messages m where m.conversation_id = c.id and m.organization_id = c.organization_id
      and m.seq > p_generation and m.author_kind in ('contact', 'agent') and m.direction <> 'note') end
  from public.conversations c where c.id = p_conversation
$function$;

grant execute on function "private"."still_silent"(uuid, text, bigint) to "faladesk_core", "postgres";

revoke all on function "private"."still_silent"(uuid, text, bigint) from public;

create or replace function private.stream_is_well (
  p_inbox uuid,
  p_token uuid
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  with lease as (
    update public.streams set attempts = 0 where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  update public.inboxes i set health = jsonb_build_object('status', 'ok', 'at', now())
  from lease where i.id = lease.inbox_id and i.health ->> 'source' = 'stream'
$function$;

grant execute on function "private"."stream_is_well"(uuid, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."stream_is_well"(uuid, uuid) from public;

create or replace function private.sweep_sla()
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
end $function$;

grant execute on function "private"."sweep_sla"() to "faladesk_core", "postgres";

revoke all on function "private"."sweep_sla"() from public;

create or replace function private.tell_replicas()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform pg_notify('faladesk', case tg_table_name
    when 'inboxes' then 'inbox:' || (to_jsonb(coalesce(new, old)) ->> 'id')
    when 'inbox_secrets' then 'inbox:' || (to_jsonb(coalesce(new, old)) ->> 'inbox_id')
    else 'workflows:' || (to_jsonb(coalesce(new, old)) ->> 'organization_id') end);
  return null;
end $function$;

grant execute on function "private"."tell_replicas"() to "postgres";

revoke all on function "private"."tell_replicas"() from public;

create or replace function private.text_of (
  p_content jsonb
)
  returns text
  language sql
  immutable
  set search_path to ''
  AS $function$
  select coalesce(string_agg(t, e'\n' order by n) filter (where t <> ''), '') from (
    select n, case p ->> 'k'
      when 'text' then p ->> 'text'
      when 'media' then coalesce(p ->> 'caption', '')
      when 'choice' then p ->> 'title'
      when 'location' then concat_ws(', ', p ->> 'name', p ->> 'address')
      else '' end as t
    from jsonb_array_elements(p_content) with ordinality as parts (p, n)) texts
$function$;

grant execute on function "private"."text_of"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."text_of"(jsonb) from public;

create or replace function private.tick()
  returns table (
    work    boolean,
    turns   boolean,
    outbox  boolean,
    unknown boolean,
    media   boolean,
    workers integer,
    taken   integer
  )
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_live constant bigint[] := private.live_workers();
  v_taken int := 0;
  v_some int;
  v_part public.outbox;
begin
  update public.work w set lease_by = null, lease_token = null, lease_until = null, due = now(), attempts = w.attempts + 1
  from (select l.conversation_id from public.work l
    where l.lease_by is not null and l.lease_until <= now() + private.lease_time()
      and (l.lease_by <> all (v_live) or l.lease_until < now()) for update skip locked) dead
  where w.conversation_id = dead.conversation_id;
  get diagnostics v_some = row_count;
  v_taken := v_taken + v_some;
  update public.ai_turns t set lease_by = null, lease_token = null, lease_until = null, due = now(), attempts = t.attempts + 1
  from (select l.conversation_id from public.ai_turns l
    where l.lease_by is not null and l.lease_until <= now() + private.lease_time()
      and (l.lease_by <> all (v_live) or l.lease_until < now()) for update skip locked) dead
  where t.conversation_id = dead.conversation_id;
  get diagnostics v_some = row_count;
  v_taken := v_taken + v_some;
  for v_part in
    update public.outbox o set state = 'unknown', lease_by = null, due = now() + interval '2 seconds',
      error = '{"class": "ambiguous", "code": "worker_lost", "message": "The process that was sending it stopped before it knew the outcome."}'
    from (select l.id from public.outbox l
      where l.state = 'sending' and l.sending_at <= now()
        and (l.lease_by is null or l.lease_by <> all (v_live) or l.sending_at < now() - private.lease_time()) for update skip locked) dead
    where o.id = dead.id
    returning o.*
  loop
    perform private.settle_message(v_part.message_id);
    if v_part.automatic then
      perform private.wait_for_human(v_part.conversation_id);
    end if;
    v_taken := v_taken + 1;
  end loop;
  return query select
    exists (select from public.work w where w.lease_by is null and w.due <= now()),
    exists (select from public.ai_turns t where t.lease_by is null and t.due <= now()),
    exists (select from public.outbox o where o.state = 'queued' and o.due <= now()),
    exists (select from public.outbox o where o.state = 'unknown' and o.due <= now()),
    exists (select from public.attachments a where a.status = 'pending' and a.due <= now()),
    cardinality(v_live), v_taken;
end $function$;

grant execute on function "private"."tick"() to "faladesk_core", "postgres";

revoke all on function "private"."tick"() from public;

create or replace function private.topic_organization()
  returns uuid
  language sql
  stable
  set search_path to ''
  AS $function$
  select case when (select realtime.topic()) ~ '^organization:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then substr((select realtime.topic()), 14)::uuid end
$function$;

grant execute on function "private"."topic_organization"() to "authenticated", "postgres";

revoke all on function "private"."topic_organization"() from public;

create or replace function private.topic_workflow_organization()
  returns uuid
  language sql
  stable
  set search_path to ''
  AS $function$
  select w.organization_id from public.workflows w
  where w.id = case when (select realtime.topic()) ~ '^workflow:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    then substr((select realtime.topic()), 10)::uuid end
$function$;

grant execute on function "private"."topic_workflow_organization"() to "authenticated", "postgres";

revoke all on function "private"."topic_workflow_organization"() from public;

create or replace function private.wait_for_human (
  p_conversation uuid
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  update public.conversations set waiting_since = coalesce(waiting_since, now()) where id = p_conversation;
  select private.begin_wait(p_conversation)
$function$;

grant execute on function "private"."wait_for_human"(uuid) to "postgres";

revoke all on function "private"."wait_for_human"(uuid) from public;

create or replace function private.wait_of (
  p_since timestamp with time zone
)
  returns bigint
  language sql
  immutable
  set search_path to ''
  AS $function$ select (extract(epoch from p_since) * 1000000)::bigint $function$;

grant execute on function "private"."wait_of"(timestamp with time zone) to "faladesk_core", "postgres";

revoke all on function "private"."wait_of"(timestamp with time zone) from public;

create or replace function private.wake_forgotten (
  p_back interval
)
  returns integer
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_messages int;
  v_events int;
begin
  insert into public.work (conversation_id, organization_id)
  -- Every index on what each message changes costs each message: this look, once a minute, goes through the open ones by organization.
  select c.id, c.organization_id from public.organizations o
  join public.conversations c on c.organization_id = o.id and c.status <> 'resolved' and c.last_message_at > now() - p_back
  where c.last_inbound_at between now() - p_back and now() - interval '5 seconds'
    and exists (select from public.messages m where m.conversation_id = c.id and m.direction = 'in' and m.seq > c.decided_seq)
    and not exists (select from public.work w where w.conversation_id = c.id)
  on conflict (conversation_id) do nothing;
  get diagnostics v_messages = row_count;
  insert into public.work (conversation_id, organization_id)
  select distinct e.conversation_id, e.organization_id from public.events e
  where e.created_at < now() - interval '5 seconds' and not exists (select from public.work w where w.conversation_id = e.conversation_id)
  on conflict (conversation_id) do nothing;
  get diagnostics v_events = row_count;
  return v_messages + v_events;
end $function$;

grant execute on function "private"."wake_forgotten"(interval) to "faladesk_core", "postgres";

revoke all on function "private"."wake_forgotten"(interval) from public;

create or replace function private.workflows_in_force (
  p_organization uuid,
  p_known        text[]
)
  returns table (
    id                 uuid,
    version            integer,
    document           json,
    candidate          jsonb,
    candidate_document json,
    stopped            text[]
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select w.id, w.published_version, v.document, w.candidate, c.document, w.stopped
  from public.workflows w
  left join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
    and not (w.id || ':' || w.published_version) = any (p_known)
  left join public.workflow_versions c on c.workflow_id = w.id and c.version = (w.candidate ->> 'version')::int
    and not (w.id || ':' || (w.candidate ->> 'version')) = any (p_known)
  where w.organization_id = p_organization and (w.published_version is not null or w.candidate is not null)
  order by w.position, w.created_at, w.id
$function$;

grant execute on function "private"."workflows_in_force"(uuid, text[]) to "faladesk_core", "postgres";

revoke all on function "private"."workflows_in_force"(uuid, text[]) from public;

create policy "members hear of their organization's workflows" on realtime.messages
  for select
  to authenticated
  using (((extension = ANY (ARRAY['broadcast'::text, 'presence'::text])) AND (( SELECT private.topic_workflow_organization() AS topic_workflow_organization) = ANY (( SELECT private.my_organizations() AS my_organizations)::uuid[]))));

create policy "members listen to their organization" on realtime.messages
  for select
  to authenticated
  using (((extension = ANY (ARRAY['broadcast'::text, 'presence'::text])) AND (( SELECT private.topic_organization() AS topic_organization) = ANY (( SELECT private.my_organizations() AS my_organizations)::uuid[]))));

create policy "members show that they have a workflow open" on realtime.messages
  for insert
  to authenticated
  with check (((extension = 'presence'::text) AND (( SELECT private.topic_workflow_organization() AS topic_workflow_organization) = ANY (( SELECT private.my_organizations() AS my_organizations)::uuid[]))));

create policy "members show their presence in their organization" on realtime.messages
  for insert
  to authenticated
  with check (((extension = ANY (ARRAY['broadcast'::text, 'presence'::text])) AND (( SELECT private.topic_organization() AS topic_organization) = ANY (( SELECT private.my_organizations() AS my_organizations)::uuid[]))));

create policy "members read their organization's attachments" on storage.objects
  for select
  to authenticated
  using (((bucket_id = 'attachments'::text) AND (split_part(name, '/'::text, 1) = ANY ((( SELECT private.my_organizations() AS my_organizations))::text[]))));

create policy "members upload attachments of their organization" on storage.objects
  for insert
  to authenticated
  with check (((bucket_id = 'attachments'::text) AND (split_part(name, '/'::text, 1) = ANY ((( SELECT private.my_organizations() AS my_organizations))::text[]))));
