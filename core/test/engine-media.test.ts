import { randomBytes, randomUUID } from 'node:crypto'
import { defineChannel, type MediaRef, Rejected, say, settings } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { queueMessage } from '../src/act/queue-message.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])
const stored = new Map<string, { bytes: Uint8Array; mime: string }>()
let engine: Engine
let inbox: { id: string; key: string }
let fetched: (ref: MediaRef) => Promise<{ bytes: Uint8Array; mime: string; filename?: string }>

/** A channel whose provider the host itself plays, as in the demo. */
const fax = defineChannel({
  name: 'fax',
  title: say('Fax', 'Fax', 'Fax'),
  settings: settings({}),
  hooks: [
    { name: 'inbound', methods: ['POST'] },
    { name: 'status', methods: ['POST'] },
  ],
  capabilities: {
    text: { max: 1000, markup: 'none' },
    media: {
      image: { mimes: ['image/png'], maxBytes: 1e6, filename: false, caption: true },
      audio: false,
      video: false,
      document: false,
      sticker: false,
    },
    maxMediaPerMessage: 1,
    templates: false,
    receipts: ['delivered'],
  },
  verify: () => ({ ok: true }),
  parse: ({ body, name, query }) => {
    const said = JSON.parse(Buffer.from(body).toString())
    const common = { externalId: said.id, occurredAt: '2026-11-22T12:00:00Z' }
    if (name === 'status')
      return {
        events: [
          {
            ...common,
            type: 'status',
            idempotencyKey: `s:${said.id}`,
            ...(query.m && { ourMessageId: query.m }),
            status: 'delivered',
          },
        ],
        ignored: [],
      }
    return {
      events: [
        {
          ...common,
          type: 'message',
          idempotencyKey: said.id,
          from: { identities: [{ kind: 'fax', value: said.from }] },
          content: said.content,
        },
      ],
      ignored: [],
    }
  },
  async send(out, ctx) {
    const { baseUrl } = ctx.settings as unknown as { baseUrl: string }
    const answer = await ctx.fetch(`${baseUrl}/pages?m=${out.id}`, {
      method: 'POST',
      body: JSON.stringify({ out, statusUrl: out.statusUrl }),
    })
    const { id } = (await answer.json()) as { id: string }
    return { ok: true, parts: [{ externalId: id, status: 'queued' }] }
  },
  fetchMedia: (ref) => fetched(ref),
  simulate: {
    settings: ({ key, baseUrl }) => ({ baseUrl, secret: Buffer.from(key).toString('hex') }) as never,
    inbound: () => ({ method: 'POST', url: '', name: 'inbound', headers: {}, body: '' }),
    async provider(request) {
      const { out, statusUrl } = JSON.parse(Buffer.from(request.body).toString())
      const externalId = `fax-${out.id}`
      const [part] = out.content
      return {
        response: {
          status: 201,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: externalId, path: request.path }),
        },
        received: {
          to: out.to[0],
          externalId,
          text: part.text ?? part.caption ?? '',
          ...(part.media && { media: [part.media] }),
        },
        callbacks: [
          {
            request: {
              method: 'POST',
              url: statusUrl,
              name: 'status',
              headers: {},
              body: JSON.stringify({ id: externalId }),
            },
            afterMs: 20,
          },
        ],
      }
    },
  },
})

beforeAll(async () => {
  engine = await startEngine({}, { allowPrivateNetwork: false }, false, [{ from: 'fax', plugin: fax }])
  engine.host.files = {
    put: async (path, bytes, mime) => void stored.set(path, { bytes, mime }),
    signedUrl: async (path, seconds) => `https://files.example/${path}?for=${seconds}`,
  }
  inbox = { id: randomUUID(), key: randomBytes(16).toString('hex') }
  await engine.sql`insert into inboxes (id, organization_id, channel, name, key, simulated)
    values (${inbox.id}, ${engine.organization}, 'fax', 'Fax', ${inbox.key}, true)`
  await engine.publish([echo])
})
afterAll(() => engine?.stop())

const send = (from: string, content: object[]) =>
  fetch(`${engine.core.url}/hooks/v1/${inbox.key}/inbound`, {
    method: 'POST',
    body: JSON.stringify({ id: randomUUID(), from, content }),
  })
const attachment = async (from: string) =>
  (
    await engine.sql`select a.*, m.conversation_id from attachments a join messages m on m.id = a.message_id
      join conversations c on c.id = m.conversation_id join identities i on i.contact_id = c.contact_id where i.value = ${from}`
  )[0]

