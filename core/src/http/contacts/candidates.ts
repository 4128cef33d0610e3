import { type AnyChannel, type Identity, type Locale, say, type Text } from '@faladesk/plugin-sdk'
import type { Because, Contact, ContactCandidate } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { contactsOf, readContact, refuseSame } from './contacts.ts'

/** More would be no list of people any more, but a sign that an address is shared. */
const most = 20

/** Who may be the same person as a contact, and why. Nothing is joined by itself: a person decides. */
export const candidatesFor = async (tx: Tx, host: Host, id: string, language: Locale): Promise<ContactCandidate[]> => {
  const contact = await readContact(tx, id)
  const tries = writtenOtherwise(contact.identities, [...host.plugins.channels.values()])
  const found = await tx<{ contact: string; because: Because; seen: string }[]>`
    select contact, because, seen from private.contact_candidates(${id}, ${json(tx, tries)})`
  const ids = found.map(({ contact: other }) => other)
  const people = new Map((await contactsOf(tx, ids)).map((one) => [one.id, one]))
  return found
    .flatMap(({ contact: other, because, seen }) => {
      const person = people.get(other)
      return person ? [{ contact: person, because, text: words[because](seen)[language] }] : []
    })
    .sort(
      (a, b) =>
        order.indexOf(a.because) - order.indexOf(b.because) || b.contact.conversations - a.contact.conversations,
    )
    .slice(0, most)
}

/** Keeps that two contacts are not the same person, so that nobody is asked again; saying it twice changes nothing. */
export const dismissCandidate = async (tx: Tx, caller: Caller, id: string, other: string): Promise<void> => {
  refuseSame(id, other, 'other')
  await readContact(tx, id)
  await readContact(tx, other)
  const kept = await tx`
    insert into public.distinct_contacts (organization_id, one_id, other_id, said_by)
    values (${caller.organization.id}, least(${id}::uuid, ${other}::uuid), greatest(${id}::uuid, ${other}::uuid), ${caller.userId})
    on conflict do nothing returning one_id`
  if (kept.length > 0) await audit(tx, caller, 'contact.told_apart', id, { from: other })
}

// Every channel is asked about every address: each leaves alone what is not of its kind. One that fails knows none.
const writtenOtherwise = (identities: Contact['identities'], channels: AnyChannel[]): Identity[] => {
  const ask = (channel: AnyChannel, { kind, value }: Identity): Identity[] => {
    try {
      return channel.candidates?.({ kind, value }) ?? []
    } catch {
      return []
    }
  }
  const tries = identities.flatMap((identity) => channels.flatMap((channel) => ask(channel, identity)))
  return [...new Map(tries.map(({ kind, value }) => [`${kind} ${value}`, { kind, value }])).values()]
}

const order: Because[] = ['same_document', 'same_address', 'ninth_digit', 'typed_address', 'same_name']

const words: Record<Because, (seen: string) => Text> = {
  same_document: () =>
    say('Informou o mesmo documento.', 'Indicó el mismo documento.', 'Gave the same document number.'),
  same_address: (seen) =>
    say(`Usa o mesmo endereço: ${seen}.`, `Usa la misma dirección: ${seen}.`, `Uses the same address: ${seen}.`),
  ninth_digit: (seen) =>
    say(
      `É o mesmo telefone escrito de outro jeito: ${seen}.`,
      `Es el mismo teléfono escrito de otra forma: ${seen}.`,
      `The same phone written another way: ${seen}.`,
    ),
  typed_address: (seen) =>
    say(
      `Este endereço aparece nos dados de um e nos contatos do outro: ${seen}.`,
      `Esta dirección aparece en los datos de uno y del otro: ${seen}.`,
      `This address was given by one and is known of the other: ${seen}.`,
    ),
  same_name: (seen) =>
    say(
      `Tem o mesmo nome (${seen}) e mais um dado em comum.`,
      `Tiene el mismo nombre (${seen}) y otro dato en común.`,
      `Has the same name (${seen}) and something else in common.`,
    ),
}
