import { randomBytes, randomUUID } from 'node:crypto'
import type { AnyChannel, RawRequest, RawRequestInit, SimulatedMessage, SimulatedStatus } from '@faladesk/plugin-sdk'
import { deliveryContract } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { discoverPlugins } from '../src/plugins/discover.ts'
import { loadPlugin } from '../src/plugins/load.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

// The host's own laws, T4 and T5 of the kit, on a running core and a real database, for every channel there is: each with
// the webhooks its own simulator makes, signed as its provider signs them.

const plugins = await Promise.all(
  discoverPlugins({ development: true })
    .filter(({ kind }) => kind === 'channel')
    .map(async (found) => ({ from: found.name, plugin: (await loadPlugin(found)) as AnyChannel })),
)
const channels = plugins.map(({ plugin }) => plugin)
let engine: Engine
beforeAll(async () => {
  engine = await startEngine({}, {}, false, plugins)
})
afterAll(() => engine?.stop())

/** How a channel writes its people and its ids, by number; a channel nobody thought of gets plain words. */
interface Ways {
  person(n: number): string
  id(n: number): string
}
const phones: Ways['person'] = (n) => `+55119${String(87650000 + n).padStart(8, '0')}`
const ways: Record<string, Ways> = {
  webchat: { person: (n) => `visitor-${n}`, id: (n) => `0192f3a0-0000-7000-8000-${String(n).padStart(12, '0')}` },
  email: { person: (n) => `ana${n}@cliente.example`, id: (n) => `m${n}@cliente.example` },
  telegram: { person: (n) => String(52_000_000 + n), id: (n) => `${52_000_000 + n}:${n}` },
  'whatsapp-cloud': { person: phones, id: (n) => `wamid.${n}` },
  'whatsapp-360dialog': { person: phones, id: (n) => `wamid.${n}` },
  'whatsapp-twilio': { person: phones, id: (n) => `SM${String(n).padStart(32, '0')}` },
  'sms-twilio': { person: phones, id: (n) => `SM${String(n).padStart(32, '0')}` },
}
const plain: Ways = { person: (n) => `ana-${n}`, id: (n) => `m-${n}` }
const kinds: Record<string, string> = { 'sms-twilio': 'phone', pigeon: 'pigeon' }
const kindOf = (name: string): string => kinds[name] ?? (name.startsWith('whatsapp') ? 'wa_phone' : name)

// What is delivered is written as a wish; each inbox's simulator makes the provider's request of it, the same each time.
type Wish = { says: SimulatedMessage } | { reports: SimulatedStatus['status'] }
const wish = (one: Wish): RawRequest => ({
  method: 'POST',
  url: '',
  name: '',
  query: {},
  headers: {},
  body: Buffer.from(JSON.stringify(one)),
})
const wishIn = ({ body }: RawRequest): Wish => JSON.parse(Buffer.from(body).toString()) as Wish

const newInbox = async (name: string) => {
  const key = randomBytes(16).toString('hex')
  await engine.sql`insert into inboxes (organization_id, channel, name, key, simulated)
    values (${engine.organization}, ${name}, 'Caixa', ${key}, true)`
  const inbox = await engine.host.inboxes.byKey(key)
  if (!inbox) throw new Error('the inbox is not there')
  return inbox
}

const post = async ({ method, url, headers, body }: RawRequestInit) => {
  const { pathname, search } = new URL(url)
  const { status } = await fetch(`${engine.core.url}${pathname}${search}`, { method, headers, body })
  if (status >= 300) throw new Error(`the hook answered ${status}`)
}

let people = 100
const deliverTo = (channel: AnyChannel) => async (requests: readonly RawRequest[], together: boolean) => {
  const { sql } = engine
  const inbox = await newInbox(channel.name)
  const { person, id } = ways[channel.name] ?? plain
  const simulate = channel.simulate as NonNullable<AnyChannel['simulate']>
  // Somebody else each time: machines answer one person only so often.
  const n = ++people
  const customer = { kind: kindOf(channel.name), value: person(n) }
  const ours = () => sql<{ id: string; external_id: string; status: string }[]>`
    select m.id, p.external_ids[1] as external_id, m.status from outbox p join messages m on m.id = p.message_id
    where m.inbox_id = ${inbox.id} and p.external_ids[1] is not null order by m.created_at, m.id`
  let answer: { id: string; external_id: string } | undefined
  if (requests.some((request) => 'reports' in wishIn(request))) {
    await post(simulate.inbound({ from: customer, text: 'oi', externalId: id(n) }, inbox.context()))
    answer = await until('an answer went out', async () => (await ours())[0])
  }
  const made = new Map<RawRequest, RawRequestInit>()
  for (const request of new Set(requests)) {
    const one = wishIn(request)
    if ('says' in one) made.set(request, simulate.inbound(one.says, inbox.context()))
    else if (simulate.status && answer) {
      const about = { ourMessageId: answer.id, messageExternalId: answer.external_id, to: customer }
      made.set(request, simulate.status({ ...about, status: one.reports }, inbox.context()))
    }
  }
  const go = (request: RawRequest) => post(made.get(request) as RawRequestInit)
  if (together) await Promise.all(requests.map(go))
  else for (const request of requests) await go(request)
  if (answer) return (await ours())[0]?.status
  // Each message once, with the first word of the person who said it: who is who, without ids.
  return sql`select m.text, min(m.text) over (partition by i.contact_id) as person
    from messages m left join identities i on i.id = m.identity_id
    where m.inbox_id = ${inbox.id} and m.direction = 'in' order by m.text`
}

for (const channel of channels.filter(({ simulate }) => simulate)) {
  const { person, id } = ways[channel.name] ?? plain
  const says = (n: number, who: number, text: string) =>
    wish({ says: { from: { kind: kindOf(channel.name), value: person(who) }, text, externalId: id(n) } })
  const statuses = (['sent', 'delivered', 'read', 'failed'] as const).map((reports) => wish({ reports }))
  deliveryContract(`${channel.name} to a running core`, {
    deliver: deliverTo(channel),
    requests: [says(1, 1, 'um'), says(2, 1, 'dois'), says(3, 2, 'três'), says(4, 2, 'quatro')],
    statuses: channel.simulate?.status ? statuses : [],
  })
}

describe('every channel', () => {
  test('can be simulated, so that these laws are tried on it', () => {
    expect(channels.filter(({ simulate }) => !simulate).map(({ name }) => name)).toEqual([])
    expect(channels.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'email',
        'pigeon',
        'telegram',
        'webchat',
        'whatsapp-360dialog',
        'whatsapp-cloud',
        'whatsapp-twilio',
      ]),
    )
  })

  test('edge 2: a message that stands twice in one request is one', async () => {
    const channel = channels.find(({ name }) => name === 'pigeon') as AnyChannel
    const inbox = await newInbox('pigeon')
    const one = channel.simulate?.inbound(
      { from: { kind: 'pigeon', value: 'bia' }, text: 'quatro', externalId: randomUUID() },
      inbox.context(),
    ) as RawRequestInit
    const { messages } = JSON.parse(one.body) as { messages: object[] }
    const body = JSON.stringify({ messages: [...messages, ...messages] })
    const { signatureHeader, signatureOf } = await import('../../plugins/example/src/verify.ts')
    const signature = signatureOf((inbox.settings as { signingKey: string }).signingKey, one.url, Buffer.from(body))
    await post({ ...one, body, headers: { ...one.headers, [signatureHeader]: signature } })
    const [found] =
      await engine.sql`select count(*)::int as n from messages where inbox_id = ${inbox.id} and direction = 'in'`
    expect(found?.n).toBe(1)
  })
})
