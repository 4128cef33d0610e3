import type * as contract from '@faladesk/core/contract'
import { readableNumber } from '../lib/phone-number.ts'
import type { Flags } from './flags.ts'
import { sayIdentity } from './identity.ts'
import type { Part } from './parts.ts'

export type Owner = contract.Owner
export type Status = contract.ConversationStatus
export type Identity = contract.Contact['identities'][number]
export type Attachment = contract.Attachment
export type Delivery = NonNullable<contract.Message['status']>

/** One line of the list, as `conversation_list` answers it. */
export type Row = Omit<contract.Conversation, 'created_at' | 'resolved_at'>

/** A message as core and the database tell it, and as this browser holds one it is still sending. */
export interface Message
  extends Omit<contract.Message, 'seq' | 'content' | 'error' | 'flags' | 'pricing' | 'created_at' | 'reply_to'> {
  /** When it was stored; unknown of one still being sent. */
  created_at?: string
  /** Its place in the conversation; a message still on its way to core has none yet. */
  seq: number | null
  content: Part[]
  flags: Flags
  error: { class?: string; code?: string; message?: string; text?: Record<string, string> } | null
  /** What the provider charged for it, once it has said so. */
  pricing?: { billable?: boolean; category?: string; amount?: number; currency?: string } | null
  /** Set while, or after, this browser tried to send it. */
  attempt?: 'sending' | 'refused'
}

export interface Conversation {
  id: string
  protocol: string
  status: Status
  owner: Owner
  assignee_id: string | null
  assignee_name: string | null
  team_id: string | null
  team_name: string | null
  tags: string[]
  last_seq: number
  read_seq: number
  waiting_since: string | null
  created_at: string
}

export interface Contact {
  id: string
  name: string | null
  tags: string[]
  attributes: Record<string, unknown>
  created_at: string
  identities: Identity[]
}

/** A conversation with everything the console shows of it, as `conversation_view` answers it. */
export interface Thread {
  conversation: Conversation
  contact: Contact
  inbox: { id: string; name: string; channel: string; enabled: boolean } | null
  /** Until when free text goes through; `hours` says how far a later message moves it. Null where the channel has none. */
  window: (contract.Window & { hours: number }) | null
  /** The conversation it goes on from. */
  follows: contract.ConversationDetail['follows']
  earlier: { id: string; protocol: string; status: Status; last_message_at: string; last_message_preview: string }[]
  messages: Message[]
  /** Whether messages exist before the first one held. */
  hasOlder: boolean
}

/** What a contact is called: their name, else their address. */
export const nameOf = (contact: { contact_name: string | null; contact_address: string | null }) =>
  contact.contact_name || readableNumber(contact.contact_address ?? '—')

/** What a thread's contact is called: their name, else their first address. */
export const contactName = ({ name, identities: [first] }: Pick<Contact, 'name' | 'identities'>) =>
  name || (first ? sayIdentity(first).shown : '—')
