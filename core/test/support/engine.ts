import { randomBytes, randomUUID } from 'node:crypto'
import {
  type AiOutcome,
  type AiRequest,
  Ambiguous,
  type Classification,
  type ClassifyRequest,
  defineAi,
  defineChannel,
  type OutboundMessage,
  type SendResult,
  type SentPart,
  say,
  settings,
  text,
} from '@faladesk/plugin-sdk'
import type { Sql } from 'postgres'
import { testDatabase } from '../../../supabase/local/testing.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { createHost } from '../../src/create-host.ts'
import type { Host } from '../../src/host.ts'
import { createLog } from '../../src/log.ts'
import { createRegistry, type Registry } from '../../src/plugins/registry.ts'
import { startWorkers, type Workers } from '../../src/queue/workers.ts'
import { type Core, startCore } from '../../src/server.ts'
import { wordsAlone } from './words-alone.ts'

/** What the test decides of the outside world. */
export interface Outside {
  /** How the provider answers a send; it has seen the message by then. */
  send?(out: OutboundMessage): Promise<SendResult> | SendResult
  reconcile?(out: OutboundMessage): SentPart | null
  answer?(request: AiRequest, signal: AbortSignal): Promise<AiOutcome> | AiOutcome
  classify?(request: ClassifyRequest, signal: AbortSignal): Promise<Classification> | Classification
}

/** Core on a database of its own, with a provider and an AI that the test plays. */
export interface Engine {
  core: Core
  host: Host
  config: Config
  plugins: Registry
  /** As the role postgres: sees everything. */
  sql: Sql
  organization: string
  inbox: { id: string; key: string }
  agent: string
  /** What the provider received, in order. */
  sent: OutboundMessage[]
  outside: Outside
  /** Posts a webhook; the body is what the test channel's parser reads. */
  post(body: object | string, headers?: Record<string, string>): Promise<Response>
  /** A customer writes. */
  write(from: string, said: string, more?: object): Promise<Response>
  publish(rules: object[]): Promise<void>
  /** Another process on the same database, with workers of its own. */
  another(): Promise<{ host: Host; workers: Workers; stop(): Promise<void> }>
  stop(): Promise<void>
}

const okay = (out: OutboundMessage): SendResult => ({
  ok: true,
  parts: [{ externalId: `ext-${out.id}`, status: 'sent' }],
})

