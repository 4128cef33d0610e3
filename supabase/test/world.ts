import { randomUUID } from 'node:crypto'
import type { ISql, JSONValue, Sql } from 'postgres'

/** One organization of the tests, with an inbox and the people who work in it. */
export type Shop = { id: string; inbox: string; admin: string; agent: string; suspended: string }

/** Makes an organization with an admin, an agent, a suspended agent and an inbox. */
export async function makeShop(sql: ISql, slug: string): Promise<Shop> {
  const shop = {
    id: randomUUID(),
    inbox: randomUUID(),
    admin: randomUUID(),
    agent: randomUUID(),
    suspended: randomUUID(),
  }
  await sql`insert into organizations (id, slug, name) values (${shop.id}, ${slug}, ${slug})`
  for (const [word, user, role] of [
    ['admin', shop.admin, 'admin'],
    ['agent', shop.agent, 'agent'],
    ['suspended', shop.suspended, 'agent'],
  ] as const) {
    const email = `${word}@${slug}.faladesk.test`
    await sql`insert into auth.users (id, email) values (${user}, ${email})`
    await sql`
      insert into memberships (organization_id, user_id, role, name, email, suspended_at)
      values (${shop.id}, ${user}, ${role}, ${word}, ${email}, ${word === 'suspended' ? new Date() : null})`
  }
  await sql`insert into inboxes (id, organization_id, channel, name) values (${shop.inbox}, ${shop.id}, 'webchat', 'Site')`
  return shop
}

/** An inbound message event as a channel's parse returns it; `over` replaces fields of it. */
export function message(externalId: string, text: string, phone = '+5511988887777', over: object = {}) {
  return {
    type: 'message',
    externalId,
    idempotencyKey: `message:${externalId}`,
    occurredAt: '2026-11-22T12:00:00Z',
    from: { identities: [{ kind: 'wa_phone', value: phone, verified: true }], name: 'Joana Prado' },
    content: [{ k: 'text', text }],
    ...over,
  }
}

/** What private.ingest answers. */
export type Ingested = {
  kind: string
  organization_id: string
  conversation_id: string | null
  message_id: string | null
  seq: string | null
}

/** Delivers events as one webhook, the way core does; `refused` says why they could not be parsed. */
export function deliver(sql: ISql, inbox: string, key: string, events: object[], refused: string | null = null) {
  return sql<Ingested[]>`
    select * from private.ingest(${inbox}, ${key}, 'inbound', '{}', ${Buffer.from('raw')}, ${sql.json(events as JSONValue)}, ${refused})`
}

/** Who runs a statement: a database role, with a user's claims or an organization that core works for. */
export type As = {
  role: 'anon' | 'authenticated' | 'faladesk_core'
  user?: string | undefined
  organization?: string | undefined
}

/** The statements that make a transaction somebody's, as PostgREST does for browsers and core does for itself. */
export function wearing({ role, user, organization = '' }: As): string {
  const claims = JSON.stringify(user ? { sub: user, role } : { role })
  return `select set_config('request.jwt.claims', '${claims}', true), set_config('faladesk.organization_id', '${organization}', true);
    set local role ${role}`
}

/** Runs `work` in a transaction under that role; what it changed is kept. */
export function runAs<T>(sql: Sql, who: As, work: (tx: ISql) => Promise<T>): Promise<T> {
  return sql.begin(async (tx) => {
    await tx.unsafe(wearing(who))
    return work(tx)
  }) as Promise<T>
}
