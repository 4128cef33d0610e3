import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { commandFor } from './api.ts'
import { preference } from './preference.ts'
import { useUserId } from './session.tsx'
import { read, supabase } from './supabase.ts'

export interface Organization {
  id: string
  slug: string
  name: string
  timezone: string
  isDemo: boolean
  /** The person's own role and name in it. */
  role: 'admin' | 'agent'
  memberName: string
}

interface Row {
  role: 'admin' | 'agent'
  name: string
  organization: { id: string; slug: string; name: string; timezone: string; is_demo: boolean }
}

/** The organizations a person belongs to, by name. */
export const organizationsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['organizations', userId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Organization[]> => {
      const columns = 'role, name, organization:organizations(id, slug, name, timezone, is_demo)'
      const rows = await read<Row[]>(supabase().from('memberships').select(columns).eq('user_id', userId))
      return rows
        .map(({ role, name, organization: { is_demo, ...rest } }) => ({
          ...rest,
          isDemo: is_demo,
          role,
          memberName: name,
        }))
        .sort((a, b) => a.name.localeCompare(b.name))
    },
  })

interface Choice {
  organization: Organization | null
  organizations: Organization[]
  choose: (organization: Organization) => void
}

const OrganizationContext = createContext<Choice | null>(null)

/** Holds the organization being worked in: the one last chosen in this browser, else the first. Suspends until it is known. */
export function OrganizationProvider({ children }: { children: ReactNode }) {
  const { data: organizations } = useSuspenseQuery(organizationsQuery(useUserId()))
  const [slug, setSlug] = useState(() => preference.read('organization'))
  const organization = organizations.find((one) => one.slug === slug) ?? organizations[0] ?? null
  commandFor(organization?.slug)
  const choice = useMemo(() => {
    const choose = (chosen: Organization) => {
      preference.write('organization', chosen.slug)
      setSlug(chosen.slug)
    }
    return { organization, organizations, choose }
  }, [organization, organizations])
  return <OrganizationContext.Provider value={choice}>{children}</OrganizationContext.Provider>
}

/** The organizations to choose from, and the chosen one; null for a person who belongs to none. */
export function useOrganizationChoice(): Choice {
  const choice = useContext(OrganizationContext)
  if (!choice) throw new Error('useOrganizationChoice() needs an OrganizationProvider above it.')
  return choice
}

/** The organization being worked in. The shell shows no screen without one. */
export function useOrganization(): Organization {
  const { organization } = useOrganizationChoice()
  if (!organization) throw new Error('useOrganization() was used by a person who belongs to no organization.')
  return organization
}
