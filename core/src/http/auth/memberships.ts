import type { Locale, Role } from '../../contract/index.ts'
import type { Database } from '../../store/database.ts'
import type { PersonClaims } from './token.ts'

/** A person's place in one organization. */
export interface Membership {
  id: string
  slug: string
  name: string
  role: Role
  locale: Locale
  timezone: string
  is_demo: boolean
  /** What colleagues call this person. */
  person: string
}

const longest = 5_000
const most = 10_000

/**
 * Makes the look-up of a person's memberships, read in one statement under the person's own rights and kept for
 * at most five seconds: a suspension or a change of role takes effect within them.
 */
export const membershipReader = (db: Database, now: () => number) => {
  const known = new Map<string, { at: number; memberships: Promise<Membership[]> }>()
  return (claims: PersonClaims): Promise<Membership[]> => {
    const found = known.get(claims.sub)
    if (found && now() - found.at < longest) return found.memberships
    if (known.size >= most) known.clear()
    const memberships = read(db, claims)
    known.set(claims.sub, { at: now(), memberships })
    memberships.catch(() => known.delete(claims.sub))
    return memberships
  }
}

const read = (db: Database, claims: PersonClaims) =>
  db.asUser(
    claims,
    (tx) => tx<Membership[]>`
      select o.id, o.slug, o.name, m.role, o.locale, o.timezone, o.is_demo, m.name as person
      from public.memberships m join public.organizations o on o.id = m.organization_id
      where m.user_id = (select auth.uid()) and m.suspended_at is null
      order by o.created_at, o.id`,
  )
