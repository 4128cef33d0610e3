import { createHash } from 'node:crypto'
import { Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type FakeApi, strangeHost } from '../../whatsapp-codec/test/fake-api.ts'
import channel from '../src/index.ts'
import { type FakeGraph, fakeGraph } from './fake-graph.ts'

let graph: FakeGraph
let stranger: FakeApi
const bytes = Buffer.from('uma foto')
beforeAll(async () => {
  graph = await fakeGraph()
  stranger = await strangeHost({ status: 200, body: bytes, headers: { 'content-type': 'image/png' } })
})
afterAll(() => Promise.all([graph.close(), stranger.close()]))
beforeEach(() => {
  graph.files.clear()
  graph.requests.length = 0
  stranger.requests.length = 0
})
const fetchFile = async (ref: object = {}, own: object = {}) =>
  channel.fetchMedia?.(
    { id: 'm1', mime: 'image/jpeg', ...ref },
    channelContext(channel, { ...graph.settings, ...own }, { fetch }),
  )
const failure = (ref: object = {}, own: object = {}) => fetchFile(ref, own).catch((error: unknown) => error)

test('a file is asked for by its id, fetched with the token, and its fingerprint compared', async () => {
  graph.files.set('m1', { bytes, mime: 'image/png' })
  const sha256 = createHash('sha256').update(bytes).digest('base64')
  expect(await fetchFile({ sha256 })).toMatchObject({ bytes, mime: 'image/png' })
  expect(graph.requests.map(({ path, query }) => [path, query.phone_number_id])).toEqual([
    ['/v25.0/m1', graph.settings.phoneNumberId],
    ['/media/m1', undefined],
  ])
})

test('edge 16: a file that is gone, too large, damaged or expired has its own end', async () => {
  expect(await failure()).toBeInstanceOf(Rejected)
  graph.files.set('m1', { bytes, mime: 'video/mp4', size: 100 * 1024 * 1024 })
  expect(await failure()).toMatchObject({ name: 'Rejected', code: 'too_large' })
  expect(graph.requests.filter(({ path }) => path === '/media/m1')).toEqual([])
  graph.files.set('m1', { bytes, mime: 'image/png', sha256: 'a'.repeat(64) })
  expect(await failure()).toMatchObject({ name: 'RetryLater', code: 'sha256' })
  graph.files.set('m1', { bytes, mime: 'image/png', answer: { status: 404 } })
  expect(await failure()).toBeInstanceOf(Rejected)
  graph.files.set('m1', { bytes, mime: 'image/png', answer: { status: 503 } })
  expect(await failure()).toBeInstanceOf(RetryLater)
  expect(await failure({}, { accessToken: 'expired' })).toBeInstanceOf(Reconnect)
  expect(await failure({ id: undefined })).toMatchObject({ code: 'no_media_url' })
})

test('edge 36: the token goes to Meta and the configured address, never to another host or along a redirect', async () => {
  graph.files.set('m1', { bytes, mime: 'image/png', url: `${stranger.url}/file` })
  expect(await fetchFile()).toMatchObject({ bytes })
  graph.files.set('m1', {
    bytes,
    mime: 'image/png',
    answer: { status: 302, headers: { location: `${stranger.url}/file` } },
  })
  expect(await fetchFile()).toMatchObject({ bytes })
  expect(stranger.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined])

  const sent = async (url: string) => {
    const seen: (string | null)[] = []
    const spy = (async (_: unknown, init?: RequestInit) => {
      seen.push(new Headers(init?.headers).get('authorization'))
      return new Response('x')
    }) as typeof fetch
    await channel.fetchMedia?.(
      { url, mime: 'image/png' },
      channelContext(channel, { ...graph.settings, baseUrl: '' }, { fetch: spy }),
    )
    return seen[0]
  }
  expect(await sent('https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1')).toBe(
    'Bearer EAAfakeAccessToken',
  )
  for (const url of [
    'https://evilfbsbx.com/a',
    'https://lookaside.fbsbx.com.evil.example/a',
    'http://lookaside.fbsbx.com/a',
  ])
    expect(await sent(url), url).toBeNull()
})

test('a redirect without end is given up', async () => {
  graph.files.set('m1', { bytes, mime: 'image/png', answer: { status: 302, headers: { location: '/media/m1' } } })
  // Without the token the second hop is refused, which ends it as well.
  expect(await failure()).toBeInstanceOf(Error)
})
