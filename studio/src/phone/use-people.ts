import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useOrganization } from '../lib/organization.tsx'
import { preference } from '../lib/preference.ts'
import { everybody, type Person, readPeople } from './people.ts'
import { phoneContactsQuery } from './queries.ts'

const kept = 'phone-people'

// For an organization without contacts: somebody must be able to write first.
const first: Person = { name: 'Joana Ribeiro', address: '+5511990000001' }

/** What usePeople() gives. */
export type People = ReturnType<typeof usePeople>

/** Whom the phone can be, who it is now, and how to become somebody else or somebody new. */
export function usePeople(inboxId: string) {
  const { id } = useOrganization()
  const navigate = useNavigate()
  const { quem, caixa } = useSearch({ strict: false })
  const { data: contacts, isPending } = useQuery(phoneContactsQuery(id, inboxId))
  const [own, setOwn] = useState(() => readPeople(preference.read(kept)))
  const people = useMemo(() => {
    const all = everybody(own, contacts ?? [])
    return all.length === 0 && !isPending ? [first] : all
  }, [own, contacts, isPending])
  const asked = quem ? { name: '', address: quem.startsWith('+') ? quem : `+${quem.trim()}` } : undefined
  const person = people.find((one) => one.address === asked?.address) ?? asked ?? people[0]
  const become = (next: Person) =>
    void navigate({ to: '/telefone', search: { ...(caixa && { caixa }), quem: next.address }, replace: true })
  const add = (next: Person) => {
    const all = everybody([...own, next], []).slice(-12)
    preference.write(kept, JSON.stringify(all))
    setOwn(all)
    become(next)
  }
  return { people, person, become, add }
}
