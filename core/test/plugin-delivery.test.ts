import type { AnyChannel, RawRequest } from '@faladesk/plugin-sdk'
import { deliveryContract } from '@faladesk/plugin-sdk/testing'
import { afterAll } from 'vitest'
import { signatureHeader, signatureOf } from '../../plugins/example/src/verify.ts'
import { discoverPlugins } from '../src/plugins/discover.ts'
import { loadPlugin } from '../src/plugins/load.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

// The host's own laws, T4 and T5 of the kit, on a running core and the example's payloads.

const found = discoverPlugins({ development: true }).find(({ name }) => name === '@faladesk/plugin-example')
if (!found) throw new Error('the example is not there')
const channel = (await loadPlugin(found)) as AnyChannel
let engine: Engine | undefined
afterAll(() => engine?.stop())

const key = '0123456789abcdef0123456789abcdef'
const newInbox = async (): Promise<string> => {
  engine ??= await startEngine({}, {}, false, [{ from: 'example', plugin: channel }])
  const { sql, organization, host } = engine
  await sql`update inboxes set key = md5(id::text) where key = ${key}`
  const [inbox] = await sql<{ id: string }[]>`
    insert into inboxes (organization_id, channel, name, key, simulated) values (${organization}, 'pigeon', 'Pombal', ${key}, true) returning id`
  host.inboxes.forget()
  return inbox?.id ?? ''
}

// The keys of a simulated inbox are its own, so each delivery signs anew what it gives; `pg-1` is the answer of ours.
const bare = (name: string, body: object): RawRequest => {
  const json = Buffer.from(JSON.stringify(body))
  return { method: 'POST', url: '', name, query: {}, headers: {}, body: json }
}
const word = (text: string, id: string, from = 'ana') => bare('inbound', { messages: [{ id, from, text }] })
const status = (state: string) => bare('status', { statuses: [{ message_id: 'pg-1', state }] })

const deliver = async (requests: readonly RawRequest[], together: boolean): Promise<unknown> => {
  const id = await newInbox()
  const { sql, host, core } = engine as Engine
  const inbox = await host.inboxes.byKey(key)
  if (!inbox) throw new Error('the inbox is not there')
  let answer = 'pg-1'
  const post = async ({ name, body }: RawRequest) => {
    const url = inbox.context().webhooks[name] ?? ''
    const said = Buffer.from(Buffer.from(body).toString().replace('pg-1', answer))
    const signature = signatureOf((inbox.settings as { signingKey: string }).signingKey, url, said)
    const headers = { [signatureHeader]: signature }
    const { status: heard } = await fetch(`${core.url}${new URL(url).pathname}`, {
      method: 'POST',
      headers,
      body: said,
    })
    if (heard !== 200) throw new Error(`the hook answered ${heard}`)
  }
  const sent = () => sql<{ external_id: string }[]>`
    select p.external_ids[1] as external_id from outbox p join messages m on m.id = p.message_id
    where m.inbox_id = ${id} and p.external_ids[1] is not null`
  if (requests.some(({ name }) => name === 'status')) {
    await post(word('oi', 'm-0'))
    answer = (await until('an answer went out', async () => (await sent())[0])).external_id
  }
  if (together) await Promise.all(requests.map(post))
  else for (const request of requests) await post(request)
  return sql`
    select case when m.direction = 'in' then m.text end as text, m.status, i.value from messages m left join identities i on i.id = m.identity_id
    where m.inbox_id = ${id} and (m.direction = 'in' or m.status = 'read') order by 1, 3`
}

deliveryContract('the example', {
  deliver,
  requests: [
    word('um', 'm-1'),
    word('dois', 'm-2'),
    word('três', 'm-3', 'bia'),
    // The same message twice in one request.
    bare('inbound', {
      messages: [
        { id: 'm-4', from: 'bia', text: 'quatro' },
        { id: 'm-4', from: 'bia', text: 'quatro' },
      ],
    }),
  ],
  statuses: ['sent', 'delivered', 'read', 'failed'].map(status),
})
