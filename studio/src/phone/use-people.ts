import type { Inbox } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useOrganization } from '../lib/organization.tsx'
import { preference } from '../lib/preference.ts'
import { addressForm, isAddress } from './addresses.ts'
import { everybody, type Person, readPeople } from './people.ts'
import { phoneContactsQuery } from './queries.ts'

const kept = 'phone-people'

// For an organization without contacts: somebody must be able to write first.
const first = { number: '+5511990000001', email: 'joana.ribeiro@exemplo.com.br', id: '790000001' }

/** What usePeople() gives. */
export type People = ReturnType<typeof usePeople>

/** Whom the phone can be, who it is now, and how to become somebody else or somebody new. */
export function usePeople({ id: inboxId, channel }: Pick<Inbox, 'id' | 'channel'>) {
  const { id } = useOrganization()
  const navigate = useNavigate()
  const { quem, caixa } = useSearch({ strict: false })
  const { form, kinds } = addressForm(channel)
  const { data: contacts, isPending } = useQuery(phoneContactsQuery(id, inboxId, kinds))
  const [own, setOwn] = useState(() => readPeople(preference.read(kept)))
  const people = useMemo(() => {
    const ours = own.filter(({ address }) => isAddress(form, address))
    const all = everybody(ours, contacts ?? [])
    return all.length === 0 && !isPending ? [{ name: 'Joana Ribeiro', address: first[form] }] : all
  }, [own, contacts, isPending, form])
  // The address bar reads a plus as a space.
  const named = quem && (form === 'number' ? `+${quem.replace(/^[\s+]+/, '')}` : quem.trim())
  const asked = named && isAddress(form, named) ? { name: '', address: named } : undefined
  const person = people.find((one) => one.address === asked?.address) ?? asked ?? people[0]
  const become = (next: Person) =>
    void navigate({ to: '/telefone', search: { ...(caixa && { caixa }), quem: next.address }, replace: true })
  const add = (next: Person) => {
    const all = everybody([...own, next], []).slice(-24)
    preference.write(kept, JSON.stringify(all))
    setOwn(all)
    become(next)
  }
  return { people, person, become, add, form, isLoading: isPending }
}
