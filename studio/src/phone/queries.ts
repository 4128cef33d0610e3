import type { Inbox, Page, PhoneMessage, PhoneReceipt, PhoneRecord } from '@faladesk/core/contract'
import { queryOptions } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { read, supabase } from '../lib/supabase.ts'
import type { AddressForm } from './addresses.ts'
import { everybody, type Person } from './people.ts'

/** The inboxes the phone can write to: simulated ones, and web chats, whose widget needs no provider. */
export const phoneInboxesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['phone-inboxes', organizationId],
    queryFn: async () => {
      const { data } = await api<Page<Inbox>>('GET', '/v1/inboxes?limit=200')
      return data.filter((inbox) => inbox.enabled && (inbox.simulated || isWebChat(inbox)))
    },
  })

/** Whether customers reach this inbox through the widget. */
export const isWebChat = (inbox: Pick<Inbox, 'channel'>) => inbox.channel === 'webchat'

interface ContactRow {
  name: string | null
  identities: { kind: string; value: string }[]
}

/** People to write as: those who wrote to this inbox last, then other contacts with such an address. */
export const phoneContactsQuery = (organizationId: string, inboxId: string, kinds: AddressForm['kinds']) =>
  queryOptions({
    queryKey: ['phone-contacts', organizationId, inboxId],
    queryFn: async (): Promise<Person[]> => {
      const recent = supabase()
        .from('conversations')
        .select('contact:contacts(name, identities(kind, value))')
        .eq('organization_id', organizationId)
        .eq('inbox_id', inboxId)
        .order('last_message_at', { ascending: false })
        .limit(8)
      const others = supabase()
        .from('identities')
        .select('value, contact:contacts(name)')
        .eq('organization_id', organizationId)
        .in('kind', [...kinds])
        .order('created_at')
        .limit(8)
      const [here, all] = await Promise.all([
        read<{ contact: ContactRow | null }[]>(recent),
        read<{ value: string; contact: { name: string | null } | null }[]>(others),
      ])
      const writers = here.flatMap(({ contact }) => (contact ? personOf(contact, kinds) : []))
      const known = all.map(({ value, contact }) => ({ address: value, name: contact?.name ?? '' }))
      return everybody([], [...writers, ...known]).slice(0, 8)
    },
  })

// One address each: who has a number twice, as WhatsApp's and as a telephone's, is one person.
const personOf = ({ name, identities }: ContactRow, kinds: AddressForm['kinds']): Person[] => {
  const found = kinds.flatMap((kind) => identities.find((identity) => identity.kind === kind) ?? [])[0]
  return found ? [{ address: found.value, name: name ?? '' }] : []
}

export interface PhoneLine {
  inboxId: string
  address: string
}

// Supabase Lite takes `eq.+5511…` for a number and finds nothing; in a quoted list a text stays a text, there and on PostgREST.
const only = (address: string) => `("${address.replace(/["\\]/g, '')}")`

export const phoneKey = ({ inboxId, address }: PhoneLine) => ['phone', inboxId, address]

const shown = 80

/** What one phone sent and received in one inbox, oldest first. Asked again every second and a half while it is on screen. */
export const phoneQuery = (line: PhoneLine) =>
  queryOptions({
    queryKey: phoneKey(line),
    staleTime: 0,
    refetchInterval: 1500,
    queryFn: async () => {
      const rows = await read<PhoneRecord[]>(
        supabase()
          .from('phone_messages')
          .select('id, address, direction, external_id, text, content, created_at')
          .eq('inbox_id', line.inboxId)
          .filter('address', 'in', only(line.address))
          .order('id', { ascending: false })
          .limit(shown),
      )
      return rows.reverse()
    },
  })

/** Writes as a customer; the answer is what the public webhook said to the simulated provider. */
export const writeFromPhone = (inboxId: string, message: PhoneMessage) =>
  api<PhoneReceipt>('POST', `/v1/phone/${inboxId}/messages`, { body: message })

/** The conversation a person's messages went to: the latest of their contact in this inbox, or of the inbox where nobody is named. */
export async function conversationOf(
  organizationId: string,
  inboxId: string,
  address: string | null,
): Promise<string | null> {
  const conversations = () =>
    supabase()
      .from('conversations')
      .select('id')
      .eq('organization_id', organizationId)
      .eq('inbox_id', inboxId)
      .order('last_message_at', { ascending: false })
      .limit(1)
  if (address === null) return (await read<{ id: string }[]>(conversations()))[0]?.id ?? null
  const [identity] = await read<{ contact_id: string }[]>(
    supabase()
      .from('identities')
      .select('contact_id')
      .eq('organization_id', organizationId)
      .filter('value', 'in', only(address))
      .limit(1),
  )
  if (!identity) return null
  return (await read<{ id: string }[]>(conversations().eq('contact_id', identity.contact_id)))[0]?.id ?? null
}
