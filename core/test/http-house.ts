import { randomUUID } from 'node:crypto'
import { silent } from '@faladesk/plugin-sdk'
import type { FastifyInstance } from 'fastify'
import { SignJWT } from 'jose'
import { type TestDatabase, testDatabase } from '../../supabase/local/testing.ts'
import { createApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createHost } from '../src/create-host.ts'
import type { Host } from '../src/host.ts'
import type { Log } from '../src/log.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import { createRegistry } from '../src/plugins/registry.ts'
import { document, pager, parrot } from './http-things.ts'

const jwtSecret = 'a-secret-of-the-tests-that-is-long-enough'

/** Someone of the tests. */
export interface Person {
  id: string
  token: string
}

/** An organization of the tests with what its routes can be asked about. */
export interface Shop {
  id: string
  slug: string
  admin: Person
  agent: Person
  inbox: string
  conversation: string
  message: string
  workflow: string
  backtest: string
  decision: string
  team: string
  apiKey: string
  letter: string
  phone: string
  call: string
  slaPolicy: string
  contact: string
  /** Another contact, to be joined with the first. */
  likeness: string
  merge: string
  delivery: string
}

/** The HTTP API on a database of its own, with two shops, a stranger, and somebody who works in both. */
export interface House {
  app: FastifyInstance
  host: Host
  database: TestDatabase
  acme: Shop
  rival: Shop
  stranger: Person
  both: Person
  /** How often senders were woken. */
  woken: () => number
  call(
    as: string | null,
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>
  close(): Promise<void>
}

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever came back
  body: any
  headers: Record<string, unknown>
}

/** An access token as Supabase Auth signs it; `over` replaces claims. */
export const tokenFor = (id: string, over: Record<string, unknown> = {}, signedWith = jwtSecret) =>
  new SignJWT({ role: 'authenticated', email: `${id.slice(0, 8)}@faladesk.test`, ...over })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(id)
    .setAudience(String(over.aud ?? 'authenticated'))
    .setIssuedAt()
    .setExpirationTime((over.exp as number | undefined) ?? '1h')
    .sign(new TextEncoder().encode(signedWith))

