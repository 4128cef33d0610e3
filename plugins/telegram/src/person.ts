import type { Identity, Sender } from '@faladesk/plugin-sdk'
import { idOf, type Json, text } from './read.ts'

/** Who wrote: the user's id, which never changes, with the names, which may. */
export const personOf = (user: Json | undefined, card?: Json): Sender | null => {
  const id = idOf(user?.id)
  if (!user || !id) return null
  const identities: Identity[] = [{ kind: 'telegram', value: id, verified: true }]
  const phone = text(card?.phone_number)?.replace(/\D/g, '')
  // Telegram itself vouches for a card that is the sender's own.
  if (phone && card?.user_id === user.id) identities.push({ kind: 'phone', value: `+${phone}`, verified: true })
  const name = [text(user.first_name), text(user.last_name)].filter(Boolean).join(' ')
  const username = text(user.username)
  return { identities, ...(name && { name }), ...(username && { username }) }
}
