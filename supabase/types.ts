
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "ai_plugins": {
                  Row: {
                    "call_price": number | null,"enabled": boolean,"organization_id": string,"plugin": string,"settings": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "call_price"?: number | null,"enabled"?: boolean,"organization_id": string,"plugin": string,"settings"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "call_price"?: number | null,"enabled"?: boolean,"organization_id"?: string,"plugin"?: string,"settings"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_plugins_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: true
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"ai_secrets": {
                  Row: {
                    "organization_id": string,"sealed": string
                  }
                  ComputedFields: never
                  Insert: {
                    "organization_id": string,"sealed": string
                  }
                  Update: {
                    "organization_id"?: string,"sealed"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_secrets_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: true
      referencedRelation: "ai_plugins"
      referencedColumns: ["organization_id"]
    }
                  ]
                },"ai_turns": {
                  Row: {
                    "attempts": number,"conversation_id": string,"created_at": string,"decision_id": string | null,"due": string,"gen": number,"instructions": string | null,"lease_by": number | null,"lease_token": string | null,"lease_until": string | null,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"conversation_id": string,"created_at"?: string,"decision_id"?: string | null,"due"?: string,"gen"?: number,"instructions"?: string | null,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id": string
                  }
                  Update: {
                    "attempts"?: number,"conversation_id"?: string,"created_at"?: string,"decision_id"?: string | null,"due"?: string,"gen"?: number,"instructions"?: string | null,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_turns_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"api_keys": {
                  Row: {
                    "created_at": string,"created_by": string | null,"hash": string,"id": string,"last_used_at": string | null,"name": string,"organization_id": string,"prefix": string,"revoked_at": string | null,"role": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"hash": string,"id"?: string,"last_used_at"?: string | null,"name": string,"organization_id": string,"prefix": string,"revoked_at"?: string | null,"role"?: string
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"hash"?: string,"id"?: string,"last_used_at"?: string | null,"name"?: string,"organization_id"?: string,"prefix"?: string,"revoked_at"?: string | null,"role"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "api_keys_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"attachments": {
                  Row: {
                    "attempts": number,"created_at": string,"due": string,"id": string,"message_id": string,"mime": string,"name": string | null,"organization_id": string,"path": string | null,"position": number,"reason": string | null,"size": number | null,"source": Json | null,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"created_at"?: string,"due"?: string,"id"?: string,"message_id": string,"mime": string,"name"?: string | null,"organization_id": string,"path"?: string | null,"position"?: number,"reason"?: string | null,"size"?: number | null,"source"?: Json | null,"status"?: string
                  }
                  Update: {
                    "attempts"?: number,"created_at"?: string,"due"?: string,"id"?: string,"message_id"?: string,"mime"?: string,"name"?: string | null,"organization_id"?: string,"path"?: string | null,"position"?: number,"reason"?: string | null,"size"?: number | null,"source"?: Json | null,"status"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachments_organization_id_message_id_fkey"
      columns: ["organization_id","message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "action": string,"actor_id": string | null,"actor_kind": string,"created_at": string,"detail": NonNullable<Json>,"id": number,"organization_id": string,"target": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "action": string,"actor_id"?: string | null,"actor_kind": string,"created_at"?: string,"detail"?: NonNullable<Json>,"id"?: never,"organization_id": string,"target"?: string | null
                  }
                  Update: {
                    "action"?: string,"actor_id"?: string | null,"actor_kind"?: string,"created_at"?: string,"detail"?: NonNullable<Json>,"id"?: never,"organization_id"?: string,"target"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "audit_log_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"backtests": {
                  Row: {
                    "asked": NonNullable<Json>,"beat_at": string,"created_at": string,"done": number,"ended_at": string | null,"id": string,"organization_id": string,"reason": string | null,"result": Json | null,"started_by": string | null,"state": string,"total": number,"workflow_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "asked": NonNullable<Json>,"beat_at"?: string,"created_at"?: string,"done"?: number,"ended_at"?: string | null,"id"?: string,"organization_id": string,"reason"?: string | null,"result"?: Json | null,"started_by"?: string | null,"state"?: string,"total"?: number,"workflow_id": string
                  }
                  Update: {
                    "asked"?: NonNullable<Json>,"beat_at"?: string,"created_at"?: string,"done"?: number,"ended_at"?: string | null,"id"?: string,"organization_id"?: string,"reason"?: string | null,"result"?: Json | null,"started_by"?: string | null,"state"?: string,"total"?: number,"workflow_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "backtests_organization_id_workflow_id_fkey"
      columns: ["organization_id","workflow_id"]
isOneToOne: false
      referencedRelation: "workflows"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"calendars": {
                  Row: {
                    "created_at": string,"holidays": NonNullable<Json>,"id": string,"is_default": boolean,"name": string,"organization_id": string,"weekly": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"holidays"?: NonNullable<Json>,"id"?: string,"is_default"?: boolean,"name": string,"organization_id": string,"weekly"?: NonNullable<Json>
                  }
                  Update: {
                    "created_at"?: string,"holidays"?: NonNullable<Json>,"id"?: string,"is_default"?: boolean,"name"?: string,"organization_id"?: string,"weekly"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "calendars_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"call_secrets": {
                  Row: {
                    "organization_id": string,"previous_until": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "organization_id": string,"previous_until"?: string | null,"version"?: number
                  }
                  Update: {
                    "organization_id"?: string,"previous_until"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "call_secrets_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: true
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"calls": {
                  Row: {
                    "answer_status": number | null,"attempts": number,"conversation_id": string | null,"created_at": string,"decision_id": string | null,"due": string,"id": string,"organization_id": string,"payload": NonNullable<Json>,"reason": string | null,"rule_id": string | null,"settled_at": string | null,"state": string,"type": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answer_status"?: number | null,"attempts"?: number,"conversation_id"?: string | null,"created_at"?: string,"decision_id"?: string | null,"due"?: string,"id"?: string,"organization_id": string,"payload": NonNullable<Json>,"reason"?: string | null,"rule_id"?: string | null,"settled_at"?: string | null,"state"?: string,"type": string,"url": string
                  }
                  Update: {
                    "answer_status"?: number | null,"attempts"?: number,"conversation_id"?: string | null,"created_at"?: string,"decision_id"?: string | null,"due"?: string,"id"?: string,"organization_id"?: string,"payload"?: NonNullable<Json>,"reason"?: string | null,"rule_id"?: string | null,"settled_at"?: string | null,"state"?: string,"type"?: string,"url"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "calls_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"contacts": {
                  Row: {
                    "attributes": NonNullable<Json>,"created_at": string,"hints": (string)[],"id": string,"language": string | null,"merged_into": string | null,"name": string | null,"organization_id": string,"tags": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "attributes"?: NonNullable<Json>,"created_at"?: string,"hints"?: never,"id"?: string,"language"?: string | null,"merged_into"?: string | null,"name"?: string | null,"organization_id": string,"tags"?: (string)[]
                  }
                  Update: {
                    "attributes"?: NonNullable<Json>,"created_at"?: string,"hints"?: never,"id"?: string,"language"?: string | null,"merged_into"?: string | null,"name"?: string | null,"organization_id"?: string,"tags"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "contacts_merged_into_fkey"
      columns: ["organization_id","merged_into"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "contacts_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "assignee_id": string | null,"attributes": NonNullable<Json>,"bot_attempts": number,"contact_id": string,"created_at": string,"csat": number | null,"decided_seq": number,"follows_id": string | null,"id": string,"inbox_id": string,"last_inbound_at": string | null,"last_message_at": string,"last_message_direction": string,"last_message_preview": string,"last_seq": number,"organization_id": string,"owner": string,"priority": string,"protocol": string,"read_seq": number,"reopened_at": string | null,"resolved_at": string | null,"resolved_last_message_at": string | null,"sla_breached_at": string | null,"sla_due_at": string | null,"sla_first_due_at": string | null,"sla_first_met_at": string | null,"sla_first_warn_at": string | null,"sla_next_at": string | null,"sla_paused_at": string | null,"sla_policy_id": string | null,"sla_warn_at": string | null,"status": string,"tags": (string)[],"taken_over_at": string | null,"team_id": string | null,"threaded": boolean,"told_waiting": boolean,"waiting_since": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "assignee_id"?: string | null,"attributes"?: NonNullable<Json>,"bot_attempts"?: number,"contact_id": string,"created_at"?: string,"csat"?: number | null,"decided_seq"?: number,"follows_id"?: string | null,"id"?: string,"inbox_id": string,"last_inbound_at"?: string | null,"last_message_at"?: string,"last_message_direction"?: string,"last_message_preview"?: string,"last_seq"?: number,"organization_id": string,"owner"?: string,"priority"?: string,"protocol": string,"read_seq"?: number,"reopened_at"?: string | null,"resolved_at"?: string | null,"resolved_last_message_at"?: never,"sla_breached_at"?: string | null,"sla_due_at"?: string | null,"sla_first_due_at"?: string | null,"sla_first_met_at"?: string | null,"sla_first_warn_at"?: string | null,"sla_next_at"?: string | null,"sla_paused_at"?: string | null,"sla_policy_id"?: string | null,"sla_warn_at"?: string | null,"status"?: string,"tags"?: (string)[],"taken_over_at"?: string | null,"team_id"?: string | null,"threaded"?: boolean,"told_waiting"?: boolean,"waiting_since"?: string | null
                  }
                  Update: {
                    "assignee_id"?: string | null,"attributes"?: NonNullable<Json>,"bot_attempts"?: number,"contact_id"?: string,"created_at"?: string,"csat"?: number | null,"decided_seq"?: number,"follows_id"?: string | null,"id"?: string,"inbox_id"?: string,"last_inbound_at"?: string | null,"last_message_at"?: string,"last_message_direction"?: string,"last_message_preview"?: string,"last_seq"?: number,"organization_id"?: string,"owner"?: string,"priority"?: string,"protocol"?: string,"read_seq"?: number,"reopened_at"?: string | null,"resolved_at"?: string | null,"resolved_last_message_at"?: never,"sla_breached_at"?: string | null,"sla_due_at"?: string | null,"sla_first_due_at"?: string | null,"sla_first_met_at"?: string | null,"sla_first_warn_at"?: string | null,"sla_next_at"?: string | null,"sla_paused_at"?: string | null,"sla_policy_id"?: string | null,"sla_warn_at"?: string | null,"status"?: string,"tags"?: (string)[],"taken_over_at"?: string | null,"team_id"?: string | null,"threaded"?: boolean,"told_waiting"?: boolean,"waiting_since"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_follows_id_organization_id_fkey"
      columns: ["follows_id","organization_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","organization_id"]
    },{
      foreignKeyName: "conversations_organization_id_assignee_id_fkey"
      columns: ["organization_id","assignee_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["organization_id","user_id"]
    },{
      foreignKeyName: "conversations_organization_id_contact_id_fkey"
      columns: ["organization_id","contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "conversations_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "conversations_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "conversations_organization_id_sla_policy_id_fkey"
      columns: ["organization_id","sla_policy_id"]
isOneToOne: false
      referencedRelation: "sla_policies"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "conversations_organization_id_team_id_fkey"
      columns: ["organization_id","team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"dead_letters": {
                  Row: {
                    "conversation_id": string | null,"created_at": string,"delivery_id": string | null,"detail": NonNullable<Json>,"id": string,"inbox_id": string | null,"organization_id": string,"reason": string,"settled_at": string | null,"settled_by": string | null,"source": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id"?: string | null,"created_at"?: string,"delivery_id"?: string | null,"detail"?: NonNullable<Json>,"id"?: string,"inbox_id"?: string | null,"organization_id": string,"reason": string,"settled_at"?: string | null,"settled_by"?: string | null,"source": string
                  }
                  Update: {
                    "conversation_id"?: string | null,"created_at"?: string,"delivery_id"?: string | null,"detail"?: NonNullable<Json>,"id"?: string,"inbox_id"?: string | null,"organization_id"?: string,"reason"?: string,"settled_at"?: string | null,"settled_by"?: string | null,"source"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "dead_letters_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"decisions": {
                  Row: {
                    "actions": NonNullable<Json>,"at_seq": number | null,"candidate": Json | null,"candidate_same": boolean | null,"candidate_version": number | null,"cause": NonNullable<Json>,"conversation_id": string,"created_at": string,"event": string,"event_id": number | null,"explanation": NonNullable<Json>,"facts": NonNullable<Json>,"id": string,"matched": Json | null,"message_id": string | null,"minutes": number | null,"opened": boolean,"organization_id": string,"outcome": string,"reply_rule": string | null,"took_ms": number | null,"workflow_id": string | null,"workflow_version": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "actions"?: NonNullable<Json>,"at_seq"?: number | null,"candidate"?: Json | null,"candidate_same"?: never,"candidate_version"?: never,"cause"?: NonNullable<Json>,"conversation_id": string,"created_at"?: string,"event"?: string,"event_id"?: number | null,"explanation": NonNullable<Json>,"facts": NonNullable<Json>,"id"?: string,"matched"?: Json | null,"message_id"?: string | null,"minutes"?: number | null,"opened"?: boolean,"organization_id": string,"outcome": string,"reply_rule"?: string | null,"took_ms"?: number | null,"workflow_id"?: string | null,"workflow_version"?: number | null
                  }
                  Update: {
                    "actions"?: NonNullable<Json>,"at_seq"?: number | null,"candidate"?: Json | null,"candidate_same"?: never,"candidate_version"?: never,"cause"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"event"?: string,"event_id"?: number | null,"explanation"?: NonNullable<Json>,"facts"?: NonNullable<Json>,"id"?: string,"matched"?: Json | null,"message_id"?: string | null,"minutes"?: number | null,"opened"?: boolean,"organization_id"?: string,"outcome"?: string,"reply_rule"?: string | null,"took_ms"?: number | null,"workflow_id"?: string | null,"workflow_version"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "decisions_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "decisions_organization_id_message_id_fkey"
      columns: ["organization_id","message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"deliveries": {
                  Row: {
                    "body": string,"headers": NonNullable<Json>,"hook": string,"id": string,"idempotency_key": string,"inbox_id": string,"messages": number,"organization_id": string,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"headers": NonNullable<Json>,"hook": string,"id"?: string,"idempotency_key": string,"inbox_id": string,"messages"?: number,"organization_id": string,"received_at"?: string
                  }
                  Update: {
                    "body"?: string,"headers"?: NonNullable<Json>,"hook"?: string,"id"?: string,"idempotency_key"?: string,"inbox_id"?: string,"messages"?: number,"organization_id"?: string,"received_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"distinct_contacts": {
                  Row: {
                    "one_id": string,"organization_id": string,"other_id": string,"said_at": string,"said_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "one_id": string,"organization_id": string,"other_id": string,"said_at"?: string,"said_by"?: string | null
                  }
                  Update: {
                    "one_id"?: string,"organization_id"?: string,"other_id"?: string,"said_at"?: string,"said_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "distinct_contacts_organization_id_one_id_fkey"
      columns: ["organization_id","one_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "distinct_contacts_organization_id_other_id_fkey"
      columns: ["organization_id","other_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"early_receipts": {
                  Row: {
                    "event": NonNullable<Json>,"external_id": string,"id": number,"inbox_id": string,"organization_id": string,"received_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "event": NonNullable<Json>,"external_id": string,"id"?: never,"inbox_id": string,"organization_id": string,"received_at"?: string
                  }
                  Update: {
                    "event"?: NonNullable<Json>,"external_id"?: string,"id"?: never,"inbox_id"?: string,"organization_id"?: string,"received_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "early_receipts_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"events": {
                  Row: {
                    "at_seq": number,"cause": NonNullable<Json>,"conversation_id": string,"created_at": string,"event": string,"generation": number | null,"id": number,"minutes": number | null,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at_seq": number,"cause"?: NonNullable<Json>,"conversation_id": string,"created_at"?: string,"event": string,"generation"?: number | null,"id"?: never,"minutes"?: number | null,"organization_id": string
                  }
                  Update: {
                    "at_seq"?: number,"cause"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"event"?: string,"generation"?: number | null,"id"?: never,"minutes"?: number | null,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "events_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"identities": {
                  Row: {
                    "accepted_at": string | null,"blocked": string | null,"blocked_at": string | null,"blocked_code": string | null,"contact_id": string,"created_at": string,"id": string,"kind": string,"organization_id": string,"value": string,"verified": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "accepted_at"?: string | null,"blocked"?: string | null,"blocked_at"?: string | null,"blocked_code"?: string | null,"contact_id": string,"created_at"?: string,"id"?: string,"kind": string,"organization_id": string,"value": string,"verified"?: boolean
                  }
                  Update: {
                    "accepted_at"?: string | null,"blocked"?: string | null,"blocked_at"?: string | null,"blocked_code"?: string | null,"contact_id"?: string,"created_at"?: string,"id"?: string,"kind"?: string,"organization_id"?: string,"value"?: string,"verified"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "identities_organization_id_contact_id_fkey"
      columns: ["organization_id","contact_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"inbox_pace": {
                  Row: {
                    "failures": number,"inbox_id": string,"media_until": string | null,"month": string | null,"next_at": string,"organization_id": string,"paused_at": string | null,"paused_until": string | null,"recent": NonNullable<Json>,"service": number,"well_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "failures"?: number,"inbox_id": string,"media_until"?: string | null,"month"?: string | null,"next_at"?: string,"organization_id": string,"paused_at"?: string | null,"paused_until"?: string | null,"recent"?: NonNullable<Json>,"service"?: number,"well_at"?: string | null
                  }
                  Update: {
                    "failures"?: number,"inbox_id"?: string,"media_until"?: string | null,"month"?: string | null,"next_at"?: string,"organization_id"?: string,"paused_at"?: string | null,"paused_until"?: string | null,"recent"?: NonNullable<Json>,"service"?: number,"well_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "inbox_pace_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"inbox_secrets": {
                  Row: {
                    "inbox_id": string,"organization_id": string,"sealed": string
                  }
                  ComputedFields: never
                  Insert: {
                    "inbox_id": string,"organization_id": string,"sealed": string
                  }
                  Update: {
                    "inbox_id"?: string,"organization_id"?: string,"sealed"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "inbox_secrets_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"inboxes": {
                  Row: {
                    "channel": string,"check_failed": boolean,"checked_at": string,"created_at": string,"deleted_at": string | null,"enabled": boolean,"health": NonNullable<Json>,"id": string,"key": string,"name": string,"news": NonNullable<Json>,"organization_id": string,"reply_policy": NonNullable<Json>,"revision": number,"settings": NonNullable<Json>,"simulated": boolean,"templates_due": string,"templates_failures": number,"templates_synced_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "channel": string,"check_failed"?: boolean,"checked_at"?: string,"created_at"?: string,"deleted_at"?: string | null,"enabled"?: boolean,"health"?: NonNullable<Json>,"id"?: string,"key"?: string,"name": string,"news"?: NonNullable<Json>,"organization_id": string,"reply_policy"?: NonNullable<Json>,"revision"?: number,"settings"?: NonNullable<Json>,"simulated"?: boolean,"templates_due"?: string,"templates_failures"?: number,"templates_synced_at"?: string | null
                  }
                  Update: {
                    "channel"?: string,"check_failed"?: boolean,"checked_at"?: string,"created_at"?: string,"deleted_at"?: string | null,"enabled"?: boolean,"health"?: NonNullable<Json>,"id"?: string,"key"?: string,"name"?: string,"news"?: NonNullable<Json>,"organization_id"?: string,"reply_policy"?: NonNullable<Json>,"revision"?: number,"settings"?: NonNullable<Json>,"simulated"?: boolean,"templates_due"?: string,"templates_failures"?: number,"templates_synced_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "inboxes_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"memberships": {
                  Row: {
                    "created_at": string,"email": string,"name": string,"organization_id": string,"role": string,"suspended_at": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"email": string,"name": string,"organization_id": string,"role": string,"suspended_at"?: string | null,"user_id": string
                  }
                  Update: {
                    "created_at"?: string,"email"?: string,"name"?: string,"organization_id"?: string,"role"?: string,"suspended_at"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "memberships_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"merges": {
                  Row: {
                    "attributes": NonNullable<Json>,"closed": NonNullable<Json>,"conversations": (string)[],"gone_id": string,"id": string,"identities": (string)[],"kept_id": string,"merged_at": string,"merged_by": string | null,"name": string | null,"organization_id": string,"tags": (string)[],"undone_at": string | null,"undone_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attributes"?: NonNullable<Json>,"closed"?: NonNullable<Json>,"conversations"?: (string)[],"gone_id": string,"id"?: string,"identities"?: (string)[],"kept_id": string,"merged_at"?: string,"merged_by"?: string | null,"name"?: string | null,"organization_id": string,"tags"?: (string)[],"undone_at"?: string | null,"undone_by"?: string | null
                  }
                  Update: {
                    "attributes"?: NonNullable<Json>,"closed"?: NonNullable<Json>,"conversations"?: (string)[],"gone_id"?: string,"id"?: string,"identities"?: (string)[],"kept_id"?: string,"merged_at"?: string,"merged_by"?: string | null,"name"?: string | null,"organization_id"?: string,"tags"?: (string)[],"undone_at"?: string | null,"undone_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "merges_organization_id_gone_id_fkey"
      columns: ["organization_id","gone_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "merges_organization_id_kept_id_fkey"
      columns: ["organization_id","kept_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"message_prices": {
                  Row: {
                    "amount": number,"category": string,"channel": string,"currency": string,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"category": string,"channel": string,"currency": string,"organization_id": string
                  }
                  Update: {
                    "amount"?: number,"category"?: string,"channel"?: string,"currency"?: string,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_prices_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"message_search": {
                  Row: {
                    "conversation_id": string,"message_id": string,"organization_id": string,"words": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"message_id": string,"organization_id": string,"words": string
                  }
                  Update: {
                    "conversation_id"?: string,"message_id"?: string,"organization_id"?: string,"words"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_search_message_id_organization_id_fkey"
      columns: ["message_id","organization_id"]
isOneToOne: true
      referencedRelation: "messages"
      referencedColumns: ["id","organization_id"]
    },{
      foreignKeyName: "message_search_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"message_templates": {
                  Row: {
                    "body": string,"category": string,"inbox_id": string,"language": string,"name": string,"organization_id": string,"ref": string,"status": string,"synced_at": string,"variables": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "body"?: string,"category": string,"inbox_id": string,"language"?: string,"name": string,"organization_id": string,"ref": string,"status": string,"synced_at"?: string,"variables"?: (string)[]
                  }
                  Update: {
                    "body"?: string,"category"?: string,"inbox_id"?: string,"language"?: string,"name"?: string,"organization_id"?: string,"ref"?: string,"status"?: string,"synced_at"?: string,"variables"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "message_templates_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "author_id": string | null,"author_kind": string,"client_id": string | null,"content": NonNullable<Json>,"conversation_id": string,"created_at": string,"decision_id": string | null,"direction": string,"error": Json | null,"external_id": string | null,"flags": NonNullable<Json>,"id": string,"identity_id": string | null,"inbox_id": string,"occurred_at": string,"organization_id": string,"pricing": Json | null,"reply_to": string | null,"seq": number,"status": string | null,"text": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string | null,"author_kind": string,"client_id"?: string | null,"content"?: NonNullable<Json>,"conversation_id": string,"created_at"?: string,"decision_id"?: string | null,"direction": string,"error"?: Json | null,"external_id"?: string | null,"flags"?: NonNullable<Json>,"id"?: string,"identity_id"?: string | null,"inbox_id": string,"occurred_at"?: string,"organization_id": string,"pricing"?: Json | null,"reply_to"?: string | null,"seq": number,"status"?: string | null,"text"?: string
                  }
                  Update: {
                    "author_id"?: string | null,"author_kind"?: string,"client_id"?: string | null,"content"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"decision_id"?: string | null,"direction"?: string,"error"?: Json | null,"external_id"?: string | null,"flags"?: NonNullable<Json>,"id"?: string,"identity_id"?: string | null,"inbox_id"?: string,"occurred_at"?: string,"organization_id"?: string,"pricing"?: Json | null,"reply_to"?: string | null,"seq"?: number,"status"?: string | null,"text"?: string
                  }
                  Relationships: [
                    
                  ]
                },"organizations": {
                  Row: {
                    "created_at": string,"id": string,"is_demo": boolean,"locale": string,"name": string,"profile": string,"slug": string,"timezone": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"is_demo"?: boolean,"locale"?: string,"name": string,"profile"?: string,"slug": string,"timezone"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"is_demo"?: boolean,"locale"?: string,"name"?: string,"profile"?: string,"slug"?: string,"timezone"?: string
                  }
                  Relationships: [
                    
                  ]
                },"outbox": {
                  Row: {
                    "attempts": number,"automatic": boolean,"content": NonNullable<Json>,"conversation_id": string,"created_at": string,"due": string,"error": Json | null,"external_ids": (string)[],"id": string,"inbox_id": string,"lease_by": number | null,"message_id": string,"organization_id": string,"position": number,"pricing": Json | null,"receipt": string | null,"recipients": NonNullable<Json>,"reconciles": number,"reply_to": string | null,"sending_at": string | null,"seq": number,"state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"automatic"?: boolean,"content": NonNullable<Json>,"conversation_id": string,"created_at"?: string,"due"?: string,"error"?: Json | null,"external_ids"?: (string)[],"id"?: string,"inbox_id": string,"lease_by"?: number | null,"message_id": string,"organization_id": string,"position"?: number,"pricing"?: Json | null,"receipt"?: string | null,"recipients": NonNullable<Json>,"reconciles"?: number,"reply_to"?: string | null,"sending_at"?: string | null,"seq": number,"state"?: string
                  }
                  Update: {
                    "attempts"?: number,"automatic"?: boolean,"content"?: NonNullable<Json>,"conversation_id"?: string,"created_at"?: string,"due"?: string,"error"?: Json | null,"external_ids"?: (string)[],"id"?: string,"inbox_id"?: string,"lease_by"?: number | null,"message_id"?: string,"organization_id"?: string,"position"?: number,"pricing"?: Json | null,"receipt"?: string | null,"recipients"?: NonNullable<Json>,"reconciles"?: number,"reply_to"?: string | null,"sending_at"?: string | null,"seq"?: number,"state"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "outbox_organization_id_message_id_fkey"
      columns: ["organization_id","message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"phone_messages": {
                  Row: {
                    "address": string,"content": NonNullable<Json>,"created_at": string,"direction": string,"external_id": string | null,"id": number,"inbox_id": string,"organization_id": string,"text": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address": string,"content"?: NonNullable<Json>,"created_at"?: string,"direction": string,"external_id"?: string | null,"id"?: never,"inbox_id": string,"organization_id": string,"text"?: string
                  }
                  Update: {
                    "address"?: string,"content"?: NonNullable<Json>,"created_at"?: string,"direction"?: string,"external_id"?: string | null,"id"?: never,"inbox_id"?: string,"organization_id"?: string,"text"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "phone_messages_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"presences": {
                  Row: {
                    "organization_id": string,"seen_at": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "organization_id": string,"seen_at"?: string,"user_id": string
                  }
                  Update: {
                    "organization_id"?: string,"seen_at"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "presences_organization_id_user_id_fkey"
      columns: ["organization_id","user_id"]
isOneToOne: true
      referencedRelation: "memberships"
      referencedColumns: ["organization_id","user_id"]
    }
                  ]
                },"protocols": {
                  Row: {
                    "day": string,"last": number,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "day": string,"last": number,"organization_id": string
                  }
                  Update: {
                    "day"?: string,"last"?: number,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "protocols_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"sla_policies": {
                  Row: {
                    "business_hours": boolean,"created_at": string,"first_response_minutes": number | null,"id": string,"name": string,"organization_id": string,"resolution_minutes": number | null,"warn_at": number
                  }
                  ComputedFields: never
                  Insert: {
                    "business_hours"?: boolean,"created_at"?: string,"first_response_minutes"?: number | null,"id"?: string,"name": string,"organization_id": string,"resolution_minutes"?: number | null,"warn_at"?: number
                  }
                  Update: {
                    "business_hours"?: boolean,"created_at"?: string,"first_response_minutes"?: number | null,"id"?: string,"name"?: string,"organization_id"?: string,"resolution_minutes"?: number | null,"warn_at"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "sla_policies_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"streams": {
                  Row: {
                    "attempts": number,"cursor": Json | null,"due": string,"inbox_id": string,"lease_by": number | null,"lease_token": string | null,"lease_until": string | null,"organization_id": string,"revision": number | null,"since": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"cursor"?: Json | null,"due"?: string,"inbox_id": string,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id": string,"revision"?: number | null,"since"?: string
                  }
                  Update: {
                    "attempts"?: number,"cursor"?: Json | null,"due"?: string,"inbox_id"?: string,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id"?: string,"revision"?: number | null,"since"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "streams_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"team_members": {
                  Row: {
                    "organization_id": string,"team_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "organization_id": string,"team_id": string,"user_id": string
                  }
                  Update: {
                    "organization_id"?: string,"team_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "team_members_organization_id_team_id_fkey"
      columns: ["organization_id","team_id"]
isOneToOne: false
      referencedRelation: "teams"
      referencedColumns: ["organization_id","id"]
    },{
      foreignKeyName: "team_members_organization_id_user_id_fkey"
      columns: ["organization_id","user_id"]
isOneToOne: false
      referencedRelation: "memberships"
      referencedColumns: ["organization_id","user_id"]
    }
                  ]
                },"teams": {
                  Row: {
                    "created_at": string,"description": string,"id": string,"name": string,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string,"id"?: string,"name": string,"organization_id": string
                  }
                  Update: {
                    "created_at"?: string,"description"?: string,"id"?: string,"name"?: string,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "teams_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                },"thread_references": {
                  Row: {
                    "conversation_id": string,"external_id": string,"inbox_id": string,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"external_id": string,"inbox_id": string,"organization_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"external_id"?: string,"inbox_id"?: string,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "thread_references_conversation_id_organization_id_fkey"
      columns: ["conversation_id","organization_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","organization_id"]
    },{
      foreignKeyName: "thread_references_organization_id_inbox_id_fkey"
      columns: ["organization_id","inbox_id"]
isOneToOne: false
      referencedRelation: "inboxes"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"timers": {
                  Row: {
                    "conversation_id": string,"due": string | null,"event": string,"generation": number,"minutes": number,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"due"?: string | null,"event": string,"generation": number,"minutes": number,"organization_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"due"?: string | null,"event"?: string,"generation"?: number,"minutes"?: number,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "timers_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"visitor_waits": {
                  Row: {
                    "attempts": number,"conversation_id": string,"due": string | null,"mailed_seq": number,"minutes": number,"organization_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"conversation_id": string,"due"?: string | null,"mailed_seq"?: number,"minutes": number,"organization_id": string
                  }
                  Update: {
                    "attempts"?: number,"conversation_id"?: string,"due"?: string | null,"mailed_seq"?: number,"minutes"?: number,"organization_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "visitor_waits_organization_id_conversation_id_fkey"
      columns: ["organization_id","conversation_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"work": {
                  Row: {
                    "attempts": number,"conversation_id": string,"due": string,"gen": number,"lease_by": number | null,"lease_token": string | null,"lease_until": string | null,"organization_id": string,"reason": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"conversation_id": string,"due"?: string,"gen"?: number,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id": string,"reason"?: string | null
                  }
                  Update: {
                    "attempts"?: number,"conversation_id"?: string,"due"?: string,"gen"?: number,"lease_by"?: number | null,"lease_token"?: string | null,"lease_until"?: string | null,"organization_id"?: string,"reason"?: string | null
                  }
                  Relationships: [
                    
                  ]
                },"workflow_triggers": {
                  Row: {
                    "event": string,"minutes": number,"organization_id": string,"workflow_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "event": string,"minutes"?: number,"organization_id": string,"workflow_id": string
                  }
                  Update: {
                    "event"?: string,"minutes"?: number,"organization_id"?: string,"workflow_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workflow_triggers_organization_id_workflow_id_fkey"
      columns: ["organization_id","workflow_id"]
isOneToOne: false
      referencedRelation: "workflows"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"workflow_versions": {
                  Row: {
                    "document": NonNullable<Json>,"note": string,"organization_id": string,"override": string | null,"published_at": string,"published_by": string | null,"rolled_back_from": number | null,"trial": string | null,"version": number,"workflow_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "document": NonNullable<Json>,"note"?: string,"organization_id": string,"override"?: string | null,"published_at"?: string,"published_by"?: string | null,"rolled_back_from"?: number | null,"trial"?: string | null,"version": number,"workflow_id": string
                  }
                  Update: {
                    "document"?: NonNullable<Json>,"note"?: string,"organization_id"?: string,"override"?: string | null,"published_at"?: string,"published_by"?: string | null,"rolled_back_from"?: number | null,"trial"?: string | null,"version"?: number,"workflow_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workflow_versions_organization_id_workflow_id_fkey"
      columns: ["organization_id","workflow_id"]
isOneToOne: false
      referencedRelation: "workflows"
      referencedColumns: ["organization_id","id"]
    }
                  ]
                },"workflows": {
                  Row: {
                    "candidate": Json | null,"created_at": string,"draft": NonNullable<Json>,"draft_revision": number,"draft_saved_at": string,"draft_saved_by": string | null,"id": string,"name": string,"organization_id": string,"position": number,"published_version": number | null,"stopped": (string)[]
                  }
                  ComputedFields: never
                  Insert: {
                    "candidate"?: Json | null,"created_at"?: string,"draft": NonNullable<Json>,"draft_revision"?: number,"draft_saved_at"?: string,"draft_saved_by"?: string | null,"id"?: string,"name": string,"organization_id": string,"position"?: number,"published_version"?: number | null,"stopped"?: (string)[]
                  }
                  Update: {
                    "candidate"?: Json | null,"created_at"?: string,"draft"?: NonNullable<Json>,"draft_revision"?: number,"draft_saved_at"?: string,"draft_saved_by"?: string | null,"id"?: string,"name"?: string,"organization_id"?: string,"position"?: number,"published_version"?: number | null,"stopped"?: (string)[]
                  }
                  Relationships: [
                    {
      foreignKeyName: "workflows_organization_id_fkey"
      columns: ["organization_id"]
isOneToOne: false
      referencedRelation: "organizations"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "conversation_counts":
{ Args: { "p_organization": string }; Returns: {
              "all": number,"mine": number,"resolved": number,"unassigned": number
            }[]
                           },
"conversation_list":
{ Args: { "p_before"?: string,"p_before_id"?: string,"p_limit"?: number,"p_organization": string,"p_search"?: string,"p_view"?: string }; Returns: {
              "assignee_id": string,"assignee_name": string,"channel": string,"contact_address": string,"contact_id": string,"contact_name": string,"id": string,"inbox_id": string,"inbox_name": string,"last_message_at": string,"last_message_direction": string,"last_message_preview": string,"last_seq": number,"owner": string,"priority": string,"protocol": string,"read_seq": number,"status": string,"tags": (string)[],"team_id": string,"team_name": string,"unread": boolean,"waiting_since": string
            }[]
                           },
"conversation_view":
{ Args: { "p_conversation": string }; Returns: Json
                           },
"message_page":
{ Args: { "p_after_seq"?: number,"p_before_seq"?: number,"p_conversation": string,"p_limit"?: number }; Returns: {
              "attachments": Json,"author_id": string,"author_kind": string,"author_name": string,"client_id": string,"content": Json,"conversation_id": string,"created_at": string,"decision_id": string,"direction": string,"error": Json,"flags": Json,"id": string,"occurred_at": string,"pricing": Json,"reply_to": string,"seq": number,"status": string,"text": string
            }[]
                           },
"tags_in_use":
{ Args: { "p_organization": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