/** Builds the house; call close() at the end. */
export async function openHouse(): Promise<House> {
  const database = await testDatabase()
  const config = readConfig(
    {
      DATABASE_URL: database.url,
      SUPABASE_URL: 'http://127.0.0.1:1',
      SUPABASE_ANON_KEY: 'anon',
      SUPABASE_SERVICE_ROLE_KEY: 'service',
      SUPABASE_JWT_SECRET: jwtSecret,
      FALADESK_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
      FALADESK_ALLOW_PRIVATE_NETWORK: '1',
      PORT: '0',
      PUBLIC_URL: 'https://desk.example',
    },
    {},
  )
  let woken = 0
  const log = { ...silent, fatal() {}, trace() {}, child: () => log, level: 'silent' } as unknown as Log
  const { channels } = await loadPlugins(log)
  const plugins = createRegistry([pager, parrot, ...channels.values()].map((plugin) => ({ from: plugin.name, plugin })))
  const host = await createHost(config, { plugins, ...(process.env.SHOW_LOG ? {} : { log }) })
  host.state = 'ready'
  host.onWake.add((what) => void (what === 'outbox' && woken++))
  const app = await createApp(host)
  host.internalUrl = await app.listen({ host: '127.0.0.1', port: 0 })

  const call: House['call'] = async (as, method, url, body, headers = {}) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: { 'accept-language': 'en', ...(as !== null && { authorization: `Bearer ${as}` }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    })
    const json = answer.headers['content-type']?.toString().includes('application/json')
    return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers }
  }
  const person = async (name: string, places: { organization: string; role: string }[]): Promise<Person> => {
    const id = randomUUID()
    await database.sql`insert into auth.users (id, email) values (${id}, ${`${id}@faladesk.test`})`
    for (const { organization, role } of places)
      await database.sql`
        insert into memberships (organization_id, user_id, role, name, email)
        values (${organization}, ${id}, ${role}, ${name}, ${`${name}-${id}@faladesk.test`})`
    return { id, token: await tokenFor(id) }
  }
  const shop = async (slug: string): Promise<Shop> => {
    const id = randomUUID()
    await database.sql`insert into organizations (id, slug, name) values (${id}, ${slug}, ${slug})`
    const admin = await person('Ana', [{ organization: id, role: 'admin' }])
    const agent = await person('Beto', [{ organization: id, role: 'agent' }])
    const must = async (method: string, url: string, body?: unknown) => {
      const { status, body: made } = await call(admin.token, method, url, body)
      if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(made)}`)
      return made
    }
    const inbox = await must('POST', '/v1/inboxes', {
      channel: 'pager',
      name: 'Pager',
      settings: { number: '7', word: 'sesame' },
    })
    const phone = await must('POST', '/v1/inboxes/simulated', { channel: 'pager' })
    const write = (body: string) =>
      app.inject({
        method: 'POST',
        url: new URL(inbox.webhooks.inbound).pathname,
        headers: { 'x-word': 'sesame' },
        body,
      })
    await write(JSON.stringify({ id: `${slug}-1`, from: '55', text: `socorro ${slug}` }))
    await write('not json at all')
    const [thread] = await database.sql`
      select c.id, c.contact_id, m.id as message from conversations c join messages m on m.conversation_id = c.id where c.organization_id = ${id}`
    const [letter] = await database.sql`select id from dead_letters where organization_id = ${id}`
    const workflow = await must('POST', '/v1/workflows', { document })
    const [backtest] = await database.sql`
      insert into backtests (organization_id, workflow_id, state, asked) values (${id}, ${workflow.id}, 'done', '{}') returning id`
    const [decision] = await database.sql`
      insert into decisions (organization_id, conversation_id, message_id, outcome, facts, explanation)
      values (${id}, ${thread?.id}, ${thread?.message}, 'none', '{}', '[]') returning id`
    const [calling] = await database.sql`
      insert into calls (organization_id, type, url, payload, state) values (${id}, 'message.received', 'http://x.example', '{}', 'sent')
      returning id`
    const people =
      await database.sql`insert into contacts (organization_id) select ${id} from generate_series(1, 3) returning id`
    const merged = await must('POST', `/v1/contacts/${people[1]?.id}/merge`, { with: people[2]?.id })
    const deliveries = await must('GET', '/v1/deliveries')
    const policy = await must('POST', '/v1/sla-policies', { name: 'Padrão', first_response_minutes: 30 })
    const team = await must('POST', '/v1/teams', { name: 'Vendas' })
    const key = await must('POST', '/v1/api-keys', { name: 'ERP', role: 'agent' })
    return {
      id,
      slug,
      admin,
      agent,
      inbox: inbox.id,
      conversation: thread?.id,
      message: thread?.message,
      workflow: workflow.id,
      backtest: backtest?.id,
      decision: decision?.id,
      team: team.id,
      apiKey: key.id,
      letter: letter?.id,
      phone: phone.id,
      call: calling?.id,
      slaPolicy: policy.id,
      contact: thread?.contact_id,
      likeness: people[0]?.id,
      merge: merged.id,
      // The first one, which can be read; the latest is no message at all.
      delivery: deliveries.data[1].id,
    }
  }
  const acme = await shop('acme')
  const rival = await shop('rival')
  return {
    app,
    host,
    database,
    acme,
    rival,
    stranger: await person('Caio', []),
    both: await person('Duda', [
      { organization: acme.id, role: 'agent' },
      { organization: rival.id, role: 'admin' },
    ]),
    woken: () => woken,
    call,
    async close() {
      await app.close()
      await host.bus.close()
      await host.db.end()
      await database.drop()
    },
  }
}
