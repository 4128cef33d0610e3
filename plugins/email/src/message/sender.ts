import { decoded, type Field, first } from '../reading/headers.ts'
import { addressShown, type Person, peopleIn, peopleOf } from '../reading/people.ts'

/** Whether a name shows an address that is not the sender's: somebody pretends. */
export const pretends = (value: string | undefined): boolean => {
  const [person] = peopleIn(value)
  if (!person || !value) return false
  const shown = decoded(value.slice(0, 2000).replace(/<[^<>]*>[^<>]*$/, ''))
  const claimed = addressShown(shown)
  return claimed !== undefined && claimed !== person.address && claimed.split('@')[1] !== person.address.split('@')[1]
}

const nobody = /^(?:no-?_?\.?reply|n[aã]o-?_?\.?responda|no-?_?\.?responder|donotreply|do-not-reply|noresponder)/i

/**
 * Who wrote a mail. A group, a contact form or a list puts itself in From: then the true author stands elsewhere. Null
 * where no field names an address.
 */
export const senderOf = (fields: readonly Field[], own: ReadonlySet<string>, envelopeFrom?: string): Person | null => {
  const [from] = peopleOf(fields, 'from')
  const original = peopleOf(fields, 'x-original-from', 'x-original-sender')[0]
  const [answer] = peopleOf(fields, 'reply-to')
  const relayed =
    original && (first(fields, 'list-id') !== undefined || first(fields, 'x-google-group-id') !== undefined)
  if (relayed && !own.has(original.address)) return { ...original, ...nameOf(original, from) }
  const standsIn =
    from &&
    (own.has(from.address) || nobody.test(from.address) || / (?:via|por meio de|a través de) /i.test(from.name ?? ''))
  if ((standsIn || !from) && answer && !own.has(answer.address)) return { ...answer, ...nameOf(answer, from) }
  return (
    from ??
    original ??
    peopleOf(fields, 'sender', 'x-sender', 'x-envelope-from', 'return-path', 'resent-from', 'apparently-from')[0] ??
    peopleIn(envelopeFrom)[0] ??
    null
  )
}

const nameOf = (author: Person, from: Person | undefined): { name?: string } => {
  const name = author.name ?? from?.name?.replace(/ (?:via|por meio de|a través de) .*$/i, '').replace(/^'|'$/g, '')
  return name ? { name } : {}
}
