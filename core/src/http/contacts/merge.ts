import { say } from '@faladesk/plugin-sdk'
import type { Merge, Merged, Parted } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict, notFound } from '../refusal.ts'
import { readContact, refuseSame } from './contacts.ts'

/** Joins a contact to the one that stays. Both are locked against whoever writes from their addresses meanwhile. */
export const mergeContacts = async (tx: Tx, caller: Caller, kept: string, gone: string): Promise<Merged> => {
  refuseSame(kept, gone, 'with')
  await tx`select private.lock_contacts(${[kept, gone]}::uuid[])`
  for (const id of [kept, gone])
    if ((await readContact(tx, id)).merged_into !== null) throw conflict('already_merged', alreadyMerged)
  const [row] = await tx<{ id: string }[]>`select private.merge_contacts(${kept}, ${gone}, ${caller.userId}) as id`
  if (!row) throw new Error('a merge that was made came back empty')
  await audit(tx, caller, 'contact.merged', kept, { with: gone, merge: row.id })
  return { id: row.id, contact: await readContact(tx, kept) }
}

/** Parts what a merge joined; throws 409 where it was undone already, or the kept contact was itself joined to another since. */
export const undoMerge = async (tx: Tx, caller: Caller, id: string): Promise<Parted> => {
  const [merge] = await tx<{ kept_id: string; gone_id: string }[]>`
    select kept_id, gone_id from public.merges where id = ${id}`
  if (!merge) throw notFound()
  await tx`select private.lock_contacts(${[merge.kept_id, merge.gone_id]}::uuid[])`
  const [state] = await tx<{ undone: boolean; onwards: boolean }[]>`
    select m.undone_at is not null as undone, k.merged_into is not null as onwards
    from public.merges m join public.contacts k on k.id = m.kept_id where m.id = ${id}`
  if (!state) throw notFound()
  if (state.undone) throw conflict('already_undone', alreadyUndone)
  if (state.onwards) throw conflict('merged_onwards', mergedOnwards)
  await tx`select private.undo_merge(${id}, ${caller.userId})`
  await audit(tx, caller, 'contact.unmerged', merge.kept_id, { with: merge.gone_id, merge: id })
  return { kept: await readContact(tx, merge.kept_id), contact: await readContact(tx, merge.gone_id) }
}

/** The merges a contact took part in, on either side, the latest first. */
export const listMerges = async (tx: Tx, id: string): Promise<Merge[]> => {
  await readContact(tx, id)
  return tx<Merge[]>`
    select m.id, m.kept_id, k.name as kept_name, m.gone_id, g.name as gone_name, cardinality(m.identities) as identities,
      cardinality(m.conversations) as conversations, p.name as merged_by, m.merged_at, m.undone_at
    from public.merges m
    join public.contacts k on k.id = m.kept_id
    join public.contacts g on g.id = m.gone_id
    left join public.memberships p on p.organization_id = m.organization_id and p.user_id = m.merged_by
    where m.kept_id = ${id} or m.gone_id = ${id}
    order by m.merged_at desc limit 200`
}

const alreadyMerged = say(
  'Um destes contatos já foi unido a outro; abra o contato atual e tente por lá.',
  'Uno de estos contactos ya fue unido a otro; abra el contacto actual e intente desde allí.',
  'One of these contacts was merged already; open the contact it is now and try there.',
)
const alreadyUndone = say(
  'Esta união já foi desfeita.',
  'Esta unión ya fue deshecha.',
  'This merge was undone already.',
)
const mergedOnwards = say(
  'Depois disso este contato foi unido a outro; desfaça primeiro essa união mais recente.',
  'Después este contacto fue unido a otro; deshaga primero esa unión más reciente.',
  'This contact was merged into another since; undo that later merge first.',
)
