/** What one may try on a row: `move` gives it to, or takes it from, another organization. */
export const verbs = ['select', 'insert', 'move', 'update', 'delete'] as const
export type Verb = (typeof verbs)[number]

/** What the people of an organization, and core working for it, may do with its rows. Nobody else may do anything. */
export type Expectation = { agent: Verb[]; admin: Verb[]; core: Verb[] }

const none: Verb[] = []
const read: Verb[] = ['select']
const add: Verb[] = ['select', 'insert']
const keep: Verb[] = ['select', 'insert', 'update']
const all: Verb[] = ['select', 'insert', 'update', 'delete']

/** Every table of the schema public. A new table must be put here, with a thought, before the tests pass. */
export const expectations: Record<string, Expectation> = {
  organizations: { agent: read, admin: ['select', 'update'], core: ['select', 'update'] },
  memberships: { agent: read, admin: read, core: read },
  teams: { agent: read, admin: all, core: all },
  team_members: { agent: read, admin: all, core: all },
  calendars: { agent: read, admin: all, core: all },
  inboxes: { agent: read, admin: read, core: all },
  inbox_secrets: { agent: none, admin: none, core: all },
  ai_plugins: { agent: none, admin: read, core: all },
  ai_secrets: { agent: none, admin: none, core: all },
  contacts: { agent: read, admin: read, core: all },
  identities: { agent: read, admin: read, core: all },
  protocols: { agent: none, admin: none, core: all },
  conversations: { agent: read, admin: read, core: all },
  messages: { agent: read, admin: read, core: all },
  message_search: { agent: none, admin: none, core: none },
  attachments: { agent: read, admin: read, core: all },
  workflows: { agent: read, admin: read, core: all },
  workflow_versions: { agent: read, admin: read, core: add },
  backtests: { agent: none, admin: none, core: all },
  decisions: { agent: read, admin: read, core: keep },
  workflow_triggers: { agent: none, admin: none, core: read },
  events: { agent: none, admin: none, core: all },
  timers: { agent: none, admin: none, core: all },
  presences: { agent: read, admin: read, core: all },
  work: { agent: none, admin: none, core: all },
  streams: { agent: none, admin: none, core: all },
  ai_turns: { agent: none, admin: none, core: all },
  outbox: { agent: none, admin: none, core: all },
  deliveries: { agent: none, admin: none, core: ['select', 'insert', 'delete'] },
  dead_letters: { agent: none, admin: read, core: all },
  phone_messages: { agent: read, admin: read, core: add },
  sla_policies: { agent: read, admin: read, core: all },
  calls: { agent: none, admin: read, core: all },
  call_secrets: { agent: none, admin: none, core: all },
  api_keys: { agent: none, admin: read, core: keep },
  audit_log: { agent: none, admin: read, core: add },
}

/** Values a made-up row needs where a check allows only certain words, by column; a table's own come first. */
export const words: Record<string, string> = {
  role: 'agent',
  source: 'webhook',
  direction: 'in',
  'phone_messages.direction': 'to_phone',
  author_kind: 'contact',
  actor_kind: 'user',
  outcome: 'none',
  event: 'agent-silent',
}

/**
 * Every security definer function of ours and who may run it: they see past RLS, so each is named here with a thought.
 * `authenticated` ones must look at the caller themselves; those of core are for its workers, which serve all organizations.
 */
export const definers: Record<string, ('anon' | 'authenticated' | 'faladesk_core')[]> = {
  'private.my_organizations()': ['authenticated'],
  'private.my_admin_organizations()': ['authenticated'],
  'private.search_written()': [],
  'private.search_decided()': [],
  'private.search_conversations(uuid, text)': ['authenticated', 'faladesk_core'],
  'private.api_key_owner(text)': ['faladesk_core'],
  'private.demo_is_seeded()': ['faladesk_core'],
  'private.ingest(uuid, text, text, jsonb, bytea, jsonb, text)': ['faladesk_core'],
  'private.announce_decided()': [],
  'private.announce_message()': [],
  'private.announce_conversation()': [],
  'private.announce_attachment()': [],
  'private.announce_workflow()': [],
  'private.tell_replicas()': [],
  'private.inbox_of(text, uuid)': ['faladesk_core'],
  'private.workflows_in_force(uuid, text[])': ['faladesk_core'],
  'private.sweep_sla()': ['faladesk_core'],
  'private.look_after_streams(integer, uuid[], text[], integer)': ['faladesk_core'],
  'private.advance_stream(uuid, uuid, jsonb)': ['faladesk_core'],
  'private.lock_senders(jsonb)': ['faladesk_core'],
  'private.stream_is_well(uuid, uuid)': ['faladesk_core'],
  'private.end_stream(uuid, uuid, integer, text, text)': ['faladesk_core'],
  'private.inboxes_holding(text, jsonb)': ['faladesk_core'],
  'private.claim_calls(integer)': ['faladesk_core'],
  'private.claim_work(integer, integer)': ['faladesk_core'],
  'private.claim_turns(integer, integer)': ['faladesk_core'],
  'private.claim_outbox(integer, integer)': ['faladesk_core'],
  'private.settle_outbox(uuid, integer, text, text[], text, jsonb, integer)': ['faladesk_core'],
  'private.claim_unknown(integer)': ['faladesk_core'],
  'private.requeue_unknown(uuid, integer)': ['faladesk_core'],
  'private.receipts_up_to(uuid, uuid, bigint, text)': ['faladesk_core'],
  'private.claim_media(integer)': ['faladesk_core'],
  'private.wake_forgotten(interval)': ['faladesk_core'],
  'private.tick()': ['faladesk_core'],
  'private.release(integer)': ['faladesk_core'],
  'private.queue_numbers()': ['faladesk_core'],
  'private.fail_work(uuid, uuid, text, integer)': ['faladesk_core'],
  'private.forget_deliveries()': [],
  'private.forget_messages()': [],
  'private.fail_turn(uuid, uuid)': ['faladesk_core'],
  'private.add_event(uuid, text, integer, jsonb)': ['faladesk_core'],
  'private.list_triggers()': [],
  'private.note_change()': [],
  'private.note_failure()': [],
  'private.fire_timers()': ['faladesk_core'],
  'private.notify_organization(jsonb)': ['faladesk_core'],
}
