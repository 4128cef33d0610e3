import type { FormPart, Part } from '@faladesk/plugin-sdk'
import type { Context } from '../decide/context.ts'
import type { Happening } from '../decide/happening.ts'
import { json, type Tx } from '../store/database.ts'

/**
 * Notes with the contact what a form says of them. Nobody has checked it: an address that somebody else has stays theirs, and a
 * name that is known stays.
 */
export async function learnForm(tx: Tx, { contact }: Context, { message, event }: Happening): Promise<void> {
  if (event || !message) return
  const form = (message.content as Part[]).find(
    (part): part is FormPart => part.k === 'form' && part.contact !== undefined,
  )
  if (!form?.contact) return
  const { name, identities = [], attributes } = form.contact
  if (name || attributes)
    await tx`
      update contacts set name = coalesce(name, ${name ?? null}), attributes = ${json(tx, attributes ?? {})} || attributes
      where id = ${contact.id}`
  for (const { kind, value } of identities)
    await tx`
      insert into identities (organization_id, contact_id, kind, value, verified)
      select organization_id, id, ${kind}, ${value}, false from contacts where id = ${contact.id}
      on conflict (organization_id, kind, value) do nothing`
}
