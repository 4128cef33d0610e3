import type { Identity, OutboundPart, Part } from '@faladesk/plugin-sdk'
import type { SlaMoments } from '../decide/sla-facts.ts'

/** Rows as SQL gives them: column names unchanged, times as ISO 8601 strings. */
export interface MessageRow {
  id: string
  organization_id: string
  conversation_id: string
  inbox_id: string
  seq: number
  direction: 'in' | 'out' | 'note'
  author_kind: AuthorKind
  author_id: string | null
  text: string
  content: (Part | OutboundPart)[]
  flags: Record<string, unknown>
  external_id: string | null
  client_id: string | null
  reply_to: string | null
  decision_id: string | null
  status: MessageStatus | null
  error: { class?: string; code?: string; message?: string } | null
  occurred_at: string
  created_at: string
}

export type AuthorKind = 'contact' | 'rule' | 'ai' | 'agent' | 'system'
export type MessageStatus = 'queued' | 'sending' | 'sent' | 'delivered' | 'read' | 'failed' | 'unknown' | 'discarded'
export type Owner = 'rules' | 'ai' | 'human'
export type ConversationStatus = 'open' | 'pending' | 'resolved'
export type Priority = 'low' | 'normal' | 'high' | 'urgent'

export interface ConversationRow extends Partial<SlaMoments> {
  id: string
  organization_id: string
  inbox_id: string
  contact_id: string
  protocol: string
  status: ConversationStatus
  owner: Owner
  assignee_id: string | null
  team_id: string | null
  priority: Priority
  tags: string[]
  attributes: Record<string, unknown>
  last_seq: number
  decided_seq: number
  waiting_since: string | null
  last_inbound_at: string | null
  taken_over_at: string | null
  bot_attempts: number
  told_waiting: boolean
  csat: number | null
  reopened_at: string | null
  created_at: string
}

/** One claimed row of the outbox: one part of a message, one request to a provider. */
export interface OutboxRow {
  id: string
  organization_id: string
  conversation_id: string
  message_id: string
  inbox_id: string
  content: OutboundPart[]
  recipients: Identity[]
  reply_to: string | null
  attempts: number
  automatic: boolean
}
