import type { Me } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Bearer } from '../auth/authenticate.ts'

/** The person or key behind a token, with every organization it may work in. */
export const me = async ({ db }: Host, bearer: Bearer): Promise<Me> => {
  if (bearer.kind === 'user') {
    const { sub, email } = bearer.claims
    return {
      user: { id: sub, email: email ?? null, name: bearer.memberships[0]?.person ?? null },
      organizations: bearer.memberships.map(({ person: _, ...organization }) => organization),
    }
  }
  const { id, organization_id, role } = bearer.owner
  const [key, organizations] = await db.inOrganization(organization_id, (tx) =>
    Promise.all([
      tx<{ name: string }[]>`select name from public.api_keys where id = ${id}`,
      tx<Me['organizations']>`
        select id, slug, name, ${role}::text as role, locale, timezone, is_demo from public.organizations
        where id = ${organization_id}`,
    ]),
  )
  return { user: { id, email: null, name: key[0]?.name ?? null }, organizations: [...organizations] }
}
