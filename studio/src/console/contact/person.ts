import type * as contract from '@faladesk/core/contract'

/** Somebody the organization knows, as core tells of them; a thread holds its own contact in less detail. */
export type Person = contract.Contact
/** Somebody who may be the same person, and why. */
export type Lookalike = contract.ContactCandidate
export type Merge = contract.Merge

/** An attribute's value as one line; what is no plain value is shown as it is kept. */
export const attributeText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)
