import type { LivePerson } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'

/** Notes what a site has signed of a visitor: addresses, name, attributes, and which browser they were before. */
export const knowPerson = (
  { db: { sql } }: Host,
  inboxId: string,
  { identities, name, attributes = {}, before }: LivePerson,
) => sql`
  select private.know_visitor(${inboxId}, ${JSON.stringify(identities)}::text::jsonb, ${name ?? null},
    ${JSON.stringify(attributes)}::text::jsonb, ${before ? JSON.stringify(before.identity) : null}::text::jsonb, ${before?.until ?? null})`
