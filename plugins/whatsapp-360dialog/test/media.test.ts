import { createHash } from 'node:crypto'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeApi, strangeHost } from '../../whatsapp-codec/test/fake-api.ts'
import channel from '../src/index.ts'
import { type FakeDialog, fakeDialog } from './fake-360dialog.ts'

let dialog: FakeDialog
let stranger: FakeApi
const bytes = Buffer.from('uma foto')
beforeAll(async () => {
  dialog = await fakeDialog()
  stranger = await strangeHost({ status: 200, body: bytes, headers: { 'content-type': 'image/png' } })
})
afterAll(() => Promise.all([dialog.close(), stranger.close()]))
beforeEach(() => {
  dialog.files.clear()
  dialog.requests.length = 0
  stranger.requests.length = 0
})
const fetchFile = async (ref: object = {}, own: object = {}) =>
  channel.fetchMedia?.(
    { id: 'm1', mime: 'image/jpeg', ...ref },
    channelContext(channel, { ...dialog.settings, ...own }, { fetch }),
  )
const failure = (ref: object = {}, own: object = {}) => fetchFile(ref, own).catch((error: unknown) => error)

test('Meta’s address is fetched from 360dialog’s host, path and query kept, with the key', async () => {
  dialog.files.set('m1', { bytes, mime: 'image/png' })
  const sha256 = createHash('sha256').update(bytes).digest('base64')
  expect(await fetchFile({ sha256 })).toMatchObject({ bytes, mime: 'image/png' })
  expect(dialog.requests.map(({ path, query }) => [path, query])).toEqual([
    ['/m1', {}],
    ['/whatsapp_business/attachments/', { mid: 'm1', ext: '1700000000', hash: 'ARsecret' }],
  ])
  expect(dialog.requests.every(({ headers }) => headers['d360-api-key'] === dialog.settings.apiKey)).toBe(true)
})

test('edge 16: a file too large is not even begun, and a damaged one is never kept', async () => {
  dialog.files.set('m1', { bytes, mime: 'video/mp4', size: 100 * 1024 * 1024 })
  expect(await failure()).toMatchObject({ name: 'Rejected', code: 'too_large' })
  expect(dialog.requests).toHaveLength(1)
  dialog.files.set('m1', { bytes: Buffer.alloc(26 * 1024 * 1024), mime: 'video/mp4', size: 10, sha256: '' })
  expect(await failure()).toMatchObject({ name: 'Rejected', code: 'too_large' })
  dialog.files.set('m1', { bytes, mime: 'image/png', sha256: 'b'.repeat(64) })
  expect(await failure()).toMatchObject({ name: 'RetryLater', code: 'sha256' })
})

test('edge 17: whatever 4xx a file meets is final and asked once, so that twenty errors never come together', async () => {
  for (const status of [400, 401, 403, 404, 410]) {
    dialog.requests.length = 0
    dialog.files.set('m1', { bytes, mime: 'image/png', answer: { status } })
    expect(await failure(), String(status)).toMatchObject({ name: 'Rejected' })
    expect(dialog.requests.filter(({ path }) => path !== '/m1')).toHaveLength(1)
  }
  expect(await failure({ id: 'gone' })).toMatchObject({ name: 'Rejected', code: '404' })
  expect(await failure({}, { apiKey: 'old_AK' })).toMatchObject({ name: 'Rejected', class: 'config' })
})

test('edge 17: while media is shut off nothing is asked for half an hour; a failing host is asked again soon', async () => {
  dialog.files.set('m1', { bytes, mime: 'image/png', answer: { status: 429 } })
  expect(await failure()).toMatchObject({ name: 'RetryLater', ms: 30 * 60_000 })
  dialog.files.set('m1', { bytes, mime: 'image/png', answer: { status: 502 } })
  expect(await failure()).toMatchObject({ name: 'RetryLater', ms: 5_000 })
})

test('edge 36: the key never leaves for another host, by address or by redirect', async () => {
  dialog.files.set('m1', { bytes, mime: 'image/png', url: `${stranger.url}/file` })
  expect(await fetchFile()).toMatchObject({ bytes })
  dialog.files.set('m1', {
    bytes,
    mime: 'image/png',
    answer: { status: 302, headers: { location: `${stranger.url}/file` } },
  })
  expect(await fetchFile()).toMatchObject({ bytes })
  expect(stranger.requests).toHaveLength(2)
  for (const { headers } of stranger.requests) expect(headers).not.toHaveProperty('d360-api-key')
})
