import { type Static, Type } from 'typebox'
import { body, Id, Instant, nullable } from './common.ts'

/** One address of a contact, exactly as its provider wrote it; `blocked` says why nothing is sent there: they want to hear nothing, or nothing arrives. */
export const ContactIdentity = Type.Object({
  kind: Type.String(),
  value: Type.String(),
  verified: Type.Boolean(),
  blocked: nullable(Type.Enum(['optout', 'unreachable'])),
})

/** A person, with every address they are known by. */
export const Contact = Type.Object({
  id: Id,
  name: nullable(Type.String()),
  tags: Type.Array(Type.String()),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  identities: Type.Array(ContactIdentity),
  conversations: Type.Integer({ description: 'how many conversations there were' }),
  created_at: Instant,
  merged_into: nullable(Type.String({ format: 'uuid', description: 'the contact this one was joined with' })),
})
export type Contact = Static<typeof Contact>

/** Why two contacts may be the same person, the surest first. */
const Because = Type.Enum(['same_document', 'same_address', 'ninth_digit', 'typed_address', 'same_name'])
export type Because = Static<typeof Because>

/** Somebody who may be the same person, and why, in a sentence for whoever decides. */
export const ContactCandidate = Type.Object({ contact: Contact, because: Because, text: Type.String() })
export type ContactCandidate = Static<typeof ContactCandidate>

export const ContactCandidates = Type.Object({ data: Type.Array(ContactCandidate) })

/** Two contacts: the one the page is of, and one it was compared with. */
export const CandidateParams = body({ id: Id, other: Id })

/** `with` is joined to the contact of the address, which stays. */
export const MergeContacts = body({ with: Id })

/** What happened: its id undoes it. */
export const Merged = Type.Object({ id: Id, contact: Contact })
export type Merged = Static<typeof Merged>

/** One merge of a contact, undone or not. */
export const Merge = Type.Object({
  id: Id,
  kept_id: Id,
  kept_name: nullable(Type.String()),
  gone_id: Id,
  gone_name: nullable(Type.String()),
  identities: Type.Integer({ description: 'how many addresses it moved' }),
  conversations: Type.Integer({ description: 'how many conversations it moved' }),
  merged_by: nullable(Type.String({ description: 'who did it; null for an API key' })),
  merged_at: Instant,
  undone_at: nullable(Instant),
})
export type Merge = Static<typeof Merge>

export const Merges = Type.Object({ data: Type.Array(Merge) })

/** The two contacts as they are again. */
export const Parted = Type.Object({ kept: Contact, contact: Contact })
export type Parted = Static<typeof Parted>