test('the simulated provider receives the answer, shows it on the phone and reports it delivered', async () => {
  await send('11', [{ k: 'text', text: 'oi' }])
  await until(
    'it was delivered',
    async () => (await engine.sql`select from messages where text = 're: oi' and status = 'delivered'`).length === 1,
  )
  const [shown] = await engine.sql`select address, direction, text, organization_id from phone_messages`
  expect(shown).toEqual({ address: '11', direction: 'to_phone', text: 're: oi', organization_id: engine.organization })
})

test('only a simulated inbox has a simulated provider', async () => {
  await engine.sql`update inboxes set simulated = false where id = ${inbox.id}`
  const ask = () => fetch(`${engine.core.url}/simulated/v1/${inbox.key}/pages`, { method: 'POST', body: '{}' })
  await until('it is gone', async () => (await ask()).status === 404)
  await engine.sql`update inboxes set simulated = true where id = ${inbox.id}`
  await until('it is back', async () => (await ask()).status !== 404)
})

test('a file that came with a message is fetched, judged by its bytes and stored in its conversation’s folder', async () => {
  fetched = async () => ({ bytes: png, mime: 'text/html', filename: 'foto.html' })
  await send('12', [{ k: 'media', media: { url: 'https://provider.example/1', mime: 'image/jpeg' } }])
  await until('it is stored', async () => (await attachment('12'))?.status === 'stored')
  const row = await attachment('12')
  const path = `${engine.organization}/${row?.conversation_id}/${row?.id}`
  expect(row).toMatchObject({ path, mime: 'image/png', name: 'foto.html', reason: null })
  expect(stored.get(path)).toEqual({ bytes: png, mime: 'image/png' })
})

test('a file that cannot be had is tried again, then failed with its reason; one that never can be, at once', async () => {
  let tries = 0
  fetched = async () => {
    tries += 1
    throw new Error('the provider is asleep')
  }
  await send('13', [{ k: 'media', media: { url: 'https://provider.example/2', mime: 'image/png' } }])
  const hurry = setInterval(
    () => void engine.sql`update attachments set due = now() where status = 'pending'`.catch(() => {}),
    100,
  )
  await until('it failed', async () => (await attachment('13'))?.status === 'failed')
  clearInterval(hurry)
  expect(tries).toBe(5)
  expect(await attachment('13')).toMatchObject({ reason: 'the provider is asleep' })
  fetched = async () => {
    throw new Rejected('it was deleted')
  }
  await send('14', [{ k: 'media', media: { url: 'https://provider.example/3', mime: 'image/png' } }])
  await until('it failed', async () => (await attachment('14'))?.status === 'failed')
  expect(await engine.sql`select reason from dead_letters where source = 'media' order by created_at`).toEqual([
    { reason: 'the provider is asleep' },
    { reason: 'it was deleted' },
  ])
})

test('an agent’s file goes out with an address signed when it is sent, and only the organization’s own', async () => {
  const [{ id: conversationId } = { id: '' }] = await engine.sql`
    select c.id from conversations c join identities i on i.contact_id = c.contact_id where i.value = '11'`
  const queue = (path: string) =>
    engine.host.db.inOrganization(engine.organization, (tx) =>
      queueMessage(
        tx,
        {
          organizationId: engine.organization,
          conversationId,
          channel: 'fax',
          author: { kind: 'agent', id: engine.agent },
          text: 'segue a foto',
          attachments: [{ path, mime: 'image/png', name: 'foto.png', size: 7 }],
          automatic: false,
        },
        engine.plugins,
      ),
    )
  await queue(`${engine.organization}/${conversationId}/abc`)
  engine.host.wake()
  const shown = () => engine.sql`select text, content from phone_messages where text = 'segue a foto'`
  await until('the phone shows it', async () => (await shown()).length === 1)
  expect((await shown())[0]?.content[0].media).toMatchObject({
    url: `https://files.example/${engine.organization}/${conversationId}/abc?for=3600`,
    filename: 'foto.png',
  })
  const foreign = await queue(`${randomUUID()}/${conversationId}/abc`)
  engine.host.wake()
  await until(
    'it was not sent',
    async () => (await engine.sql`select from messages where id = ${foreign.id} and status = 'failed'`).length === 1,
  )
  expect(await shown()).toHaveLength(1)
})
