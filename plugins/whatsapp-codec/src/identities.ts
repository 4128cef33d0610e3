import { type Identity, phoneCandidates, type Sender } from '@faladesk/plugin-sdk'
import { type Json, record, text } from './read.ts'

// Business-scoped user id (Meta, 2026): a WhatsApp address without a phone; ENT marks one shared by several businesses.
const bsuid = /^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/
const parentBsuid = /^[A-Z]{2}\.ENT\.[A-Za-z0-9]{1,128}$/
const phone = /^\+?[1-9][0-9]{5,14}$/

/** Reads a WhatsApp address as Meta writes it: a phone's digits or a business-scoped user id; null when it is neither. */
export const identityOf = (value: unknown): Identity | null => {
  const bare = text(value)?.trim() ?? ''
  if (phone.test(bare)) return { kind: 'wa_phone', value: bare.startsWith('+') ? bare : `+${bare}`, verified: true }
  if (bsuid.test(bare)) return { kind: 'wa_bsuid', value: bare, verified: true }
  if (parentBsuid.test(bare)) return { kind: 'wa_parent_bsuid', value: bare, verified: true }
  return null
}

/** The identities among some values, each once, in their order; what is no address is passed over. */
export const identitiesOf = (...values: unknown[]): Identity[] => {
  const found: Identity[] = []
  for (const value of values) {
    const identity = identityOf(value)
    if (identity && !found.some((known) => same(known, identity))) found.push(identity)
  }
  return found
}

const same = (a: Identity, b: Identity) => a.kind === b.kind && a.value === b.value

/** A person named by a message's own fields, with what the change's `contacts` tell of the same person. */
export const personOf = (own: readonly unknown[], contacts: readonly Json[]): Sender | null => {
  const mine = identitiesOf(...own)
  const contact = contacts.find((one) => isSame(one, mine)) ?? soleContact(contacts, mine)
  const identities = identitiesOf(
    ...own.slice(0, 2),
    contact?.wa_id,
    contact?.user_id,
    ...own.slice(2),
    contact?.parent_user_id,
  )
  if (identities.length === 0) return null
  const profile = record(contact?.profile)
  const [name, username] = [text(profile?.name), text(profile?.username) ?? text(contact?.username)]
  return { identities, ...(name && { name }), ...(username && { username }) }
}

const isSame = (contact: Json, mine: Identity[]) =>
  identitiesOf(contact.wa_id, contact.user_id).some((theirs) => mine.some((one) => same(one, theirs)))

// The only contact of a change is the sender, unless it says otherwise: another number, or another user id.
const soleContact = ([contact, another]: readonly Json[], mine: Identity[]): Json | undefined => {
  if (!contact || another) return undefined
  for (const theirs of identitiesOf(contact.wa_id, contact.user_id)) {
    const rival = mine.find(({ kind }) => kind === theirs.kind)
    if (rival && !phoneCandidates(rival).some((other) => same(other, theirs))) return undefined
  }
  return contact
}
