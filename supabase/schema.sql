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
  "merged_into"     uuid,
  constraint "contacts_language_check" check ((language = ANY (ARRAY['pt'::text, 'es'::text, 'en'::text]))),
  constraint "contacts_merged_elsewhere" check ((merged_into <> id)),
  constraint "contacts_organization_id_id_key" unique (organization_id, id),
  constraint "contacts_merged_into_fkey" foreign key (organization_id, merged_into)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "contacts_pkey" primary key (id),
  constraint "contacts_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."contacts"
  enable row level security;

create index contacts_latest_idx on public.contacts using btree (organization_id, created_at desc, id desc)
  where (merged_into is null);

create index contacts_merged_idx on public.contacts using btree (organization_id, merged_into)
  where (merged_into is not null);

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

alter table "public"."contacts"
  add column "hints" text[] generated always as (private.hints_of(attributes)) stored not null;

create index contacts_hints_idx on public.contacts using gin (hints)
  where (hints <> '{}'::text[]);

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
  "threaded"             boolean                  not null default false,
  "follows_id"           uuid,
  "sla_paused_at"        timestamp with time zone,
  constraint "conversations_organization_id_contact_id_fkey" foreign key (organization_id, contact_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "conversations_organization_id_protocol_key" unique (organization_id, protocol),
  constraint "conversations_pkey" primary key (id, organization_id),
  constraint "conversations_follows_id_organization_id_fkey" foreign key (follows_id, organization_id)
    references public.conversations(id, organization_id) on delete set null (follows_id),
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

create index conversations_follows_idx on public.conversations using btree (follows_id)
  where (follows_id is not null);

create unique index conversations_one_open_idx on public.conversations using btree (inbox_id, contact_id)
  where (((status)::text <> 'resolved'::text) AND (not threaded));

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

create trigger conversations_moved_announced
  after update of contact_id on public.conversations
  for each row
  when ((old.contact_id IS DISTINCT FROM new.contact_id))
  execute function private.announce_conversation();

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
  "messages"        integer                  not null default 0,
  constraint "deliveries_once" primary key (organization_id, inbox_id, idempotency_key)
);

alter table "public"."deliveries"
  enable row level security;

create index deliveries_received_idx on public.deliveries using brin (received_at)
  with (autosummarize='on', pages_per_range='32');

create policy "core works on its organization's deliveries" on "public"."deliveries"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select on table "public"."deliveries" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."deliveries"
  to "postgres", "service_role";