/** Starts an engine; `config` overrides what the tests choose (no debounce, short deadlines). */
export async function startEngine(
  outside: Outside = {},
  config: Partial<Config> = {},
  aiOn = false,
  more: Parameters<typeof createRegistry>[0] = [],
): Promise<Engine> {
  const database = await testDatabase()
  const sent: OutboundMessage[] = []
  const plugins = createRegistry([
    { from: 'test', plugin: channelOf(outside, sent) },
    { from: 'test', plugin: aiOf(outside) },
    ...more,
  ])
  const whole = readConfig(
    { DATABASE_URL: database.url, LOG_LEVEL: process.env.TEST_LOG ?? 'silent', PORT: '0', HOST: '127.0.0.1' },
    {
      supabaseUrl: 'http://127.0.0.1:1',
      supabaseAnonKey: 'anon',
      supabaseServiceRoleKey: 'service',
      supabaseJwt: { secret: 'a secret of at least thirty-two bytes' },
      secretKey: new Uint8Array(32).fill(7),
      publicUrl: 'https://desk.example',
      allowPrivateNetwork: true,
      aiDebounceMs: 30,
      aiDeadlineMs: 1500,
      ...config,
    },
  )
  const seeded = await seed(database.sql, aiOn)
  const core = await startCore(whole, { plugins })
  const hook = `${core.url}/hooks/v1/${seeded.inbox.key}/inbound`
  const post = (body: object | string, headers: Record<string, string> = {}) =>
    fetch(hook, {
      method: 'POST',
      headers: { 'x-signature': 'right', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    core,
    host: core.host,
    config: whole,
    plugins,
    sql: database.sql,
    ...seeded,
    sent,
    outside,
    post,
    write: (from, said, more) => post({ id: randomUUID(), from, text: said, ...more }),
    publish: (rules) => publishRules(database.sql, seeded.organization, rules),
    async another() {
      const host = await createHost(whole, { plugins, log: createLog('silent') })
      const workers = await startWorkers(host)
      return {
        host,
        workers,
        async stop() {
          await workers.stop()
          await host.bus.close()
          await host.db.end()
        },
      }
    },
    async stop() {
      await core.close()
      await database.drop()
    },
  }
}

const channelOf = (outside: Outside, sent: OutboundMessage[]) =>
  defineChannel({
    name: 'carrier-pigeon',
    title: say('Pombo', 'Paloma', 'Pigeon'),
    settings: settings({}),
    hooks: [
      { name: 'inbound', methods: ['POST'] },
      { name: 'status', methods: ['POST'] },
    ],
    capabilities: wordsAlone({ receipts: ['sent', 'delivered', 'read'] }),
    verify: ({ headers }) =>
      headers['x-signature'] === 'right' ? { ok: true } : { ok: false, status: 403, reason: 'wrong signature' },
    parse: ({ body, name }) => {
      const said = JSON.parse(Buffer.from(body).toString() || 'null')
      if (said === 'boom') throw new Error('the parser broke')
      if (!said || typeof said !== 'object') return { refused: 'not an object' }
      const common = { occurredAt: said.at ?? '2026-11-22T12:00:00Z', externalId: said.id }
      if (name === 'status')
        return {
          events: [
            {
              ...common,
              type: 'status',
              idempotencyKey: `status:${said.id}`,
              ourMessageId: said.m,
              status: said.status,
            },
          ],
          ignored: [],
        }
      return {
        events: [
          {
            ...common,
            type: 'message',
            idempotencyKey: `message:${said.id}`,
            from: { identities: [{ kind: 'phone', value: said.from }], ...(said.name && { name: said.name }) },
            content: [{ k: 'text', text: said.text }],
            ...(said.flags && { flags: said.flags }),
          },
        ],
        ignored: [],
      }
    },
    async send(out) {
      sent.push(out)
      return (outside.send ?? okay)(out)
    },
    async reconcile(out) {
      if (!outside.reconcile) throw new Ambiguous('the provider cannot say')
      return outside.reconcile(out)
    },
  })

const aiOf = (outside: Outside) =>
  defineAi({
    name: 'oracle',
    title: say('Oráculo', 'Oráculo', 'Oracle'),
    settings: settings({ tone: text({ title: say('Tom', 'Tono', 'Tone'), default: 'calm' }) }),
    async answer(request, ctx) {
      if (!outside.answer) throw new Error('the oracle is silent')
      return outside.answer(request, ctx.signal)
    },
    async classify(request, ctx) {
      if (!outside.classify) throw new Error('the oracle understands nothing')
      return outside.classify(request, ctx.signal)
    },
  })

async function seed(sql: Sql, aiOn: boolean) {
  const [organization, inbox, agent] = [randomUUID(), randomUUID(), randomUUID()]
  const key = randomBytes(16).toString('hex')
  await sql`insert into organizations (id, slug, name) values (${organization}, ${`shop-${key.slice(0, 8)}`}, 'Loja')`
  await sql`insert into auth.users (id, email) values (${agent}, ${`${agent}@example.test`})`
  await sql`insert into memberships (organization_id, user_id, role, name, email) values (${organization}, ${agent}, 'agent', 'Ana Lima', ${`${agent}@example.test`})`
  await sql`insert into teams (organization_id, name) values (${organization}, 'Financeiro')`
  await sql`insert into inboxes (id, organization_id, channel, name, key) values (${inbox}, ${organization}, 'carrier-pigeon', 'Pombal', ${key})`
  if (aiOn) await sql`insert into ai_plugins (organization_id, plugin) values (${organization}, 'oracle')`
  return { organization, inbox: { id: inbox, key }, agent }
}

async function publishRules(sql: Sql, organization: string, rules: object[]): Promise<void> {
  const document = sql.json({ name: 'Atendimento', facts: 1, rules } as never)
  const [found] = await sql`select id, published_version from workflows where organization_id = ${organization}`
  const [workflow] = found
    ? [found]
    : await sql`insert into workflows (organization_id, name, draft) values (${organization}, 'Atendimento', ${document})
        returning id, published_version`
  const version = (workflow?.published_version ?? 0) + 1
  await sql`insert into workflow_versions (workflow_id, organization_id, version, document) values (${workflow?.id}, ${organization}, ${version}, ${document})`
  await sql`update workflows set published_version = ${version} where id = ${workflow?.id}`
}
