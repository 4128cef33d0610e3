import { type MediaRef, Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engine, startEngine } from './support/engine.ts'
import { rawChannel, rawInbox, said } from './support/letters.ts'
import { until } from './support/until.ts'
import { silent } from './support/workflow.ts'

const file = { bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47]), mime: 'image/png' }
const fetches = new Map<string, () => typeof file>()
const channel = {
  ...rawChannel('photo', false, []),
  fetchMedia: async ({ id }: MediaRef) => fetches.get(id ?? '')?.() ?? file,
}
let engine: Engine
let inbox: Awaited<ReturnType<typeof rawInbox>>
beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'photo', plugin: channel }])
  engine.host.files = { put: async () => {}, signedUrl: async () => '' }
  inbox = await rawInbox(engine, 'photo')
  await engine.publish([silent])
})
afterAll(() => engine?.stop())

const health = async () =>
  (await engine.sql`select health from inboxes where id = ${inbox.id}`)[0]?.health as Record<string, unknown>
const photo = async (id: string, answer?: () => typeof file) => {
  if (answer) fetches.set(id, answer)
  await inbox.hears(
    said('ana@x.example', '', { content: [{ k: 'media', media: { id, mime: 'image/png', kind: 'image' } }] }),
  )
}
const tried = (id: string) =>
  until(`${id} was tried`, async () => {
    const [row] =
      await engine.sql`select * from attachments where source ->> 'id' = ${id} and (status <> 'pending' or reason is not null)`
    return row
  })

test.each([
  ['auth', () => new Reconnect('the token was revoked', '190'), 'error'],
  ['throttled', () => new RetryLater(2000, 'too many'), 'degraded'],
] as const)(
  'a provider that gives no files (%s) says so as the health of the inbox, until one comes',
  async (kind, error, status) => {
    await photo(`${kind}-1`, () => {
      throw error()
    })
    await until('it is said', async () => (await health()).source === 'media')
    expect(await health()).toMatchObject({ status, source: 'media' })
    // Whichever process noted it: another one that gets a file takes it back.
    fetches.clear()
    await photo(`${kind}-2`)
    expect(await tried(`${kind}-2`)).toMatchObject({ status: 'stored' })
    await until('it is well', async () => (await health()).status === 'ok')
  },
)

test('one file that is refused says nothing of the inbox', async () => {
  await photo('gone', () => {
    throw new Rejected('that file is gone', '404', 'content')
  })
  expect(await tried('gone')).toMatchObject({ status: 'failed' })
  expect(await health()).toMatchObject({ status: 'ok' })
})