create table "public"."distinct_contacts" (
  "organization_id" uuid                     not null,
  "one_id"          uuid                     not null,
  "other_id"        uuid                     not null,
  "said_by"         uuid,
  "said_at"         timestamp with time zone not null default now(),
  constraint "distinct_contacts_organization_id_one_id_fkey" foreign key (organization_id, one_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "distinct_contacts_organization_id_other_id_fkey" foreign key (organization_id, other_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "distinct_contacts_pkey" primary key (organization_id, one_id, other_id)
);

alter table "public"."distinct_contacts"
  enable row level security;

create index distinct_contacts_other_idx on public.distinct_contacts using btree (organization_id, other_id);

create policy "core works on its organization's distinct_contacts" on "public"."distinct_contacts"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."distinct_contacts" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."distinct_contacts"
  to "postgres", "service_role";

create table "public"."early_receipts" (
  "id"              bigint                   generated always as identity not null,
  "organization_id" uuid                     not null,
  "inbox_id"        uuid                     not null,
  "external_id"     text                     not null,
  "event"           jsonb                    not null,
  "received_at"     timestamp with time zone not null default now(),
  constraint "early_receipts_pkey" primary key (id),
  constraint "early_receipts_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade
);

alter table "public"."early_receipts"
  enable row level security;

create index early_receipts_age_idx on public.early_receipts using btree (received_at);

create index early_receipts_external_idx on public.early_receipts using btree (organization_id, inbox_id, external_id);

create policy "core works on its organization's early_receipts" on "public"."early_receipts"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."early_receipts" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."early_receipts"
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
  "blocked"         text,
  "blocked_at"      timestamp with time zone,
  "blocked_code"    text,
  "accepted_at"     timestamp with time zone,
  constraint "identities_blocked_check" check ((blocked = ANY (ARRAY['optout'::text, 'unreachable'::text]))),
  constraint "identities_organization_id_contact_id_fkey" foreign key (organization_id, contact_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "identities_organization_id_kind_value_key" unique (organization_id, kind, value),
  constraint "identities_pkey" primary key (id)
);

alter table "public"."identities"
  enable row level security;

create index identities_organization_contact_idx on public.identities using btree (organization_id, contact_id);

create index identities_value_search_idx on public.identities using gin (value extensions.gin_trgm_ops);

create trigger identities_announced
  after update of blocked on public.identities
  for each row
  when ((old.blocked IS DISTINCT FROM new.blocked))
  execute function private.announce_block();

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

create index identities_address_idx on public.identities using btree (organization_id, private.address_key(kind, value))
  where (private.address_key(kind, value) is not null);

create table "public"."inbox_pace" (
  "inbox_id"        uuid                     not null,
  "organization_id" uuid                     not null,
  "next_at"         timestamp with time zone not null default '-infinity'::timestamp with time zone,
  "recent"          jsonb                    not null default '{}'::jsonb,
  "paused_until"    timestamp with time zone,
  "paused_at"       timestamp with time zone,
  "failures"        integer                  not null default 0,
  "well_at"         timestamp with time zone,
  "media_until"     timestamp with time zone,
  "month"           date,
  "service"         integer                  not null default 0,
  constraint "inbox_pace_pkey" primary key (inbox_id),
  constraint "inbox_pace_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade
);

alter table "public"."inbox_pace"
  enable row level security;

alter table "public"."inbox_pace"
  set (fillfactor=70);

create index inbox_pace_organization_inbox_idx on public.inbox_pace using btree (organization_id, inbox_id);

create policy "core works on its organization's inbox_pace" on "public"."inbox_pace"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."inbox_pace" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."inbox_pace"
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
  "id"                  uuid                     not null default gen_random_uuid(),
  "organization_id"     uuid                     not null,
  "channel"             text                     not null,
  "name"                text                     not null,
  "key"                 text                     not null default encode(extensions.gen_random_bytes(16), 'hex'::text),
  "settings"            jsonb                    not null default '{}'::jsonb,
  "enabled"             boolean                  not null default true,
  "simulated"           boolean                  not null default false,
  "health"              jsonb                    not null default '{"status": "ok"}'::jsonb,
  "revision"            integer                  not null default 1,
  "created_at"          timestamp with time zone not null default now(),
  "deleted_at"          timestamp with time zone,
  "checked_at"          timestamp with time zone not null default now(),
  "check_failed"        boolean                  not null default false,
  "news"                jsonb                    not null default '[]'::jsonb,
  "reply_policy"        jsonb                    not null default '{"closed": []}'::jsonb,
  "templates_synced_at" timestamp with time zone,
  "templates_due"       timestamp with time zone not null default now(),
  "templates_failures"  integer                  not null default 0,
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

create trigger inboxes_remedied
  after update on public.inboxes
  for each row
  when
    (((old.revision IS DISTINCT FROM new.revision) OR (private.sends_are_ill(old.health) AND (NOT
    private.sends_are_ill(new.health)))))
  execute function private.notice_remedy();

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

create table "public"."merges" (
  "id"              uuid                     not null default gen_random_uuid(),
  "organization_id" uuid                     not null,
  "kept_id"         uuid                     not null,
  "gone_id"         uuid                     not null,
  "identities"      uuid[]                   not null default '{}'::uuid[],
  "conversations"   uuid[]                   not null default '{}'::uuid[],
  "closed"          jsonb                    not null default '[]'::jsonb,
  "tags"            text[]                   not null default '{}'::text[],
  "attributes"      jsonb                    not null default '{}'::jsonb,
  "name"            text,
  "merged_by"       uuid,
  "merged_at"       timestamp with time zone not null default clock_timestamp(),
  "undone_by"       uuid,
  "undone_at"       timestamp with time zone,
  constraint "merges_organization_id_gone_id_fkey" foreign key (organization_id, gone_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "merges_organization_id_kept_id_fkey" foreign key (organization_id, kept_id)
    references public.contacts(organization_id, id) on delete cascade,
  constraint "merges_pkey" primary key (id)
);

alter table "public"."merges"
  enable row level security;

create index merges_gone_idx on public.merges using btree (organization_id, gone_id);

create index merges_kept_idx on public.merges using btree (organization_id, kept_id);

create policy "core works on its organization's merges" on "public"."merges"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."merges" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."merges"
  to "postgres", "service_role";

create table "public"."message_prices" (
  "organization_id" uuid    not null,
  "channel"         text    not null,
  "category"        text    not null,
  "amount"          numeric not null,
  "currency"        text    not null,
  constraint "message_prices_amount_check" check ((amount >= (0)::numeric)),
  constraint "message_prices_category_check"
    check ((category = ANY (ARRAY['service'::text, 'utility'::text, 'marketing'::text, 'authentication'::text]))),
  constraint "message_prices_currency_check" check ((currency ~ '^[A-Z]{3}$'::text)),
  constraint "message_prices_pkey" primary key (organization_id, channel, category),
  constraint "message_prices_organization_id_fkey" foreign key (organization_id) references public.organizations(id)
    on delete cascade
);

alter table "public"."message_prices"
  enable row level security;

create policy "core works on its organization's message_prices" on "public"."message_prices"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their prices" on "public"."message_prices"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."message_prices" to "authenticated";

grant delete, insert, select, update on table "public"."message_prices" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."message_prices"
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

create table "public"."message_templates" (
  "organization_id" uuid                     not null,
  "inbox_id"        uuid                     not null,
  "ref"             text                     not null,
  "language"        text                     not null default ''::text,
  "name"            text                     not null,
  "category"        text                     not null,
  "status"          text                     not null,
  "body"            text                     not null default ''::text,
  "variables"       text[]                   not null default '{}'::text[],
  "synced_at"       timestamp with time zone not null default now(),
  constraint "message_templates_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade,
  constraint "message_templates_pkey" primary key (inbox_id, ref, language)
);

alter table "public"."message_templates"
  enable row level security;

create index message_templates_organization_inbox_idx on public.message_templates
  using btree (organization_id, inbox_id);

create policy "core works on its organization's message_templates" on "public"."message_templates"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

create policy "members read their templates" on "public"."message_templates"
  for select
  to "authenticated"
  using ((organization_id = ANY (( select private.my_organizations() as my_organizations)::uuid[])));

grant select on table "public"."message_templates" to "authenticated";

grant delete, insert, select, update on table "public"."message_templates" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."message_templates"
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
  "pricing"         jsonb,
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

create trigger messages_failure_worded
  before update of error on public.messages
  for each row
  when (((new.error IS NOT NULL) AND (jsonb_typeof(new.error) = 'object'::text) AND (NOT (new.error ? 'text'::text))))
  execute function private.word_failure();

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
  "pricing"         jsonb,
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

create index outbox_external_idx on public.outbox using gin (external_ids);

create index outbox_queued_inbox_idx on public.outbox using btree (inbox_id, due)
  where (state = 'queued'::text);

create index outbox_sending_idx on public.outbox using btree (sending_at)
  where (state = 'sending'::text);

create index outbox_unknown_idx on public.outbox using btree (due)
  where (state = 'unknown'::text);

create index outbox_unsettled_idx on public.outbox using btree (conversation_id, seq, "position")
  where (state = ANY (ARRAY['queued'::text, 'sending'::text]));

create trigger outbox_named
  after update of external_ids on public.outbox
  for each row
  when ((new.external_ids <> old.external_ids))
  execute function private.learn_early();

create trigger outbox_refused
  after update of error on public.outbox
  for each row
  when (((new.error IS
    NOT NULL) AND (new.error IS DISTINCT FROM old.error) AND
    ((new.state = 'failed'::text) OR (new.receipt = 'failed'::text))))
  execute function private.note_refusal();

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
  "since"           timestamp with time zone not null default now(),
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

create table "public"."thread_references" (
  "organization_id" uuid not null,
  "inbox_id"        uuid not null,
  "external_id"     text not null,
  "conversation_id" uuid not null,
  constraint "thread_references_conversation_id_organization_id_fkey" foreign key (conversation_id, organization_id)
    references public.conversations(id, organization_id) on delete cascade,
  constraint "thread_references_organization_id_inbox_id_fkey" foreign key (organization_id, inbox_id)
    references public.inboxes(organization_id, id) on delete cascade,
  constraint "thread_references_pkey" primary key (inbox_id, external_id, conversation_id)
);

alter table "public"."thread_references"
  enable row level security;

create index thread_references_conversation_idx on public.thread_references
  using btree (conversation_id, organization_id);

create index thread_references_inbox_idx on public.thread_references using btree (organization_id, inbox_id);

create policy "core works on its organization's thread_references" on "public"."thread_references"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."thread_references" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."thread_references"
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

create table "public"."visitor_waits" (
  "conversation_id" uuid                     not null,
  "organization_id" uuid                     not null,
  "minutes"         integer                  not null,
  "due"             timestamp with time zone,
  "mailed_seq"      bigint                   not null default 0,
  "attempts"        integer                  not null default 0,
  constraint "visitor_waits_organization_id_conversation_id_fkey" foreign key (organization_id, conversation_id)
    references public.conversations(organization_id, id) on delete cascade,
  constraint "visitor_waits_pkey" primary key (conversation_id)
);

alter table "public"."visitor_waits"
  enable row level security;

create index visitor_waits_conversation_idx on public.visitor_waits using btree (organization_id, conversation_id);

create index visitor_waits_due_idx on public.visitor_waits using btree (due)
  where (due is not null);

create policy "core works on its organization's visitor_waits" on "public"."visitor_waits"
  for all
  to "faladesk_core"
  using ((organization_id = ( select private.current_organization() as current_organization)))
  with check ((organization_id = ( SELECT private.current_organization() AS current_organization)));

grant delete, insert, select, update on table "public"."visitor_waits" to "faladesk_core";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "public"."visitor_waits"
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
      'identities', coalesce((select jsonb_agg(jsonb_build_object('kind', x.kind, 'value', x.value, 'verified', x.verified,
          'blocked', x.blocked) order by x.created_at)
        from public.identities x where x.organization_id = c.organization_id and x.contact_id = k.id), '[]')),
    'inbox', (select jsonb_build_object('id', i.id, 'name', i.name, 'channel', i.channel, 'enabled', i.enabled, 'health', i.health)
      from public.inboxes i where i.id = c.inbox_id),
    -- Null where the channel has none; `hours` says how far a message that comes later moves its end.
    'window', (select jsonb_build_object('open', coalesce(w.until > now(), false), 'until', w.until, 'hours', w.hours)
      from (select o.hours, private.window_from(c.id) + make_interval(secs => o.hours * 3600) as until
        from public.inboxes i cross join lateral (select private.window_hours(i.channel) as hours) o
        where i.id = c.inbox_id and o.hours is not null) w),
    'follows', (select jsonb_build_object('id', f.id, 'protocol', f.protocol) from public.conversations f
      where f.id = c.follows_id and f.organization_id = c.organization_id),
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
    pricing         jsonb,
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
    m.text, m.content, m.flags, m.status, m.error, m.pricing,
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

create or replace function private.address_key (
  p_kind  text,
  p_value text
)
  returns text
  language sql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
  select case when p_kind = 'email' then private.mail_key(p_value)
    when p_kind in ('phone', 'wa_phone') then private.phone_key(p_value) end
$function$;

grant execute on function "private"."address_key"(text, text) to "faladesk_core", "postgres";

revoke all on function "private"."address_key"(text, text) from public;

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

create or replace function private.announce_block()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform realtime.send(
    jsonb_build_object('id', c.id, 'status', c.status, 'owner', c.owner, 'assignee_id', c.assignee_id, 'team_id', c.team_id),
    'conversation', 'organization:' || c.organization_id, true)
  from public.conversations c
  where c.organization_id = new.organization_id and c.contact_id = new.contact_id and c.status <> 'resolved';
  return null;
end $function$;

grant execute on function "private"."announce_block"() to "postgres";

revoke all on function "private"."announce_block"() from public;

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

create or replace function private.answered_thread (
  p_organization uuid,
  p_inbox        uuid,
  p_contact      uuid,
  p_thread       jsonb
)
  returns uuid
  language plpgsql
  stable
  set search_path to ''
  AS $function$
declare
  v_id uuid;
  v_named text[];
begin
  if pg_input_is_valid(p_thread ->> 'conversationId', 'uuid') then
    select c.id into v_id from public.conversations c
    where c.id = (p_thread ->> 'conversationId')::uuid and c.organization_id = p_organization and c.inbox_id = p_inbox;
  end if;
  if v_id is null and jsonb_array_length(p_thread -> 'replyToExternalIds') > 0 then
    v_named := array(select jsonb_array_elements_text(p_thread -> 'replyToExternalIds') limit 50);
    select f.conversation_id into v_id
    from unnest(v_named) with ordinality as named (external, n), lateral (
      select o.conversation_id from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[named.external]
      union all
      select m.conversation_id from public.messages m where m.inbox_id = p_inbox and m.external_id = named.external
      limit 1) f
    order by named.n limit 1;
    if v_id is null then
      select r.conversation_id into v_id
      from unnest(v_named) with ordinality as named (external, n)
      join public.thread_references r on r.inbox_id = p_inbox and r.external_id = named.external
      join public.conversations c on c.id = r.conversation_id and c.contact_id = p_contact
      order by named.n, c.created_at desc limit 1;
    end if;
  end if;
  if v_id is null then
    select c.id into v_id from public.conversations c
    where c.organization_id = p_organization and c.inbox_id = p_inbox
      and c.protocol = substring(p_thread ->> 'subject' from '\[#([0-9]{13,18})\]')
      and (c.contact_id = p_contact or exists (
        select from public.messages m join public.identities i on i.id = m.identity_id
        where m.conversation_id = c.id and i.contact_id = p_contact and m.direction = 'in'));
  end if;
  return v_id;
end $function$;

grant execute on function "private"."answered_thread"(uuid, uuid, uuid, jsonb) to "postgres";

revoke all on function "private"."answered_thread"(uuid, uuid, uuid, jsonb) from public;

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

create or replace function private.apply_account (
  p_inbox uuid,
  p_event jsonb
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_news constant jsonb := jsonb_build_array(jsonb_build_object('topic', p_event ->> 'topic',
    'at', to_char(least(coalesce((p_event ->> 'occurredAt')::timestamptz, now()), now()) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'text', left(coalesce(nullif(trim(p_event ->> 'note'), ''), p_event ->> 'topic', ''), 300)));
begin
  update public.inboxes i set news = jsonb_path_query_array(v_news || i.news, '$[0 to 19]')
  where i.id = p_inbox and not i.news @> v_news;
  if p_event ->> 'topic' like 'template%' then
    perform private.apply_template_fate(p_inbox, coalesce(p_event -> 'detail', '{}'));
  else
    perform private.note_account(p_inbox, p_event);
  end if;
end $function$;

grant execute on function "private"."apply_account"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_account"(uuid, jsonb) from public;

create or replace function private.apply_bounce (
  p_inbox uuid,
  p_event jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v public.outbox := private.part_of(p_inbox, p_event);
  v_error jsonb := coalesce(p_event -> 'error', '{}');
begin
  if v.id is null or v.receipt = 'read' or v.state = 'failed' or v.receipt = 'failed' then
    return v.conversation_id;
  end if;
  if p_event ->> 'status' = 'delayed' then
    update public.messages m set flags = m.flags || '{"delayed": true}', error = v_error
    where m.id = v.message_id and m.status not in ('delivered', 'read', 'failed', 'discarded');
    return v.conversation_id;
  end if;
  -- Whom the report names is the one whose address is shut (private.note_refusal), if it is one of those we wrote to.
  perform set_config('faladesk.bounced', coalesce((p_event -> 'recipient')::text, ''), true);
  update public.outbox set receipt = 'failed', state = 'failed', error = v_error where id = v.id returning * into v;
  perform set_config('faladesk.bounced', '', true);
  update public.messages m set flags = m.flags - 'delayed' where m.id = v.message_id and m.flags ? 'delayed';
  perform private.settle_message(v.message_id);
  insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
  values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(v_error ->> 'message', 'it came back'),
    jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', v_error ->> 'class', 'code', v_error ->> 'code',
      'attempts', v.attempts));
  if v.automatic then
    perform private.wait_for_human(v.conversation_id);
  end if;
  return v.conversation_id;
end $function$;

grant execute on function "private"."apply_bounce"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_bounce"(uuid, jsonb) from public;

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

create or replace function private.apply_consent (
  p_organization uuid,
  p_inbox        uuid,
  p_event        jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_identities jsonb := p_event -> 'from' -> 'identities';
  v_out boolean := p_event ->> 'type' = 'optout';
  v_marketing boolean := coalesce(p_event ->> 'scope' = 'marketing', false);
  v_at timestamptz := least(coalesce((p_event ->> 'occurredAt')::timestamptz, now()), now());
  v_contact uuid;
  v_thread uuid;
  v_changed int;
  v_address text := v_identities -> 0 ->> 'value';
begin
  if v_out then
    v_contact := (private.contact_of(p_organization, v_identities, nullif(trim(p_event -> 'from' ->> 'name'), ''))).contact;
  end if;
  update public.identities i set
    blocked = case when v_marketing then i.blocked when v_out then 'optout' end,
    blocked_at = case when v_out then v_at end,
    blocked_code = case when v_out then case when v_marketing then 'marketing' else p_event ->> 'code' end end
  from jsonb_array_elements(v_identities) given
  where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
    and case
      when v_out and v_marketing then i.blocked is null and i.blocked_code is distinct from 'marketing' and v_at >= coalesce(i.accepted_at, v_at)
      when v_out then i.blocked is distinct from 'optout' and v_at >= coalesce(i.accepted_at, v_at) and not private.wrote_since(i, v_at)
      -- Who takes advertising again has not said that they take messages again.
      when v_marketing then i.blocked is null and i.blocked_code = 'marketing' and v_at >= coalesce(i.blocked_at, v_at)
      else (i.blocked is not null or i.blocked_code is not null) and v_at >= coalesce(i.blocked_at, v_at) end;
  get diagnostics v_changed = row_count;
  if not v_out then
    update public.identities i set accepted_at = greatest(i.accepted_at, v_at)
    from jsonb_array_elements(v_identities) given
    where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
      and i.accepted_at is distinct from greatest(i.accepted_at, v_at);
  end if;
  if v_changed = 0 then
    return null;
  end if;
  select coalesce(v_contact, i.contact_id) into v_contact from public.identities i
  where i.organization_id = p_organization and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_address;
  v_thread := private.thread_to_tell(p_inbox, v_contact);
  if v_out and v_marketing then
    perform private.system_note(v_thread,
      'Esta pessoa não quer mais propaganda em ' || v_address || '. Respostas de atendimento continuam chegando.',
      'Esta persona no quiere más publicidad en ' || v_address || '. Las respuestas de atención siguen llegando.',
      'This person wants no more advertising at ' || v_address || '. Support answers still arrive.');
  elsif v_out then
    perform private.system_note(v_thread,
      'Esta pessoa pediu para não receber mais mensagens em ' || v_address || '. Nada será enviado para lá até que ela aceite de novo.',
      'Esta persona pidió no recibir más mensajes en ' || v_address || '. No se enviará nada allí hasta que acepte de nuevo.',
      'This person asked to get no more messages at ' || v_address || '. Nothing will be sent there until they accept again.');
  else
    perform private.system_note(v_thread,
      'Esta pessoa aceita mensagens de novo em ' || v_address || '.',
      'Esta persona acepta mensajes de nuevo en ' || v_address || '.',
      'This person accepts messages again at ' || v_address || '.');
  end if;
  return v_thread;
end $function$;

grant execute on function "private"."apply_consent"(uuid, uuid, jsonb) to "postgres";

revoke all on function "private"."apply_consent"(uuid, uuid, jsonb) from public;

create or replace function private.apply_early (
  p_organization uuid,
  p_inbox        uuid,
  p_external     text
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_event jsonb;
begin
  for v_event in
    with taken as (
      delete from public.early_receipts e
      where e.organization_id = p_organization and e.inbox_id = p_inbox and e.external_id = p_external
      returning e.id, e.event
    )
    select t.event from taken t order by t.id
  loop
    perform private.apply_receipt(p_inbox, v_event);
  end loop;
end $function$;

grant execute on function "private"."apply_early"(uuid, uuid, text) to "postgres";

revoke all on function "private"."apply_early"(uuid, uuid, text) from public;

create or replace function private.apply_identity (
  p_organization uuid,
  p_inbox        uuid,
  p_event        jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_previous jsonb := coalesce(p_event -> 'previous', '[]');
  v_current jsonb := coalesce(p_event -> 'current', '[]');
  v_contact uuid;
  v_thread uuid;
  v_others text;
  v_new text;
begin
  select i.contact_id into v_contact
  from jsonb_array_elements(v_previous) with ordinality as given (value, n)
  join public.identities i on i.organization_id = p_organization and i.kind = given.value ->> 'kind' and i.value = given.value ->> 'value'
  order by n limit 1;
  if v_contact is null then
    return null;
  end if;
  with added as (
    insert into public.identities (organization_id, contact_id, kind, value, verified)
    select p_organization, v_contact, value ->> 'kind', value ->> 'value', coalesce((value ->> 'verified')::boolean, false)
    from jsonb_array_elements(v_current) on conflict (organization_id, kind, value) do nothing
    returning value
  )
  select string_agg(value, ', ') into v_new from added;
  update public.identities i set blocked = 'unreachable', blocked_at = now(), blocked_code = 'changed'
  from jsonb_array_elements(v_previous) given
  where i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
    and i.contact_id = v_contact and i.blocked is null
    -- Only where the contact has what took its place.
    and exists (select from public.identities n join jsonb_array_elements(v_current) now_is on n.kind = now_is ->> 'kind' and n.value = now_is ->> 'value'
      where n.organization_id = p_organization and n.contact_id = v_contact and n.kind = i.kind);
  select string_agg(i.value, ', ') into v_others
  from jsonb_array_elements(v_current) given
  join public.identities i on i.organization_id = p_organization and i.kind = given ->> 'kind' and i.value = given ->> 'value'
  where i.contact_id <> v_contact;
  if v_new is null and v_others is null then
    return null;
  end if;
  v_thread := private.thread_to_tell(p_inbox, v_contact);
  if v_new is not null then
    perform private.system_note(v_thread,
      'Esta pessoa mudou de endereço: agora é ' || v_new || '.',
      'Esta persona cambió de dirección: ahora es ' || v_new || '.',
      'This person has a new address: ' || v_new || '.');
  end if;
  if v_others is not null then
    perform private.system_note(v_thread,
      'Esta pessoa mudou para ' || v_others || ', que já é de outro contato. Veja se são a mesma pessoa.',
      'Esta persona cambió a ' || v_others || ', que ya es de otro contacto. Vea si son la misma persona.',
      'This person moved to ' || v_others || ', which already belongs to another contact. See whether they are the same person.');
  end if;
  return v_thread;
end $function$;

grant execute on function "private"."apply_identity"(uuid, uuid, jsonb) to "postgres";

revoke all on function "private"."apply_identity"(uuid, uuid, jsonb) from public;

create or replace function private.apply_receipt (
  p_inbox uuid,
  p_event jsonb
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v public.outbox := private.part_of(p_inbox, p_event);
  v_external text := p_event ->> 'messageExternalId';
  v_new text := case p_event ->> 'status' when 'played' then 'read' else p_event ->> 'status' end;
  v_order constant text[] := '{queued,sent,delivered,read}';
  v_takes boolean;
  v_conversation uuid;
begin
  if v_new is null then
    return v.conversation_id;
  end if;
  if v.id is null then
    if v_external is null then
      return null;
    end if;
    update public.messages m set
      status = case when array_position(v_order, v_new) > array_position(v_order, m.status::text)
        or v_new = 'failed' and m.status = 'sent' then v_new else m.status end,
      error = case when v_new = 'failed' and m.status = 'sent' then p_event -> 'error' else m.error end
    where m.inbox_id = p_inbox and m.external_id = v_external and m.direction = 'out'
    returning m.conversation_id into v_conversation;
    if v_conversation is null and p_event ->> 'ourMessageId' is null then
      perform private.keep_early(p_inbox, v_external, p_event);
    end if;
    return v_conversation;
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
  if v_takes and v_new in ('delivered', 'read', 'failed') then
    update public.messages m set flags = m.flags - 'delayed' where m.id = v.message_id and m.flags ? 'delayed';
  end if;
  perform private.settle_message(v.message_id);
  -- An automatic answer that did not arrive leaves the customer waiting for a human.
  if v_takes and v_new = 'failed' and v.automatic then
    perform private.wait_for_human(v.conversation_id);
  end if;
  if p_event -> 'pricing' is not null then
    perform private.keep_price(v.id, v_external, p_event -> 'pricing');
  end if;
  return v.conversation_id;
end $function$;

grant execute on function "private"."apply_receipt"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_receipt"(uuid, jsonb) from public;

create or replace function private.apply_template_fate (
  p_inbox  uuid,
  p_detail jsonb
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
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
end $function$;

grant execute on function "private"."apply_template_fate"(uuid, jsonb) to "postgres";

revoke all on function "private"."apply_template_fate"(uuid, jsonb) from public;

create or replace function private.await_visitor (
  p_conversation uuid,
  p_organization uuid,
  p_minutes      integer
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  insert into public.visitor_waits as w (conversation_id, organization_id, minutes, due)
  values (p_conversation, p_organization, p_minutes, now() + make_interval(mins => p_minutes))
  on conflict (conversation_id) do update set minutes = excluded.minutes, due = excluded.due, attempts = 0
$function$;

grant execute on function "private"."await_visitor"(uuid, uuid, integer) to "faladesk_core", "postgres";

revoke all on function "private"."await_visitor"(uuid, uuid, integer) from public;

create or replace function private.awaited_visitors()
  returns table (
    conversation_id uuid,
    inbox_id        uuid,
    kind            text,
    value           text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select w.conversation_id, c.inbox_id, n.kind, n.value from public.visitor_waits w
  join public.conversations c on c.id = w.conversation_id and c.organization_id = w.organization_id
  join public.identities n on n.organization_id = c.organization_id and n.contact_id = c.contact_id
  where w.due is not null
$function$;

grant execute on function "private"."awaited_visitors"() to "faladesk_core", "postgres";

revoke all on function "private"."awaited_visitors"() from public;

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

create or replace function private.block_of (
  p_identity uuid
)
  returns text
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select coalesce(n.blocked, (select 'optout' from public.identities o
    where o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked = 'optout'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1) limit 1))
  from public.identities n where n.id = p_identity
$function$;

grant execute on function "private"."block_of"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."block_of"(uuid) from public;

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

create or replace function private.claim_checks (
  p_channels text[],
  p_most     integer
)
  returns table (
    id     uuid,
    failed boolean
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.inboxes i set checked_at = now()
  from (select o.id from public.inboxes o
    where o.channel = any (p_channels) and o.enabled and o.deleted_at is null and not o.simulated
      and o.checked_at < now() - interval '6 hours' order by o.checked_at limit p_most for update skip locked) due
  where i.id = due.id returning i.id, i.check_failed
$function$;

grant execute on function "private"."claim_checks"(text[], integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_checks"(text[], integer) from public;

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
  from public.messages m, (select q.id from public.attachments q
    join public.messages x on x.id = q.message_id and x.organization_id = q.organization_id
    where q.status = 'pending' and q.due <= now()
      and not exists (select from public.inbox_pace p where p.inbox_id = x.inbox_id and p.media_until > now())
    order by q.due limit p_limit for update of q skip locked) due
  where a.id = due.id and m.id = a.message_id
  returning a.id, a.organization_id, m.conversation_id, a.message_id, m.inbox_id, a.mime, a.name, a.source, a.attempts
$function$;

grant execute on function "private"."claim_media"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_media"(integer) from public;

create or replace function private.claim_outbox (
  p_worker   integer,
  p_limit    integer,
  p_channels jsonb
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
    asked_at        timestamp with time zone,
    window_until    timestamp with time zone
  )
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_inbox record;
  v_pace public.inbox_pace;
  v public.outbox;
  v_now timestamptz := clock_timestamp();
  v_left int := p_limit;
  v_room int;
  v_taken int;
  v_service int;
  v_recent jsonb;
begin
  for v_inbox in
    with recursive waiting (id) as (
      (select q.inbox_id from public.outbox q where q.state = 'queued' order by q.inbox_id limit 1)
      union all
      select (select q.inbox_id from public.outbox q where q.state = 'queued' and q.inbox_id > w.id order by q.inbox_id limit 1)
      from waiting w where w.id is not null
    )
    select w.id, i.organization_id, (c.can ->> 'perSecond')::numeric as rate, (c.can ->> 'perRecipientMs')::numeric as gap,
      (c.can ->> 'windowHours')::numeric as hours, p.inbox_id is not null as known, coalesce(p.failures, 0) > 0 as ailing
    from waiting w
    join public.inboxes i on i.id = w.id
    cross join lateral (select p_channels -> i.channel as can) c
    cross join lateral (select q.due from public.outbox q where q.inbox_id = w.id and q.state = 'queued' order by q.due limit 1) first
    left join public.inbox_pace p on p.inbox_id = w.id
    where first.due <= v_now and (p.paused_until is null or p.paused_until <= v_now)
    order by first.due
  loop
    exit when v_left <= 0;
    v_room := v_left;
    v_recent := '{}';
    if v_inbox.rate is not null or v_inbox.ailing then
      if not v_inbox.known then
        insert into public.inbox_pace (inbox_id, organization_id) values (v_inbox.id, v_inbox.organization_id)
        on conflict on constraint inbox_pace_pkey do nothing;
      end if;
      -- Held until the end of this short transaction: what another replica claims meanwhile is of other inboxes.
      select * into v_pace from public.inbox_pace p where p.inbox_id = v_inbox.id for update skip locked;
      continue when not found or v_pace.paused_until > v_now;
      if v_inbox.rate is not null then
        v_room := least(v_room, private.pace_room(v_pace.next_at, v_inbox.rate, v_now));
      end if;
      -- After trouble one part tries; the others go once it went well.
      if v_pace.failures > 0 then
        v_room := least(v_room, 1);
      end if;
      continue when v_room <= 0;
      if v_inbox.gap is not null then
        select coalesce(jsonb_object_agg(e.key, e.value), '{}') into v_recent
        from jsonb_each(v_pace.recent) e where (e.value #>> '{}')::timestamptz > v_now;
      end if;
    end if;
    v_taken := 0;
    v_service := 0;
    for v in
      update public.outbox o set
        state = case when o.automatic and c.taken_over_at > o.created_at then 'discarded' else 'sending' end,
        attempts = o.attempts + 1, lease_by = p_worker, sending_at = now()
      from public.conversations c, (
        select q.id from public.outbox q
        where q.inbox_id = v_inbox.id and q.state = 'queued' and q.due <= v_now and not exists (
          select from public.outbox e where e.conversation_id = q.conversation_id and e.state in ('queued', 'sending')
            and (e.seq, e.position) < (q.seq, q.position))
          and not v_recent ? q.conversation_id::text
        order by q.due limit v_room for update skip locked) due
      where o.id = due.id and c.id = o.conversation_id
      returning o.*
    loop
      if v.state = 'discarded' then
        perform private.settle_message(v.message_id);
      else
        v_taken := v_taken + 1;
        if not v.content @> '[{"k": "template"}]' then
          v_service := v_service + 1;
        end if;
        if v_inbox.gap is not null then
          v_recent := v_recent || jsonb_build_object(v.conversation_id, v_now + make_interval(secs => v_inbox.gap::double precision / 1000));
        end if;
        return query select v.id, v.organization_id, v.conversation_id, v.message_id, v.inbox_id, v.content,
          -- Who asked to hear nothing more meanwhile, or cannot be reached, is left out.
          (select coalesce(jsonb_agg(r.value order by r.n), '[]') from jsonb_array_elements(v.recipients) with ordinality r (value, n)
            where (select private.block_of(i.id) from public.identities i where i.organization_id = v.organization_id
              and i.kind = r.value ->> 'kind' and i.value = r.value ->> 'value') is null),
          v.reply_to, v.attempts, v.automatic,
          -- When the message came in that a rule answers with this one.
          (select i.created_at from public.messages m join public.decisions d on d.id = m.decision_id
            join public.messages i on i.id = d.message_id where m.id = v.message_id and m.author_kind = 'rule'),
          case when v_inbox.hours is not null then coalesce(
            private.window_from(v.conversation_id) + make_interval(secs => v_inbox.hours::double precision * 3600), '-infinity') end;
      end if;
    end loop;
    v_left := v_left - v_taken;
    if v_taken > 0 and (v_inbox.rate is not null or v_inbox.ailing) then
      update public.inbox_pace p set
        next_at = case when v_inbox.rate is null then p.next_at
          else private.pace_after(p.next_at, v_inbox.rate, v_now, v_taken) end,
        recent = v_recent,
        -- While one tries, nobody else does; it is over with its outcome, or when its worker is given up.
        paused_until = case when p.failures > 0 then v_now + private.lease_time() else p.paused_until end,
        service = case when p.month = date_trunc('month', v_now at time zone 'utc')::date then p.service else 0 end + v_service,
        month = date_trunc('month', v_now at time zone 'utc')::date
      where p.inbox_id = v_inbox.id;
    end if;
  end loop;
end $function$;

grant execute on function "private"."claim_outbox"(integer, integer, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."claim_outbox"(integer, integer, jsonb) from public;

create or replace function private.claim_template_syncs (
  p_channels text[],
  p_limit    integer
)
  returns table (
    id              uuid,
    organization_id uuid
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.inboxes i set templates_failures = i.templates_failures + 1,
    templates_due = now() + least(interval '1 day', interval '5 minutes' * 3 ^ least(i.templates_failures, 6))
  from (select q.id from public.inboxes q
    where q.enabled and q.deleted_at is null and q.channel = any (p_channels) and q.templates_due <= now()
    order by q.templates_due limit p_limit for update skip locked) due
  where i.id = due.id
  returning i.id, i.organization_id
$function$;

grant execute on function "private"."claim_template_syncs"(text[], integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_template_syncs"(text[], integer) from public;

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

create or replace function private.claim_waits (
  p_limit integer
)
  returns table (
    conversation_id uuid,
    organization_id uuid,
    inbox_id        uuid,
    mailed_seq      bigint,
    attempts        integer
  )
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.visitor_waits w
  set attempts = w.attempts + 1, due = case when w.attempts < 5 then now() + interval '2 minutes' end
  from public.conversations c, (select q.conversation_id from public.visitor_waits q where q.due <= now()
    order by q.due limit p_limit for update skip locked) d
  where w.conversation_id = d.conversation_id and c.id = w.conversation_id and c.organization_id = w.organization_id
  returning w.conversation_id, w.organization_id, c.inbox_id, w.mailed_seq, w.attempts
$function$;

grant execute on function "private"."claim_waits"(integer) to "faladesk_core", "postgres";

revoke all on function "private"."claim_waits"(integer) from public;

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

create or replace function private.contact_candidates (
  p_contact uuid,
  p_tries   jsonb
)
  returns table (
    contact uuid,
    because text,
    seen    text
  )
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  with me as (
    select k.* from public.contacts k where k.id = p_contact and k.organization_id = private.current_organization()
  ), mine as (
    select i.kind, i.value, private.address_key(i.kind, i.value) as key from public.identities i, me
    where i.organization_id = me.organization_id and i.contact_id = me.id
    union all
    select null, null, h from me, unnest(me.hints) h
  ), found as (
    select i.contact_id as id, case
        when m.value is null then 'typed_address'
        when m.key like 'phone:%' and regexp_replace(m.value, '\D', '', 'g') <> regexp_replace(i.value, '\D', '', 'g') then 'ninth_digit'
        else 'same_address' end as because, i.value as seen
    from me, mine m join public.identities i on i.organization_id = (select organization_id from me)
      and private.address_key(i.kind, i.value) = m.key and private.address_key(i.kind, i.value) is not null
    union all
    select i.contact_id, 'ninth_digit', i.value
    from me, jsonb_array_elements(p_tries) t join public.identities i on i.organization_id = (select organization_id from me)
      and i.kind = t ->> 'kind' and i.value = t ->> 'value'
    union all
    select k.id, case when h like 'doc:%' then 'same_document' else 'typed_address' end,
      case when h like 'doc:%' then '' else split_part(h, ':', 2) end
    from me join public.contacts k on k.hints <> '{}' and k.hints && array(select key from mine where key is not null)
      and k.organization_id = me.organization_id
    cross join unnest(k.hints) h where h in (select key from mine)
    union all
    select k.id, 'same_name', k.name from me join public.contacts k on k.organization_id = me.organization_id
      and private.fold(k.name) = private.fold(trim(me.name))
    where trim(me.name) ~ '\S\s+\S' and (
      exists (select from jsonb_each_text(me.attributes) a join jsonb_each_text(k.attributes) b on a.key = b.key and lower(a.value) = lower(b.value)
        where length(a.value) >= 4 and lower(a.value) not in ('true', 'false', 'none', 'null'))
      or exists (select from mine m join public.identities i on i.organization_id = k.organization_id and i.contact_id = k.id
        where m.key like 'mail:%' and split_part(private.address_key(i.kind, i.value), '@', 1) = split_part(m.key, '@', 1)
          or m.key like 'phone:%' and right(private.address_key(i.kind, i.value), 8) = right(m.key, 8)))
  )
  select distinct on (f.id) f.id, f.because, f.seen from found f join public.contacts k on k.id = f.id
  where f.id <> p_contact and k.merged_into is null and not exists (
    select from public.distinct_contacts d where d.organization_id = k.organization_id
      and d.one_id = least(f.id, p_contact) and d.other_id = greatest(f.id, p_contact))
  order by f.id, array_position(array['same_document', 'same_address', 'ninth_digit', 'typed_address', 'same_name'], f.because)
  limit 50
$function$;

grant execute on function "private"."contact_candidates"(uuid, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."contact_candidates"(uuid, jsonb) from public;

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
  where organization_id = p_organization and contact_id = p_contact and inbox_id = p_inbox and not threaded
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

create or replace function private.delivery_name (
  p_received timestamp with time zone,
  p_id       uuid
)
  returns text
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
declare
  v_left bigint := (extract(epoch from p_received) * 1000000)::bigint;
  v_name text := '';
begin
  while v_left > 0 loop
    v_name := substr('0123456789abcdefghijklmnopqrstuvwxyz', (v_left % 36)::int + 1, 1) || v_name;
    v_left := v_left / 36;
  end loop;
  return v_name || '-' || p_id;
end $function$;

grant execute on function "private"."delivery_name"(timestamp with time zone, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."delivery_name"(timestamp with time zone, uuid) from public;

create or replace function private.delivery_named (
  p_name text
)
  returns SETOF public.deliveries
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
declare
  v_micros bigint := 0;
  v_digits text := split_part(p_name, '-', 1);
  v_id uuid := substr(p_name, length(v_digits) + 2)::uuid;
  v_at timestamptz;
begin
  for n in 1 .. length(v_digits) loop
    v_micros := v_micros * 36 + position(substr(v_digits, n, 1) in '0123456789abcdefghijklmnopqrstuvwxyz') - 1;
  end loop;
  v_at := timestamptz 'epoch' + make_interval(secs => v_micros / 1000000) + make_interval(secs => (v_micros % 1000000) / 1000000.0);
  return query select d.* from public.deliveries d
  where d.received_at = v_at and d.id = v_id and d.organization_id = private.current_organization();
exception when numeric_value_out_of_range or datetime_field_overflow then
  return;
end $function$;

grant execute on function "private"."delivery_named"(text) to "faladesk_core", "postgres";

revoke all on function "private"."delivery_named"(text) from public;

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

create or replace function private.derivation_key (
  p_sealed text
)
  returns text
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  if not exists (select from private.derivation) then
    insert into private.derivation (sealed) values (p_sealed) on conflict do nothing;
  end if;
  return (select sealed from private.derivation);
end $function$;

grant execute on function "private"."derivation_key"(text) to "faladesk_core", "postgres";

revoke all on function "private"."derivation_key"(text) from public;

create or replace function private.end_stream (
  p_inbox     uuid,
  p_token     uuid,
  p_delay_ms  integer,
  p_by_itself boolean,
  p_failed    boolean,
  p_health    jsonb
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  with lease as (
    update public.streams set lease_by = null, lease_token = null, lease_until = null,
      attempts = case when p_failed then attempts + 1 else attempts end,
      since = case when p_by_itself then now() else since end,
      due = now() + make_interval(secs => p_delay_ms / 1000.0)
    where inbox_id = p_inbox and lease_token = p_token returning inbox_id
  )
  select private.note_health(lease.inbox_id, 'stream', p_health) from lease where p_health is not null
$function$;

grant execute
  on function "private"."end_stream"(uuid, uuid, integer, boolean, boolean, jsonb)
  to "faladesk_core", "postgres";

revoke all on function "private"."end_stream"(uuid, uuid, integer, boolean, boolean, jsonb) from public;

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

create or replace function private.failure_words (
  p_class text
)
  returns jsonb
  language sql
  immutable
  set search_path to ''
  AS $function$
  select jsonb_build_object('pt-BR', w.pt, 'es', w.es, 'en', w.en) from (values
    ('transient', 'O provedor não respondeu depois de várias tentativas. Tente enviar de novo mais tarde.',
      'El proveedor no respondió tras varios intentos. Intente enviar de nuevo más tarde.',
      'The provider did not answer after several attempts. Try sending again later.'),
    ('throttled', 'O provedor pediu para enviar mais devagar; tentaremos de novo sozinhos.',
      'El proveedor pidió enviar más despacio; lo intentaremos de nuevo.',
      'The provider asked us to slow down; we will try again by ourselves.'),
    ('window_closed', 'A janela de conversa fechou: escolha um modelo aprovado ou responda por outro canal.',
      'La ventana de conversación se cerró: elija una plantilla aprobada o responda por otro canal.',
      'The conversation window has closed: choose an approved template or answer through another channel.'),
    ('recipient', 'Esta pessoa não pode ser alcançada neste endereço. Confira o endereço ou fale por outro canal.',
      'No se puede contactar a esta persona en esta dirección. Revise la dirección o escriba por otro canal.',
      'This person cannot be reached at this address. Check the address or write over another channel.'),
    ('content', 'O provedor recusou o conteúdo desta mensagem. Mude o texto ou o arquivo e envie de novo.',
      'El proveedor rechazó el contenido de este mensaje. Cambie el texto o el archivo y envíe de nuevo.',
      'The provider refused the content of this message. Change the text or the file and send it again.'),
    ('auth', 'O provedor recusou as credenciais da caixa de entrada: peça a um administrador que as renove em Ajustes.',
      'El proveedor rechazó las credenciales de la bandeja: pida a un administrador que las renueve en Ajustes.',
      'The provider refused the credentials of the inbox: ask an admin to renew them in Settings.'),
    ('config', 'A caixa de entrada precisa de atenção: peça a um administrador que confira os Ajustes dela.',
      'La bandeja necesita atención: pida a un administrador que revise sus Ajustes.',
      'The inbox needs attention: ask an admin to check its Settings.'),
    ('policy', 'O provedor não permite esta mensagem. Mude o conteúdo ou fale por outro canal.',
      'El proveedor no permite este mensaje. Cambie el contenido o escriba por otro canal.',
      'The provider does not allow this message. Change the content or write over another channel.'),
    ('ambiguous', 'Não sabemos se esta mensagem chegou. Confira com o cliente antes de enviar de novo.',
      'No sabemos si este mensaje llegó. Confirme con el cliente antes de enviar de nuevo.',
      'We do not know whether this message arrived. Check with the customer before sending it again.')
  ) w (class, pt, es, en) where w.class = coalesce(p_class, 'transient')
$function$;

grant execute on function "private"."failure_words"(text) to "faladesk_core", "postgres";

revoke all on function "private"."failure_words"(text) from public;

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

create or replace function private.free_entry_until (
  p_conversation uuid
)
  returns timestamp with time zone
  language sql
  stable
  set search_path to ''
  AS $function$
  select coalesce((select min(r.created_at) + interval '72 hours' from public.messages r
      where r.conversation_id = p_conversation and r.direction = 'out' and r.seq > came.seq
        and r.created_at < came.occurred_at + interval '24 hours'), came.occurred_at + interval '24 hours')
  from (select m.seq, least(m.occurred_at, m.created_at) as occurred_at from public.messages m
    where m.conversation_id = p_conversation and m.direction = 'in' and m.flags ? 'referral' and not m.flags ? 'stranger'
      and m.created_at > now() - interval '5 days'
    order by m.seq desc limit 1) came
$function$;

grant execute on function "private"."free_entry_until"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."free_entry_until"(uuid) from public;

create or replace function private.hints_of (
  p_attributes jsonb
)
  returns text[]
  language sql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
  select coalesce(array_agg(distinct hint order by hint) filter (where hint is not null), '{}') from (
    select case
      when length(value) > 200 then null
      when key ~* '(^|_|\W)(cpf|cnpj|documento|document|rut|dni|curp|rfc|cuit|nit)($|_|\W)' and length(regexp_replace(value, '\W', '', 'g')) >= 7
        then 'doc:' || upper(regexp_replace(value, '\W', '', 'g'))
      else coalesce(private.mail_key(value), private.phone_key(value)) end as hint
    from jsonb_each_text(case when jsonb_typeof(p_attributes) = 'object' then p_attributes else '{}' end)) x
$function$;

grant execute on function "private"."hints_of"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."hints_of"(jsonb) from public;

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
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
declare
  v_delivery uuid;
  v_expected int := 1;
  v_brought int := 0;
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
  v_flags jsonb;
  v_machine boolean;
  v_at timestamptz;
  v_stranger boolean;
  v_print text;
begin
  v_event := p_events -> 0;
  v_identities := v_event -> 'from' -> 'identities';
  v_content := v_event -> 'content';
  -- The webhook there are thousands of: one text of somebody known, in an open conversation. Everything about it is one
  -- statement, because each further one costs more to begin than it does. What it does not find is left to the rest.
  if p_refused is null and jsonb_array_length(p_events) = 1 and v_event ->> 'type' = 'message'
    and v_event ->> 'direction' is distinct from 'echo' and jsonb_array_length(v_identities) = 1
    and jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text'
    -- What names a thread, or was written by a machine, takes the longer way.
    and not v_event ? 'thread' and not coalesce(v_event -> 'flags' ?| '{auto,bulk,spoofRisk}', false)
  then
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', v_identities -> 0 ->> 'kind', v_identities -> 0 ->> 'value'), 0));
    v_text := v_content -> 0 ->> 'text';
    v_preview := case when v_text ~ '\s\s|[\n\r\t]' then private.preview_of(v_text, v_content) else left(v_text, 160) end;
    with delivery as (
      insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body, messages)
      select i.organization_id, i.id, p_key, p_hook, p_headers, p_body, v_expected from public.inboxes i where i.id = p_inbox
      on conflict on constraint deliveries_once do nothing
      returning d.id, d.organization_id
    ), sender as (
      select i.id, i.contact_id from public.identities i
      where i.organization_id = (select d.organization_id from delivery d)
        and i.kind = v_identities -> 0 ->> 'kind' and i.value = v_identities -> 0 ->> 'value' and i.blocked is null
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
      where c.inbox_id = p_inbox and c.contact_id = (select s.contact_id from sender s) and c.status <> 'resolved' and not c.threaded
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
    -- Known beforehand, nearly always: a row is written once.
    select count(*) into v_expected from jsonb_array_elements(p_events) e where e ->> 'type' in ('message', 'unsupported');
    insert into public.deliveries as d (organization_id, inbox_id, idempotency_key, hook, headers, body, messages)
    select i.organization_id, i.id, p_key, p_hook, p_headers, p_body, v_expected from public.inboxes i where i.id = p_inbox
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
        when e ->> 'type' in ('status', 'bounce') then jsonb_build_array(jsonb_build_object('kind', 'sent', 'value', coalesce(e ->> 'ourMessageId', e ->> 'messageExternalId')))
        when e ->> 'type' = 'identity' then coalesce(e -> 'previous', '[]') || coalesce(e -> 'current', '[]')
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
      v_flags := coalesce(v_event -> 'flags', '{}');
      v_machine := v_flags @> '{"auto": true}' or v_flags @> '{"bulk": true}';
      v_at := coalesce((v_event ->> 'occurredAt')::timestamptz, now());
      -- Some senders use an id twice: with other words in it it is another message, kept under an id of its own.
      v_print := v_event ->> 'print';
      if v_print is not null then
        v_flags := v_flags || jsonb_build_object('print', v_print);
        if exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external and m.flags ->> 'print' <> v_print) then
          v_external := v_external || '#' || v_print;
        end if;
      end if;
      -- Known already: repeated under another delivery, or an echo of what we sent ourselves.
      continue when exists (select from public.messages m where m.inbox_id = p_inbox and m.external_id = v_external)
        or v_echo and exists (select from public.outbox o where o.inbox_id = p_inbox and o.external_ids @> array[v_external]);
      v_content := coalesce(v_event -> 'content', jsonb_build_array(jsonb_build_object('k', 'unsupported', 'note', v_event ->> 'note')));
      v_plain := jsonb_array_length(v_content) = 1 and v_content -> 0 ->> 'k' = 'text';
      v_text := case when v_plain then v_content -> 0 ->> 'text' else private.text_of(v_content) end;
      v_preview := private.preview_of(v_text, v_content);
      -- status and owner are touched only where they change.
      select o.contact, o.identity into v_contact, v_identity
      from private.contact_of(organization_id, v_identities,
        case when not v_echo and not v_flags @> '{"spoofRisk": true}' then nullif(trim(v_event -> 'from' ->> 'name'), '') end) o;
      select t.conversation, t.stranger and not v_echo into conversation_id, v_stranger
      from private.thread_of(organization_id, p_inbox, v_contact, v_event, v_machine) t;
      if v_stranger then
        v_flags := v_flags || '{"stranger": true}';
      end if;
      update public.conversations c set
        last_seq = c.last_seq + 1,
        last_message_at = now(),
        last_message_preview = v_preview,
        last_message_direction = case when v_echo then 'out' else 'in' end,
        last_inbound_at = case when v_echo then c.last_inbound_at else now() end,
        waiting_since = case when v_echo then null when v_machine then c.waiting_since else coalesce(c.waiting_since, now()) end
      where c.id = conversation_id
      returning c.last_seq, c.status into seq, v_status;
      -- Resolved a while ago: it opens again and belongs to the rules. A machine opens nothing.
      if v_status = 'resolved' and not v_machine then
        update public.conversations c set status = 'open', owner = 'rules', resolved_at = null, taken_over_at = null,
          bot_attempts = 0, told_waiting = false, threaded = c.threaded or coalesce(v_event -> 'thread' ? 'replyToExternalIds', false)
        where c.id = conversation_id;
      end if;
      -- A person of ours answered, in another program: as if they had here.
      if v_echo then
        update public.conversations c set owner = 'human', taken_over_at = now(), bot_attempts = 0,
          sla_first_met_at = coalesce(c.sla_first_met_at, now()) where c.id = conversation_id;
        insert into public.timers as t (organization_id, conversation_id, event, minutes, generation, due)
        select w.organization_id, ingest.conversation_id, w.event, w.minutes, ingest.seq, now() + make_interval(mins => w.minutes)
        from public.workflow_triggers w where w.organization_id = ingest.organization_id and w.event = 'customer-silent'
        on conflict on constraint timers_pkey do update set generation = excluded.generation, due = excluded.due;
      end if;
      insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content, flags,
        external_id, identity_id, status, occurred_at)
      values (organization_id, conversation_id, p_inbox, seq,
        case when v_echo then 'out' else 'in' end, case when v_echo then 'agent' else 'contact' end,
        v_text, v_content, v_flags, v_external, v_identity, case when v_echo then 'sent' end, v_at)
      returning id into message_id;
      if not v_plain then
        insert into public.attachments (organization_id, message_id, position, mime, name, size, source)
        select ingest.organization_id, ingest.message_id, part - 1, coalesce(p -> 'media' ->> 'mime', 'application/octet-stream'),
          p -> 'media' ->> 'filename', (p -> 'media' ->> 'size')::bigint, p -> 'media'
        from jsonb_array_elements(v_content) with ordinality as parts (p, part) where p ->> 'k' = 'media';
      end if;
      if jsonb_array_length(v_event -> 'thread' -> 'replyToExternalIds') > 0 and not v_machine and not v_flags @> '{"spoofRisk": true}' then
        insert into public.thread_references (organization_id, inbox_id, external_id, conversation_id)
        select ingest.organization_id, p_inbox, named, ingest.conversation_id
        from (select distinct id as named from jsonb_array_elements_text(v_event -> 'thread' -> 'replyToExternalIds') as ids (id) limit 50) ids
        on conflict do nothing;
      end if;
      if v_echo then
        perform private.apply_early(organization_id, p_inbox, v_external);
      else
        if not v_flags @> '{"spoofRisk": true}' and private.lift_blocks(organization_id, v_identities, v_at, v_machine) then
          perform private.system_note(conversation_id, 'Esta pessoa voltou a escrever; agora pode receber respostas de novo.',
            'Esta persona volvió a escribir; ahora puede recibir respuestas de nuevo.',
            'This person wrote again; they can get answers again.');
        end if;
        insert into public.work (conversation_id, organization_id) values (ingest.conversation_id, ingest.organization_id)
        on conflict on constraint work_pkey do update set gen = public.work.gen + 1, due = least(public.work.due, now());
      end if;
      v_brought := v_brought + 1;
      kind := 'message';
    elsif v_type = 'status' then
      kind := 'status';
      conversation_id := private.apply_receipt(p_inbox, v_event);
    elsif v_type in ('reaction', 'edit', 'delete') then
      kind := 'change';
      select c.conversation, c.message into conversation_id, message_id from private.apply_change(p_inbox, v_event) c;
    elsif v_type = 'bounce' then
      kind := 'status';
      conversation_id := private.apply_bounce(p_inbox, v_event);
    elsif v_type in ('optout', 'optin') and jsonb_array_length(v_identities) > 0 then
      kind := 'change';
      conversation_id := private.apply_consent(organization_id, p_inbox, v_event);
    elsif v_type = 'identity' then
      kind := 'change';
      conversation_id := private.apply_identity(organization_id, p_inbox, v_event);
    elsif v_type = 'account' then
      kind := 'change';
      perform private.apply_account(p_inbox, v_event);
    else
      kind := 'dead';
      insert into public.dead_letters (organization_id, source, inbox_id, delivery_id, reason, detail)
      values (organization_id, 'webhook', p_inbox, v_delivery,
        case when v_type = 'message' then 'the message names no sender' else 'event type not handled: ' || coalesce(v_type, '?') end, v_event);
    end if;
    return next;
  end loop;
  if v_brought <> v_expected then
    update public.deliveries d set messages = v_brought
    where d.organization_id = ingest.organization_id and d.inbox_id = p_inbox and d.idempotency_key = p_key;
  end if;
end $function$;

grant execute on function "private"."ingest"(uuid, text, text, jsonb, bytea, jsonb, text) to "faladesk_core", "postgres";

revoke all on function "private"."ingest"(uuid, text, text, jsonb, bytea, jsonb, text) from public;

create or replace function private.keep_channel_windows (
  p_hours jsonb
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  delete from private.channel_windows w where p_hours -> w.channel = 'null';
  insert into private.channel_windows as w (channel, hours)
  select h.key, h.value::double precision from jsonb_each_text(p_hours) h where h.value is not null order by h.key
  on conflict (channel) do update set hours = excluded.hours where w.hours <> excluded.hours
$function$;

grant execute on function "private"."keep_channel_windows"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."keep_channel_windows"(jsonb) from public;

create or replace function private.keep_early (
  p_inbox    uuid,
  p_external text,
  p_event    jsonb
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_organization uuid;
begin
  if (p_event ->> 'occurredAt')::timestamptz < now() - interval '1 hour' then
    return;
  end if;
  insert into public.early_receipts (organization_id, inbox_id, external_id, event)
  select i.organization_id, i.id, p_external, p_event from public.inboxes i where i.id = p_inbox
  returning organization_id into v_organization;
  if (select count(*) > 1000 from (select from public.early_receipts e
    where e.organization_id = v_organization and e.inbox_id = p_inbox limit 1001) x)
  then
    -- A few more than one, so that this is not done again with the next.
    delete from public.early_receipts where id in (select e.id from public.early_receipts e
      where e.organization_id = v_organization and e.inbox_id = p_inbox order by e.id limit 100);
  end if;
end $function$;

grant execute on function "private"."keep_early"(uuid, text, jsonb) to "postgres";

revoke all on function "private"."keep_early"(uuid, text, jsonb) from public;

create or replace function private.keep_price (
  p_outbox   uuid,
  p_external text,
  p_pricing  jsonb
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  update public.outbox set
    pricing = (coalesce(pricing, '{}') - '') || jsonb_build_object(coalesce(p_external, ''),
      coalesce(pricing -> coalesce(p_external, ''), '{}') || p_pricing)
  where id = p_outbox and jsonb_typeof(p_pricing) = 'object'
    and (p_external is not null or pricing is null or pricing ? '');
  update public.messages m set pricing = priced.all from (
    select o.message_id, o.organization_id, jsonb_strip_nulls(jsonb_build_object(
      'parts', count(*),
      'billable', bool_or((said.price -> 'billable')::text = 'true') filter (where said.price ? 'billable'),
      'category', (array_agg(said.price ->> 'category' order by o.position, said.external))[1],
      'type', (array_agg(said.price ->> 'type' order by o.position, said.external))[1],
      'amount', sum((said.price ->> 'amount')::numeric) filter (where jsonb_typeof(said.price -> 'amount') = 'number'),
      'currency', max(said.price ->> 'currency'))) as all
    from public.outbox o cross join lateral jsonb_each(o.pricing) said (external, price)
    where o.message_id = (select p.message_id from public.outbox p where p.id = p_outbox) and o.pricing is not null
    group by o.message_id, o.organization_id) priced
  where m.id = priced.message_id and m.organization_id = priced.organization_id
$function$;

grant execute on function "private"."keep_price"(uuid, text, jsonb) to "postgres";

revoke all on function "private"."keep_price"(uuid, text, jsonb) from public;

create or replace function private.know_visitor (
  p_inbox      uuid,
  p_identities jsonb,
  p_name       text,
  p_attributes jsonb,
  p_before     jsonb,
  p_until      timestamp with time zone
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_organization uuid;
  v_contact uuid;
  v_before uuid;
begin
  select i.organization_id into v_organization from public.inboxes i where i.id = p_inbox;
  perform pg_advisory_xact_lock(h) from (
    select distinct hashtextextended(concat_ws(' ', i ->> 'kind', i ->> 'value'), 0) as h
    from jsonb_array_elements(p_identities || coalesce(jsonb_build_array(p_before), '[]')) as i where i ? 'kind' order by h) locks;
  select o.contact into v_contact from private.contact_of(v_organization, p_identities, p_name) o;
  update public.contacts set attributes = attributes || p_attributes
  where id = v_contact and organization_id = v_organization and not attributes @> p_attributes;
  update public.identities n set verified = true
  from jsonb_array_elements(p_identities) i
  where n.organization_id = v_organization and n.contact_id = v_contact and n.kind = i ->> 'kind' and n.value = i ->> 'value'
    and not n.verified;
  v_before := private.visitor_contact(v_organization, p_before ->> 'kind', p_before ->> 'value');
  if v_before is null or v_before = v_contact then
    return;
  end if;
  update public.conversations c set contact_id = v_contact
  where c.organization_id = v_organization and c.contact_id = v_before and c.inbox_id = p_inbox and c.created_at <= p_until
    and (c.status = 'resolved' or not exists (select from public.conversations x
      where x.inbox_id = p_inbox and x.contact_id = v_contact and x.status <> 'resolved'));
  if exists (select from public.conversations c where c.organization_id = v_organization and c.contact_id = v_before) then
    return;
  end if;
  -- The browser's own address ends with it: whoever kept a copy of the old token begins anew and sees nothing.
  delete from public.identities where organization_id = v_organization and contact_id = v_before
    and kind = p_before ->> 'kind' and value = p_before ->> 'value';
  update public.identities set contact_id = v_contact where organization_id = v_organization and contact_id = v_before;
  update public.contacts k set name = coalesce(k.name, b.name), attributes = b.attributes || k.attributes
  from public.contacts b where k.id = v_contact and b.id = v_before and b.organization_id = v_organization;
  delete from public.contacts where id = v_before and organization_id = v_organization;
end $function$;

grant execute
  on function "private"."know_visitor"(uuid, jsonb, text, jsonb, jsonb, timestamp with time zone)
  to "faladesk_core", "postgres";

revoke all on function "private"."know_visitor"(uuid, jsonb, text, jsonb, jsonb, timestamp with time zone) from public;

create or replace function private.latest_deliveries (
  p_inbox     uuid,
  p_before    timestamp with time zone,
  p_before_id uuid,
  p_limit     integer
)
  returns SETOF public.deliveries
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
declare
  v_here constant uuid := private.current_organization();
  v_inboxes constant uuid[] := array(select i.id from public.inboxes i where i.organization_id = v_here and (p_inbox is null or i.id = p_inbox));
  v_until constant timestamptz := coalesce(p_before, now());
  v_id constant uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_length interval := interval '10 seconds';
  v_few constant boolean := (select count(*) <= 2000 from (
    select from public.deliveries d where d.organization_id = v_here and d.inbox_id = any (v_inboxes) limit 2001) x);
begin
  if v_few then
    return query select d.* from public.deliveries d
    where d.organization_id = v_here and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
    order by d.received_at desc, d.id desc limit p_limit;
    return;
  end if;
  while v_length < interval '20 years' and p_limit > (select count(*) from (select from public.deliveries d
    where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
      and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id) limit p_limit) x)
  loop
    v_length := v_length * 4;
  end loop;
  return query select d.* from public.deliveries d
  where d.received_at >= v_until - v_length and d.received_at <= v_until and d.organization_id = v_here
    and d.inbox_id = any (v_inboxes) and (d.received_at, d.id) < (v_until, v_id)
  order by d.received_at desc, d.id desc limit p_limit;
end $function$;

grant execute
  on function "private"."latest_deliveries"(uuid, timestamp with time zone, uuid, integer)
  to "faladesk_core", "postgres";

revoke all on function "private"."latest_deliveries"(uuid, timestamp with time zone, uuid, integer) from public;

create or replace function private.learn_early()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_external text;
begin
  foreach v_external in array new.external_ids loop
    continue when v_external = any (old.external_ids);
    perform pg_advisory_xact_lock(hashtextextended('sent ' || v_external, 0));
    perform private.apply_early(new.organization_id, new.inbox_id, v_external);
  end loop;
  return null;
end $function$;

grant execute on function "private"."learn_early"() to "postgres";

revoke all on function "private"."learn_early"() from public;

create or replace function private.lease_time()
  returns interval
  language sql
  immutable
  set search_path to ''
  AS $function$ select interval '60 seconds' $function$;

grant execute on function "private"."lease_time"() to "faladesk_core", "postgres";

revoke all on function "private"."lease_time"() from public;

create or replace function private.lift_blocks (
  p_organization uuid,
  p_identities   jsonb,
  p_at           timestamp with time zone,
  p_machine      boolean
)
  returns boolean
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_before text[];
begin
  with lifted as (
    select i.id, i.blocked from public.identities i
    join jsonb_array_elements(p_identities) given on i.kind = given ->> 'kind' and i.value = given ->> 'value'
    where i.organization_id = p_organization and i.blocked is not null and p_at > i.blocked_at
      and (i.blocked = 'unreachable' or not p_machine and i.kind <> 'phone' and i.blocked_code is distinct from '21610')
    for update of i
  ), done as (
    update public.identities i set blocked = null, blocked_at = null, blocked_code = null,
      accepted_at = greatest(i.accepted_at, p_at) from lifted where i.id = lifted.id
    returning lifted.blocked as was
  )
  select array_agg(was) into v_before from done;
  return coalesce('optout' = any (v_before), false);
end $function$;

grant execute on function "private"."lift_blocks"(uuid, jsonb, timestamp with time zone, boolean) to "postgres";

revoke all on function "private"."lift_blocks"(uuid, jsonb, timestamp with time zone, boolean) from public;

create or replace function private.lift_pause (
  p_inbox uuid
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  update public.inbox_pace set paused_until = null, media_until = null where inbox_id = p_inbox;
  update public.outbox set due = now() where inbox_id = p_inbox and state = 'queued' and due > now()
    and error ->> 'class' in ('auth', 'config')
$function$;

grant execute on function "private"."lift_pause"(uuid) to "postgres";

revoke all on function "private"."lift_pause"(uuid) from public;

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

create or replace function private.lock_contacts (
  p_contacts uuid[]
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_known bigint[] := '{}';
  v_more bigint[];
begin
  loop
    select array_agg(distinct h order by h) into v_more from (
      select hashtextextended(concat_ws(' ', i.kind, i.value), 0) as h from public.identities i where i.contact_id = any (p_contacts)) x
    where h <> all (v_known);
    exit when v_more is null;
    -- Waiting lets others finish, who may have learned a further address: hence the loop.
    perform pg_advisory_xact_lock(h) from unnest(v_more) h;
    v_known := v_known || v_more;
  end loop;
  perform from public.contacts where id = any (p_contacts) order by id for update;
end $function$;

grant execute on function "private"."lock_contacts"(uuid[]) to "faladesk_core", "postgres";

revoke all on function "private"."lock_contacts"(uuid[]) from public;

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
    since           timestamp with time zone,
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
    returning s.inbox_id, s.organization_id, i.revision, s.lease_token, null::jsonb, s.since, s.attempts, false;
  if p_room <= 0 then
    return;
  end if;
  insert into public.streams as n (inbox_id, organization_id, since)
  select i.id, i.organization_id, case when i.revision = 1 then i.created_at else now() end from public.inboxes i
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
    returning s.inbox_id, s.organization_id, s.revision, s.lease_token, s.cursor, s.since, s.attempts, true;
end $function$;

grant execute
  on function "private"."look_after_streams"(integer, uuid[], text[], integer)
  to "faladesk_core", "postgres";

revoke all on function "private"."look_after_streams"(integer, uuid[], text[], integer) from public;

create or replace function private.mail_key (
  p_value text
)
  returns text
  language sql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
  select case when v ~ '^[^@\s]{1,64}@[^@\s]+\.[^@\s]+$' then 'mail:' || case
    when split_part(v, '@', 2) in ('gmail.com', 'googlemail.com')
      then replace(split_part(split_part(v, '@', 1), '+', 1), '.', '') || '@gmail.com'
    else split_part(split_part(v, '@', 1), '+', 1) || '@' || split_part(v, '@', 2) end end
  from (select lower(trim(p_value))) x (v)
$function$;

grant execute on function "private"."mail_key"(text) to "faladesk_core", "postgres";

revoke all on function "private"."mail_key"(text) from public;

create or replace function private.mail_thread_for (
  p_organization uuid,
  p_inbox        uuid,
  p_contact      uuid,
  p_email        text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_contact uuid;
  v_thread uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'email', p_email), 0));
  select n.contact_id into v_contact from public.identities n
  where n.organization_id = p_organization and n.kind = 'email' and n.value = p_email;
  if v_contact is null then
    insert into public.identities (organization_id, contact_id, kind, value, verified) values (p_organization, p_contact, 'email', p_email, false);
    v_contact := p_contact;
  end if;
  v_thread := private.conversation_of(p_organization, p_inbox, v_contact);
  update public.conversations set status = 'open', resolved_at = null where id = v_thread and status = 'resolved';
  return v_thread;
end $function$;

grant execute on function "private"."mail_thread_for"(uuid, uuid, uuid, text) to "faladesk_core", "postgres";

revoke all on function "private"."mail_thread_for"(uuid, uuid, uuid, text) from public;

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

create or replace function private.merge_contacts (
  p_kept uuid,
  p_gone uuid,
  p_by   uuid
)
  returns uuid
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_kept public.contacts;
  v_gone public.contacts;
  v_merge uuid;
  v_identities uuid[];
  v_conversations uuid[];
  v_tags text[];
  v_attributes jsonb;
  v_closed jsonb := '[]';
  v_pair record;
begin
  select * into v_kept from public.contacts where id = p_kept;
  select * into v_gone from public.contacts where id = p_gone;
  delete from public.distinct_contacts d where d.organization_id = v_kept.organization_id
    and d.one_id = least(p_kept, p_gone) and d.other_id = greatest(p_kept, p_gone);
  select coalesce(array_agg(t order by n), '{}') into v_tags from unnest(v_gone.tags) with ordinality x (t, n) where t <> all (v_kept.tags);
  select coalesce(jsonb_object_agg(key, value), '{}') into v_attributes from jsonb_each(v_gone.attributes) where not v_kept.attributes ? key;
  for v_pair in
    select a.id as quiet, b.id as lively, a.status, a.waiting_since, a.reopened_at, a.protocol as quiet_protocol, b.protocol as lively_protocol,
      b.waiting_since as lively_waiting, b.last_seq as lively_seq
    from public.conversations x join public.conversations y on y.inbox_id = x.inbox_id and y.contact_id = p_gone and y.status <> 'resolved' and not y.threaded
    cross join lateral (select * from public.conversations c where c.id in (x.id, y.id) order by c.last_message_at, c.id limit 1) a
    join public.conversations b on b.id in (x.id, y.id) and b.id <> a.id
    where x.contact_id = p_kept and x.status <> 'resolved' and not x.threaded order by x.id
    for update of x, y
  loop
    update public.conversations set status = 'resolved', resolved_at = clock_timestamp(), waiting_since = null where id = v_pair.quiet;
    delete from public.ai_turns where conversation_id = v_pair.quiet;
    perform private.system_note(v_pair.quiet,
      'Os contatos foram unidos: esta conversa continua no protocolo ' || v_pair.lively_protocol || '.',
      'Los contactos se unieron: esta conversación continúa en el protocolo ' || v_pair.lively_protocol || '.',
      'The contacts were merged: this conversation goes on under protocol ' || v_pair.lively_protocol || '.');
    perform private.system_note(v_pair.lively,
      'Os contatos foram unidos: a mesma pessoa também escreveu no protocolo ' || v_pair.quiet_protocol || '.',
      'Los contactos se unieron: la misma persona también escribió en el protocolo ' || v_pair.quiet_protocol || '.',
      'The contacts were merged: the same person also wrote under protocol ' || v_pair.quiet_protocol || '.');
    -- Whoever had read everything still has.
    update public.conversations set read_seq = last_seq where id in (v_pair.quiet, v_pair.lively) and read_seq = last_seq - 1;
    update public.conversations set waiting_since = least(waiting_since, v_pair.waiting_since)
    where id = v_pair.lively and v_pair.waiting_since is not null;
    perform private.begin_wait(v_pair.lively);
    v_closed := v_closed || (select jsonb_build_object('conversation', c.id, 'status', v_pair.status, 'waiting_since', v_pair.waiting_since,
      'reopened_at', v_pair.reopened_at, 'resolved_at', c.resolved_at, 'beside', v_pair.lively, 'beside_waiting', v_pair.lively_waiting,
      'beside_seq', v_pair.lively_seq) from public.conversations c where c.id = v_pair.quiet);
  end loop;
  -- Made by this transaction alone, so nobody has seen them.
  delete from public.events e using jsonb_array_elements(v_closed) c
  where e.conversation_id = (c ->> 'conversation')::uuid and e.event = 'status-changed' and e.created_at = now();
  with moved as (update public.conversations set contact_id = p_kept where contact_id = p_gone returning id)
  select coalesce(array_agg(id order by id), '{}') into v_conversations from moved;
  with moved as (update public.identities set contact_id = p_kept where contact_id = p_gone returning id)
  select coalesce(array_agg(id order by id), '{}') into v_identities from moved;
  update public.contacts set tags = tags || v_tags, attributes = v_attributes || attributes, name = coalesce(name, v_gone.name) where id = p_kept;
  update public.contacts set merged_into = p_kept where id = p_gone;
  insert into public.merges (organization_id, kept_id, gone_id, identities, conversations, closed, tags, attributes, name, merged_by)
  values (v_kept.organization_id, p_kept, p_gone, v_identities, v_conversations, v_closed, v_tags, v_attributes,
    case when v_kept.name is null then v_gone.name end, p_by)
  returning id into v_merge;
  return v_merge;
end $function$;

grant execute on function "private"."merge_contacts"(uuid, uuid, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."merge_contacts"(uuid, uuid, uuid) from public;

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

create or replace function private.note_account (
  p_inbox uuid,
  p_event jsonb
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_detail jsonb := coalesce(p_event -> 'detail', '{}');
  v_said text := upper(concat_ws(' ', v_detail ->> 'event', v_detail ->> 'decision', v_detail ->> 'new_quality_score'));
  v_note text := left(coalesce(p_event ->> 'note', p_event ->> 'topic', ''), 300);
  v_status text;
  v_inbox public.inboxes;
begin
  if p_event ->> 'topic' like 'template%' or p_event ->> 'topic' not in ('account', 'quality', 'health') then
    return;
  end if;
  v_status := case
    when v_said ~ '(UNFLAGGED|UPGRADE|REINSTATE|RECONNECT|UNBAN|ENABLED|GREEN|CONNECTED|APPROVED)' and v_said !~ 'DISCONNECTED' then 'ok'
    when v_said ~ '(DISABLE|BANNED|DISCONNECTED|DELETED|OFFBOARDED|PARTNER_REMOVED|SCHEDULE_FOR_DISABLE)' then 'error'
    when v_said ~ '(VIOLATION|RESTRICTION|RESTRICTED|FLAGGED|DOWNGRADE|REJECTED|RED\M|LOW)' then 'degraded' end;
  if v_status is null then
    return;
  end if;
  if private.note_health(p_inbox, 'account', jsonb_build_object('status', v_status,
      'text', jsonb_build_object(
        'pt-BR', 'O provedor avisou: ' || v_note, 'es', 'El proveedor avisó: ' || v_note, 'en', 'The provider says: ' || v_note),
      'remedy', jsonb_build_object(
        'pt-BR', 'Abra o painel do provedor e veja o que ele pede para esta conta ou este número.',
        'es', 'Abra el panel del proveedor y vea qué pide para esta cuenta o este número.',
        'en', 'Open the provider’s console and see what it asks of this account or number.')))
    and v_status <> 'ok'
  then
    select * into v_inbox from public.inboxes i where i.id = p_inbox;
    perform realtime.send(jsonb_build_object('conversation_id', null, 'inbox_id', p_inbox, 'admins', true, 'team_id', null, 'agent_id', null,
      'text', v_inbox.name || ': ' || v_note), 'notify', 'organization:' || v_inbox.organization_id, true);
  end if;
end $function$;

grant execute on function "private"."note_account"(uuid, jsonb) to "postgres";

revoke all on function "private"."note_account"(uuid, jsonb) from public;

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

create or replace function private.note_health (
  p_inbox  uuid,
  p_source text,
  p_said   jsonb
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_health jsonb;
  v_sources jsonb;
  v_said jsonb := nullif(p_said, 'null');
  v_worst jsonb;
  v_name text;
begin
  if v_said ->> 'status' = 'ok' then
    v_said := null;
  end if;
  -- Read first: a lock for each good send would have the senders of an inbox wait for each other.
  for v_turn in 1 .. 2 loop
    if v_turn = 1 then
      select health into v_health from public.inboxes where id = p_inbox;
    else
      select health into v_health from public.inboxes where id = p_inbox for no key update;
    end if;
    if v_health is null then
      return false;
    end if;
    v_sources := coalesce(v_health -> 'sources', case when v_health ->> 'status' <> 'ok'
      then jsonb_build_object(coalesce(v_health ->> 'source', 'send'), v_health - 'source') end, '{}');
    if (v_sources -> p_source) - 'at' is not distinct from v_said then
      return false;
    end if;
  end loop;
  v_sources := v_sources - p_source;
  if v_said is not null then
    v_sources := v_sources || jsonb_build_object(p_source, v_said || jsonb_build_object('at', now()));
  end if;
  select s.value, s.key into v_worst, v_name from jsonb_each(v_sources) s
  order by (s.value ->> 'status' = 'error') desc, s.value ->> 'at' desc limit 1;
  update public.inboxes set health = case
    when v_worst is null then jsonb_build_object('status', 'ok', 'at', now())
    else v_worst || jsonb_build_object('source', v_name, 'sources', v_sources) end
  where id = p_inbox;
  return true;
end $function$;

grant execute on function "private"."note_health"(uuid, text, jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."note_health"(uuid, text, jsonb) from public;

create or replace function private.note_refusal()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform private.shut_address(new, nullif(current_setting('faladesk.bounced', true), '')::jsonb);
  return null;
end $function$;

grant execute on function "private"."note_refusal"() to "postgres";

revoke all on function "private"."note_refusal"() from public;

create or replace function private.notice_remedy()
  returns trigger
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
begin
  perform private.lift_pause(new.id);
  if old.revision is distinct from new.revision then
    update public.inboxes set templates_due = now() where id = new.id;
  end if;
  return null;
end $function$;

grant execute on function "private"."notice_remedy"() to "postgres";

revoke all on function "private"."notice_remedy"() from public;

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

create or replace function private.pace_after (
  p_next       timestamp with time zone,
  p_per_second numeric,
  p_now        timestamp with time zone,
  p_taken      integer
)
  returns timestamp with time zone
  language sql
  immutable
  set search_path to ''
  AS $function$
  select greatest(p_next, p_now)
    + make_interval(secs => (p_taken / (p_per_second - greatest(1, floor(p_per_second / 10)) + 1))::double precision)
$function$;

grant execute
  on function "private"."pace_after"(timestamp with time zone, numeric, timestamp with time zone, integer)
  to "postgres";

revoke all
  on function "private"."pace_after"(timestamp with time zone, numeric, timestamp with time zone, integer)
  from public;

create or replace function private.pace_room (
  p_next       timestamp with time zone,
  p_per_second numeric,
  p_now        timestamp with time zone
)
  returns integer
  language sql
  immutable
  set search_path to ''
  AS $function$
  select greatest(0, floor(1 + ahead - greatest(0, extract(epoch from (p_next - p_now)) * rate)))::int
  from (select greatest(1, floor(p_per_second / 10)) - 1 as ahead) b,
    lateral (select p_per_second - b.ahead as rate) r
$function$;

grant execute
  on function "private"."pace_room"(timestamp with time zone, numeric, timestamp with time zone)
  to "postgres";

revoke all on function "private"."pace_room"(timestamp with time zone, numeric, timestamp with time zone) from public;

create or replace function private.part_of (
  p_inbox uuid,
  p_event jsonb
)
  returns public.outbox
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v public.outbox;
begin
  if pg_input_is_valid(p_event ->> 'ourMessageId', 'uuid') then
    select * into v from public.outbox where id = (p_event ->> 'ourMessageId')::uuid and inbox_id = p_inbox for update;
  end if;
  if v.id is null and p_event ->> 'messageExternalId' is not null then
    select * into v from public.outbox where external_ids @> array[p_event ->> 'messageExternalId'] and inbox_id = p_inbox for update;
  end if;
  return v;
end $function$;

grant execute on function "private"."part_of"(uuid, jsonb) to "postgres";

revoke all on function "private"."part_of"(uuid, jsonb) from public;

create or replace function private.phone_key (
  p_value text
)
  returns text
  language sql
  immutable
  parallel safe
  strict
  set search_path to ''
  AS $function$
  select case when p_value ~* '^\s*(whatsapp:)?\+?\(?[0-9][0-9\s().-]{5,31}$' and length(d) between 10 and 15 then 'phone:' || case
    when d ~ '^(55|0)?\d{2}9[6-9]\d{7}$' then substr(d, length(d) - 10, 2) || right(d, 8)
    else right(d, 10) end end
  from (select regexp_replace(p_value, '\D', '', 'g')) x (d)
$function$;

grant execute on function "private"."phone_key"(text) to "faladesk_core", "postgres";

revoke all on function "private"."phone_key"(text) from public;

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

create or replace function private.put_off_waits (
  p_conversations uuid[],
  p_margin        interval
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.visitor_waits w set due = now() + make_interval(mins => w.minutes) + p_margin
  where w.conversation_id = any (p_conversations) and w.due is not null
$function$;

grant execute on function "private"."put_off_waits"(uuid[], interval) to "faladesk_core", "postgres";

revoke all on function "private"."put_off_waits"(uuid[], interval) from public;

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

create or replace function private.refusal_of (
  p_error jsonb
)
  returns text
  language sql
  immutable
  set search_path to ''
  AS $function$
  select case
    when code = '21610' or code = 'blocked' and class = 'recipient' then 'optout'
    when class <> 'recipient' then null
    when code in ('131026', '63003', '63024', '30005', '30006', '21211', '21214', '21217', '21604', '21614', '21635',
        'deactivated')
      or code ~ '(^| )5\.(1\.(0|1|2|3|4|6|10)|2\.1)$' then 'unreachable' end
  from (select coalesce(p_error ->> 'code', '') as code, coalesce(p_error ->> 'class', '') as class) e
$function$;

grant execute on function "private"."refusal_of"(jsonb) to "postgres";

revoke all on function "private"."refusal_of"(jsonb) from public;

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

create or replace function private.search_contacts (
  p_query text
)
  returns SETOF uuid
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  with asked as (
    select '%' || regexp_replace(private.fold(trim(p_query)), '([\\%_])', '\\\1', 'g') || '%' as pattern, private.current_organization() as here
  )
  select k.id from asked join public.contacts k on k.organization_id = here and private.fold(k.name) like pattern
  union
  select i.contact_id from asked join public.identities i on i.organization_id = here and i.value ilike pattern
$function$;

grant execute on function "private"."search_contacts"(text) to "faladesk_core", "postgres";

revoke all on function "private"."search_contacts"(text) from public;

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

create or replace function private.sends_are_ill (
  p_health jsonb
)
  returns boolean
  language sql
  immutable
  set search_path to ''
  AS $function$
  select case when p_health ? 'sources' then 'error' in (p_health #>> '{sources,send,status}', p_health #>> '{sources,test,status}')
    else p_health ->> 'status' = 'error' and coalesce(p_health ->> 'source', 'send') in ('send', 'test') end is true
$function$;

grant execute on function "private"."sends_are_ill"(jsonb) to "faladesk_core", "postgres";

revoke all on function "private"."sends_are_ill"(jsonb) from public;

create or replace function private.settle_check (
  p_inbox uuid,
  p_ok    boolean
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  update public.inboxes i set check_failed = not p_ok,
    checked_at = case when p_ok or i.check_failed then now() else now() - interval '5 hours 59 minutes' end
  where i.id = p_inbox
$function$;

grant execute on function "private"."settle_check"(uuid, boolean) to "faladesk_core", "postgres";

revoke all on function "private"."settle_check"(uuid, boolean) from public;

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
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
declare
  v public.outbox;
  v_class constant text := p_error ->> 'class';
  v_inbox_wide constant boolean := p_state = 'queued' and (v_class in ('auth', 'config')
    or v_class = 'throttled' and p_error ->> 'scope' is distinct from 'recipient');
begin
  update public.outbox o set
    state = case when o.state not in ('sending', 'unknown', 'queued') then o.state
      when p_state = 'queued' and (o.created_at < now() - interval '24 hours'
        or v_class in ('auth', 'config') and o.attempts >= 8 and exists (
          select from public.inbox_pace p where p.inbox_id = o.inbox_id and p.well_at > o.created_at)) then 'failed'
      else p_state end,
    external_ids = array(select distinct e from unnest(o.external_ids || coalesce(p_external, '{}')) e),
    receipt = coalesce(o.receipt, p_receipt),
    error = case when o.state in ('sending', 'unknown', 'queued') then p_error else o.error end,
    due = now() + make_interval(secs => coalesce(p_delay_ms, 0) / 1000.0),
    lease_by = null
  where o.id = p_id and o.attempts = p_attempt and (o.state = 'sending' or p_state = 'sent')
  returning * into v;
  if v.id is null then
    return false;
  end if;
  if v_inbox_wide then
    -- Of many that were under way when it began, the first one counts.
    insert into public.inbox_pace as p (inbox_id, organization_id, failures, paused_at, paused_until)
    values (v.inbox_id, v.organization_id, 1, now(), now() + make_interval(secs => p_delay_ms / 1000.0))
    on conflict (inbox_id) do update set failures = p.failures + 1, paused_at = now(),
      paused_until = now() + make_interval(secs => case when v_class = 'throttled' then p_delay_ms / 1000.0
        else least(900, 5 * 2 ^ least(p.failures, 10)) end)
    where p.failures = 0 or v.sending_at >= p.paused_at;
  elsif p_state = 'sent' then
    -- Trouble that began after this part was on its way is not over by it.
    update public.inbox_pace p set failures = 0, paused_until = null, paused_at = null, well_at = now()
    where p.inbox_id = v.inbox_id and p.failures > 0 and v.sending_at > p.paused_at;
  else
    -- The part that tried ended otherwise: the next one tries.
    update public.inbox_pace p set paused_until = null
    where p.inbox_id = v.inbox_id and p.failures > 0 and v.sending_at > p.paused_at and p.paused_until > now();
  end if;
  perform private.settle_message(v.message_id);
  if v.state = 'failed' then
    insert into public.dead_letters (organization_id, source, inbox_id, conversation_id, reason, detail)
    values (v.organization_id, 'send', v.inbox_id, v.conversation_id, coalesce(p_error ->> 'message', 'not sent'),
      jsonb_build_object('outbox_id', v.id, 'message_id', v.message_id, 'class', v_class, 'code', p_error ->> 'code',
        'attempts', v.attempts));
  end if;
  if v.automatic and (v.state in ('failed', 'unknown') or v.state = 'queued' and v_class in ('auth', 'config'))
    or v.state = 'failed' and v_class = 'window_closed' then
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

create or replace function private.shut_address (
  p_part      public.outbox,
  p_recipient jsonb
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_why text := private.refusal_of(p_part.error);
  v_kinds constant text[] := (select case
      when i.channel like 'whatsapp%' then '{wa_phone,wa_bsuid,wa_parent_bsuid}'::text[]
      when i.channel like 'sms%' then '{phone}' when i.channel in ('email', 'telegram') then array[i.channel] end
    from public.inboxes i where i.id = p_part.inbox_id);
  v public.identities;
begin
  select i.* into v
  from jsonb_array_elements(p_part.recipients) with ordinality as r (one, n)
  join public.identities i on i.organization_id = p_part.organization_id and i.kind = one ->> 'kind' and i.value = one ->> 'value'
  where (v_kinds is null or i.kind = any (v_kinds))
    and (p_recipient is null or i.kind = p_recipient ->> 'kind' and lower(i.value) = lower(p_recipient ->> 'value'))
  order by n limit 1;
  if v.id is null then
    return;
  end if;
  if v_why is null then
    if p_part.error ->> 'code' = '131050' then
      update public.identities set blocked_at = now(), blocked_code = 'marketing' where id = v.id and blocked is null;
    end if;
    return;
  end if;
  if v.blocked is not null or v_why = 'unreachable' and v.kind <> 'email' and exists (
    select from public.messages m where m.conversation_id = p_part.conversation_id and m.identity_id = v.id and m.direction = 'in'
      and m.occurred_at > now() - interval '1 day')
  then
    return;
  end if;
  update public.identities set blocked = v_why, blocked_at = now(), blocked_code = p_part.error ->> 'code' where id = v.id;
  if v_why = 'optout' then
    perform private.system_note(p_part.conversation_id,
      'Esta pessoa bloqueou mensagens em ' || v.value || '. Nada será enviado para lá até que ela volte.',
      'Esta persona bloqueó los mensajes en ' || v.value || '. No se enviará nada allí hasta que vuelva.',
      'This person has blocked messages at ' || v.value || '. Nothing will be sent there until they return.');
  else
    perform private.system_note(p_part.conversation_id,
      'Nada chega em ' || v.value || '. Confira o endereço com a pessoa ou fale por outro canal.',
      'Nada llega a ' || v.value || '. Confirme la dirección con la persona o escriba por otro canal.',
      'Nothing arrives at ' || v.value || '. Check the address with the person or write over another channel.');
  end if;
end $function$;

grant execute on function "private"."shut_address"(public.outbox, jsonb) to "postgres";

revoke all on function "private"."shut_address"(public.outbox, jsonb) from public;

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
      and m.seq > p_generation and m.author_kind in ('contact', 'agent') and m.direction <> 'note'
      and not (m.flags @> '{"auto": true}' or m.flags @> '{"bulk": true}')) end
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
  select private.note_health(lease.inbox_id, 'stream', null) from lease
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

create or replace function private.system_note (
  p_conversation uuid,
  p_pt           text,
  p_es           text,
  p_en           text
)
  returns void
  language sql
  set search_path to ''
  AS $function$
  with thread as (
    update public.conversations c set last_seq = c.last_seq + 1 where c.id = p_conversation
    returning c.id, c.organization_id, c.inbox_id, c.last_seq
  )
  insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, text, content)
  select t.organization_id, t.id, t.inbox_id, t.last_seq, 'note', 'system', words, jsonb_build_array(jsonb_build_object('k', 'text', 'text', words))
  from thread t join public.organizations o on o.id = t.organization_id,
    lateral (select case o.locale when 'es' then p_es when 'en' then p_en else p_pt end as words) said
$function$;

grant execute on function "private"."system_note"(uuid, text, text, text) to "faladesk_core", "postgres";

revoke all on function "private"."system_note"(uuid, text, text, text) from public;

create or replace function private.takes_no_adverts (
  p_identity uuid
)
  returns boolean
  language sql
  stable
  set search_path to ''
  AS $function$
  select exists (select from public.identities n join public.identities o
    on o.organization_id = n.organization_id and o.contact_id = n.contact_id and o.blocked_code = 'marketing'
      and split_part(o.kind, '_', 1) = split_part(n.kind, '_', 1)
    where n.id = p_identity)
$function$;

grant execute on function "private"."takes_no_adverts"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."takes_no_adverts"(uuid) from public;

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

create or replace function private.thread_of (
  p_organization uuid,
  p_inbox        uuid,
  p_contact      uuid,
  p_event        jsonb,
  p_machine      boolean,
  OUT            conversation uuid,
  OUT            stranger boolean
)
  returns record
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v_thread jsonb := p_event -> 'thread';
  v_flags jsonb := coalesce(p_event -> 'flags', '{}');
  v_spoofed boolean := v_flags @> '{"spoofRisk": true}';
  v public.conversations;
begin
  stranger := false;
  if not v_spoofed and v_thread is not null then
    select c.* into v from public.conversations c
    where c.id = private.answered_thread(p_organization, p_inbox, p_contact, v_thread) and c.organization_id = p_organization;
    if v.id is not null and (p_machine or v.status <> 'resolved' or v.resolved_at > now() - interval '30 days') then
      conversation := v.id;
      stranger := v.contact_id <> p_contact;
      return;
    end if;
  end if;
  if not v_spoofed and not coalesce(v_thread ? 'replyToExternalIds', false) then
    conversation := private.conversation_of(p_organization, p_inbox, p_contact);
    return;
  end if;
  insert into public.conversations (organization_id, inbox_id, contact_id, protocol, threaded, follows_id)
  values (p_organization, p_inbox, p_contact, private.next_protocol(p_organization), true, v.id)
  returning id into conversation;
  if v.id is not null then
    perform private.system_note(conversation,
      'Continua o protocolo ' || v.protocol || ', encerrado há mais de 30 dias.',
      'Continúa el protocolo ' || v.protocol || ', cerrado hace más de 30 días.',
      'Goes on from protocol ' || v.protocol || ', which was closed more than 30 days ago.');
  end if;
end $function$;

grant execute on function "private"."thread_of"(uuid, uuid, uuid, jsonb, boolean) to "postgres";

revoke all on function "private"."thread_of"(uuid, uuid, uuid, jsonb, boolean) from public;

create or replace function private.thread_to_tell (
  p_inbox   uuid,
  p_contact uuid
)
  returns uuid
  language sql
  stable
  set search_path to ''
  AS $function$
  select c.id from public.conversations c
  where c.organization_id = (select i.organization_id from public.inboxes i where i.id = p_inbox)
    and c.contact_id = p_contact and c.inbox_id = p_inbox
  order by (c.status = 'resolved'), c.last_message_at desc limit 1
$function$;

grant execute on function "private"."thread_to_tell"(uuid, uuid) to "postgres";

revoke all on function "private"."thread_to_tell"(uuid, uuid) from public;

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
  -- Receipts nobody ever knew the id of.
  delete from public.early_receipts e where e.received_at < now() - interval '1 day';
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

create or replace function private.undo_merge (
  p_merge uuid,
  p_by    uuid
)
  returns void
  language plpgsql
  set search_path to ''
  AS $function$
declare
  v public.merges;
  v_closed jsonb;
  v_back uuid;
  v_name text;
begin
  select * into v from public.merges where id = p_merge;
  update public.identities set contact_id = v.gone_id where id = any (v.identities) and contact_id = v.kept_id;
  update public.conversations c set contact_id = v.gone_id
  where c.contact_id = v.kept_id and (c.id = any (v.conversations) or (
    select m.identity_id from public.messages m
    where m.conversation_id = c.id and m.direction = 'in' and m.identity_id is not null and not m.flags @> '{"stranger": true}'
    order by m.seq limit 1) = any (v.identities));
  update public.contacts k set
    tags = array(select t from unnest(k.tags) with ordinality x (t, n) where t <> all (v.tags) or exists (
      select from public.merges o join public.contacts g on g.id = o.gone_id
      where o.kept_id = k.id and o.undone_at is null and o.id <> v.id and t = any (g.tags)) order by n),
    attributes = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(k.attributes) where v.attributes -> key is distinct from value),
    name = case when k.name = v.name then null else k.name end,
    merged_into = k.merged_into
  where k.id = v.kept_id;
  -- Another joined contact may have brought the same, and it was there already: now it is theirs.
  for v_back, v_name in
    select o.id, g.name from public.merges o join public.contacts g on g.id = o.gone_id
    where o.kept_id = v.kept_id and o.undone_at is null and o.id <> v.id order by o.merged_at
  loop
    update public.merges o set tags = o.tags || array(
        select t from unnest(v.tags) t where t = any (g.tags) and t <> all (o.tags) and not exists (
          select from public.merges p where p.kept_id = v.kept_id and p.undone_at is null and p.id <> v.id and t = any (p.tags))),
      attributes = o.attributes || coalesce((select jsonb_object_agg(key, value) from jsonb_each(g.attributes)
        where v.attributes ? key and not k.attributes ? key), '{}'),
      name = coalesce(o.name, case when k.name is null then g.name end)
    from public.contacts g, public.contacts k where o.id = v_back and g.id = o.gone_id and k.id = v.kept_id;
    update public.contacts k set attributes = o.attributes || k.attributes, name = coalesce(k.name, o.name)
    from public.merges o where k.id = v.kept_id and o.id = v_back;
  end loop;
  update public.contacts set merged_into = null where id = v.gone_id;
  for v_closed in select * from jsonb_array_elements(v.closed) loop
    -- Opened, answered or resolved by somebody since, or in the way of another open one: then it stays as it is.
    update public.conversations c set status = v_closed ->> 'status', resolved_at = null, waiting_since = (v_closed ->> 'waiting_since')::timestamptz
    where c.id = (v_closed ->> 'conversation')::uuid and c.status = 'resolved' and c.resolved_at = (v_closed ->> 'resolved_at')::timestamptz
      and not exists (select from public.conversations o where o.inbox_id = c.inbox_id and o.contact_id = c.contact_id and o.status <> 'resolved' and not o.threaded);
    if found then
      -- Its own wait goes home with it; whoever wrote there since waits from then.
      update public.conversations b set waiting_since = coalesce((v_closed ->> 'beside_waiting')::timestamptz, (
        select min(m.created_at) from public.messages m
        where m.conversation_id = b.id and m.direction = 'in' and m.seq > (v_closed ->> 'beside_seq')::bigint))
      where b.id = (v_closed ->> 'beside')::uuid and b.waiting_since = (v_closed ->> 'waiting_since')::timestamptz;
      update public.conversations set reopened_at = (v_closed ->> 'reopened_at')::timestamptz where id = (v_closed ->> 'conversation')::uuid;
      perform private.begin_wait((v_closed ->> 'conversation')::uuid);
      perform private.system_note((v_closed ->> 'conversation')::uuid,
        'A união dos contatos foi desfeita: esta conversa continua aqui.',
        'La unión de los contactos se deshizo: esta conversación continúa aquí.',
        'The merge of the contacts was undone: this conversation goes on here.');
      update public.conversations set read_seq = last_seq where id = (v_closed ->> 'conversation')::uuid and read_seq = last_seq - 1;
    end if;
  end loop;
  delete from public.events e using jsonb_array_elements(v.closed) c
  where e.conversation_id = (c ->> 'conversation')::uuid and e.event = 'status-changed' and e.created_at = now();
  update public.merges set undone_at = clock_timestamp(), undone_by = p_by where id = v.id;
end $function$;

grant execute on function "private"."undo_merge"(uuid, uuid) to "faladesk_core", "postgres";

revoke all on function "private"."undo_merge"(uuid, uuid) from public;

create or replace function private.visitor_contact (
  p_organization uuid,
  p_kind         text,
  p_value        text
)
  returns uuid
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select n.contact_id from public.identities n
  where n.organization_id = p_organization and n.kind = p_kind and n.value = p_value and not exists (
    select from public.identities u where u.organization_id = n.organization_id and u.contact_id = n.contact_id and u.kind = p_kind || '_user')
$function$;

grant execute on function "private"."visitor_contact"(uuid, text, text) to "postgres";

revoke all on function "private"."visitor_contact"(uuid, text, text) from public;

create or replace function private.visitor_history (
  p_inbox uuid,
  p_kind  text,
  p_value text,
  p_after bigint,
  p_most  integer
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  with inbox as (
    select i.id, i.organization_id, o.timezone, l.weekly, l.holidays
    from public.inboxes i join public.organizations o on o.id = i.organization_id
    left join public.calendars l on l.organization_id = i.organization_id and l.is_default
    where i.id = p_inbox
  ), who as materialized (
    select private.visitor_contact(i.organization_id, p_kind, p_value) as contact from inbox i
  ), thread as materialized (
    select c.id, c.organization_id, c.contact_id, c.protocol, c.read_seq from who w
    join public.conversations c on c.contact_id = w.contact and c.inbox_id = p_inbox
      and c.organization_id = (select i.organization_id from inbox i)
    order by c.status = 'resolved', c.created_at desc limit 1
  ), latest as (
    select m.* from thread t join public.messages m on m.conversation_id = t.id and m.organization_id = t.organization_id
    where m.direction in ('in', 'out') and m.seq > p_after and coalesce(m.status, 'sent') not in ('queued', 'discarded', 'failed')
    order by m.seq desc limit p_most
  )
  select jsonb_build_object(
    'timezone', i.timezone, 'weekly', i.weekly, 'holidays', i.holidays,
    'protocol', (select t.protocol from thread t), 'read', (select t.read_seq from thread t),
    'email', exists (select from who w join public.identities n on n.contact_id = w.contact and n.organization_id = i.organization_id
      where n.kind = 'email'),
    'messages', (select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'seq', m.seq, 'direction', m.direction, 'author_kind', m.author_kind, 'text', m.text, 'content', m.content,
        'external_id', m.external_id, 'created_at', m.created_at,
        'author_name', (select split_part(p.name, ' ', 1) from public.memberships p
          where p.organization_id = m.organization_id and p.user_id = m.author_id),
        'files', coalesce((select jsonb_agg(jsonb_build_object('position', a.position, 'path', a.path) order by a.position)
          from public.attachments a where a.organization_id = m.organization_id and a.message_id = m.id and a.status = 'stored'), '[]')
      ) order by m.seq), '[]') from latest m))
  from inbox i
$function$;

grant execute on function "private"."visitor_history"(uuid, text, text, bigint, integer) to "faladesk_core", "postgres";

revoke all on function "private"."visitor_history"(uuid, text, text, bigint, integer) from public;

create or replace function private.visitor_saw (
  p_inbox  uuid,
  p_kind   text,
  p_value  text,
  p_seq    bigint,
  p_status text
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
declare
  v_id uuid;
begin
  select c.id into v_id from public.inboxes i
  join public.conversations c on c.organization_id = i.organization_id and c.inbox_id = i.id and c.status <> 'resolved'
    and c.contact_id = private.visitor_contact(i.organization_id, p_kind, p_value)
  where i.id = p_inbox;
  if v_id is null then
    return;
  end if;
  perform private.receipts_up_to(p_inbox, v_id, p_seq, p_status);
  update public.visitor_waits w set due = now() + make_interval(mins => w.minutes)
  where w.conversation_id = v_id and w.due is not null;
end $function$;

grant execute on function "private"."visitor_saw"(uuid, text, text, bigint, text) to "faladesk_core", "postgres";

revoke all on function "private"."visitor_saw"(uuid, text, text, bigint, text) from public;

create or replace function private.visitor_typing (
  p_inbox uuid,
  p_kind  text,
  p_value text
)
  returns void
  language sql
  security definer
  set search_path to ''
  AS $function$
  select realtime.send(jsonb_build_object('from', 'contact', 'conversation_id', c.id), 'typing', 'organization:' || c.organization_id, true)
  from public.inboxes i
  join public.conversations c on c.organization_id = i.organization_id and c.inbox_id = i.id and c.status <> 'resolved'
    and c.contact_id = private.visitor_contact(i.organization_id, p_kind, p_value)
  where i.id = p_inbox
$function$;

grant execute on function "private"."visitor_typing"(uuid, text, text) to "faladesk_core", "postgres";

revoke all on function "private"."visitor_typing"(uuid, text, text) from public;

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

create or replace function private.window_from (
  p_conversation uuid
)
  returns timestamp with time zone
  language sql
  stable
  set search_path to ''
  AS $function$
  select max(m.at) from public.conversations c
  cross join lateral (
    select o.id from public.conversations o
    where o.organization_id = c.organization_id and o.contact_id = c.contact_id and o.inbox_id = c.inbox_id
      and o.last_inbound_at is not null
    order by o.last_inbound_at desc limit 3) thread
  cross join lateral (
    select least(x.occurred_at, x.created_at) as at from public.messages x
    where x.conversation_id = thread.id and x.direction = 'in' and not x.flags @> '{"stranger": true}'
    order by x.seq desc limit 20) m
  where c.id = p_conversation
$function$;

grant execute on function "private"."window_from"(uuid) to "authenticated", "faladesk_core", "postgres";

revoke all on function "private"."window_from"(uuid) from public;

create or replace function private.window_from_of_core (
  p_conversation uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select private.window_from(p_conversation)
$function$;

grant execute on function "private"."window_from_of_core"(uuid) to "faladesk_core", "postgres";

revoke all on function "private"."window_from_of_core"(uuid) from public;

create or replace function private.window_hours (
  p_channel text
)
  returns double precision
  language sql
  stable
  security definer
  set search_path to ''
  AS $function$
  select w.hours from private.channel_windows w where w.channel = p_channel
$function$;

grant execute on function "private"."window_hours"(text) to "authenticated", "faladesk_core", "postgres";

revoke all on function "private"."window_hours"(text) from public;

create or replace function private.word_failure()
  returns trigger
  language plpgsql
  set search_path to ''
  AS $function$
begin
  new.error := jsonb_strip_nulls(new.error || jsonb_build_object('text', private.failure_words(new.error ->> 'class')));
  return new;
end $function$;

grant execute on function "private"."word_failure"() to "faladesk_core", "postgres";

revoke all on function "private"."word_failure"() from public;

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

create or replace function private.wrote_since (
  p_identity public.identities,
  p_at       timestamp with time zone
)
  returns boolean
  language sql
  stable
  set search_path to ''
  AS $function$
  select p_identity.kind <> 'phone' and exists (
    select from public.conversations c join public.messages m on m.conversation_id = c.id and m.direction = 'in'
    where c.organization_id = p_identity.organization_id and c.contact_id = p_identity.contact_id
      and m.identity_id = p_identity.id and m.occurred_at > p_at
      and not (m.flags @> '{"auto": true}' or m.flags @> '{"bulk": true}' or m.flags @> '{"spoofRisk": true}'))
$function$;

grant execute on function "private"."wrote_since"(public.identities, timestamp with time zone) to "postgres";

revoke all on function "private"."wrote_since"(public.identities, timestamp with time zone) from public;

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
