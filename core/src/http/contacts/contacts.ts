import { say } from '@faladesk/plugin-sdk'
import type { Contact, Page, PageQuery } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { badFields, notFound } from '../refusal.ts'

/** The addresses of the contact `k` of a query, the oldest first. */
export const identitiesOf = (tx: Tx) => tx`
  coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value, 'verified', n.verified, 'blocked', n.blocked)
    order by n.created_at, n.id)
    from public.identities n where n.organization_id = k.organization_id and n.contact_id = k.id), '[]')`

/** The columns of a contact; the caller adds where, order and limit. */
const contactRows = (tx: Tx) => tx`
  select k.id, k.name, k.tags, k.attributes, k.created_at, k.merged_into,
    (select count(*)::int from public.conversations c where c.organization_id = k.organization_id and c.contact_id = k.id) as conversations,
    ${identitiesOf(tx)} as identities
  from public.contacts k`

/** Contacts of the transaction's organization, the latest first, without those joined to another; `search` is a part of a name or an address. */
export const listContacts = async (tx: Tx, query: PageQuery): Promise<Page<Contact>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const search = query.search?.trim() ?? ''
  const rows = await tx<Contact[]>`
    ${contactRows(tx)}
    where k.merged_into is null
      ${after ? tx`and (k.created_at, k.id) < (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
      ${search ? tx`and k.id in (select private.search_contacts(${search}))` : tx``}
    order by k.created_at desc, k.id desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
}

/** Contacts by their ids, in no order; those that are not here are left out. */
export const contactsOf = (tx: Tx, ids: readonly string[]): Promise<Contact[]> =>
  tx<Contact[]>`${contactRows(tx)} where k.id = any (${ids as string[]}::uuid[])`

/** One contact, also one that was joined to another; throws 404 outside the organization of the transaction. */
export const readContact = async (tx: Tx, id: string): Promise<Contact> => {
  const [row] = await contactsOf(tx, [id])
  if (!row) throw notFound()
  return row
}

/** Throws a 400 that names `field` where one contact is named twice. */
export const refuseSame = (one: string, other: string, field: string): void => {
  if (one === other) throw badFields({ field, message: itself })
}

const itself = say(
  'Escolha outro contato: este é ele mesmo.',
  'Elija otro contacto: este es él mismo.',
  'Choose another contact: this is the same one.',
)
