import type { PublicConfig } from '../../contract/index.ts'
import type { Host } from '../../host.ts'

type Logins = NonNullable<PublicConfig['demo']>['logins']

// Published on purpose: they open the demo organization and nothing else.
const logins: Logins = [
  { email: 'admin@demo.faladesk.test', password: 'faladesk-demo', role: 'admin' },
  { email: 'agent@demo.faladesk.test', password: 'faladesk-demo', role: 'agent' },
]

const asked = new WeakMap<Host, { at: number; seeded: boolean }>()

/** The demo logins where the demo organization exists, else null; asked of the database at most every ten seconds. */
export const demoLogins = async (host: Host): Promise<Logins | null> => {
  const known = asked.get(host)
  if (known && Date.now() - known.at < 10_000) return known.seeded ? logins : null
  const [row] = await host.db.sql<{ seeded: boolean }[]>`select private.demo_is_seeded() as seeded`
  asked.set(host, { at: Date.now(), seeded: row?.seeded ?? false })
  return row?.seeded ? logins : null
}
