import type * as contract from '@faladesk/core/contract'

export type ReplyWindow = contract.Window
export type Cost = contract.Cost
export type Preview = contract.ReplyPreview
/** One way an answer could leave by. */
export type Way = contract.ReplyWay
export type Template = Omit<contract.MessageTemplate, 'synced_at'>
export type Person = contract.Contact
export type Identity = Person['identities'][number]
/** Somebody who may be the same person, and why. */
export type Lookalike = contract.ContactCandidate
export type Merge = contract.Merge
