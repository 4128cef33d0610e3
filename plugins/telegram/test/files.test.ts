import { Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { freshBot, inboxAt } from './samples.ts'

const fake = await freshBot()
fake.files.set('photo', { path: 'photos/file_7.jpg', bytes: Buffer.from('bytes') })
fake.files.set('huge', { path: 'documents/huge.zip', bytes: Buffer.alloc(20 * 1024 * 1024 + 1) })
fake.files.set('evil', { path: '../../bot/getMe', bytes: Buffer.from('x') })
const get = (ref: object, overrides: object = {}) =>
  channel.fetchMedia?.({ mime: 'image/jpeg', ...ref }, inboxAt(fake, {}, overrides)).catch((error: unknown) => error)

test('a file is fetched by its path, with the type the webhook told and a name', async () => {
  const got = await get({ id: 'photo' })
  expect(got).toMatchObject({ mime: 'image/jpeg', filename: 'file_7.jpg' })
  expect(Buffer.from((got as { bytes: Uint8Array }).bytes).toString()).toBe('bytes')
})

test('edge 16: a file that is gone, over 20 MB, without an id or at a strange path is refused for good', async () => {
  const asked = fake.calls.length
  expect(await get({ id: 'photo', size: 20 * 1024 * 1024 + 1 })).toMatchObject({ code: 'too_large' })
  expect(await get({})).toMatchObject({ code: 'no_file_id' })
  expect(fake.calls).toHaveLength(asked)
  for (const id of ['unknown', 'huge', 'evil']) expect(await get({ id }), id).toBeInstanceOf(Rejected)
})

test('a file that grows over 20 MB on the way is left', async () => {
  const endless = async (url: string) =>
    url.includes('/file/')
      ? new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(4 * 1024 * 1024)) }))
      : Response.json({ ok: true, result: { file_path: 'a/b' } })
  expect(await get({ id: 'photo' }, { fetch: endless as unknown as typeof fetch })).toMatchObject({ code: 'too_large' })
})

test('a wrong token, a busy Telegram and one that is away have their own errors, and none names the token', async () => {
  const answering = (status: number) =>
    (async () =>
      Response.json({ ok: false, error_code: status, description: 'x' }, { status })) as unknown as typeof fetch
  const away = (async (url: string) => {
    throw new TypeError(`fetch failed for ${url}`)
  }) as unknown as typeof fetch
  const errors = [
    await get({ id: 'photo' }, { fetch: answering(401) }),
    await get({ id: 'photo' }, { fetch: answering(503) }),
    await get({ id: 'photo' }, { fetch: answering(429) }),
    await get({ id: 'photo' }, { fetch: away }),
  ]
  expect(errors.map((error) => (error as object).constructor)).toEqual([Reconnect, RetryLater, RetryLater, RetryLater])
  for (const error of errors) expect(String(error)).not.toContain(fake.token)
})

test('edge 36: a redirect of the file’s address is not followed, since the token is in it', async () => {
  const asked: string[] = []
  const redirecting = (async (url: string, init: RequestInit) => {
    asked.push(`${init.redirect}`)
    return url.includes('/file/')
      ? new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })
      : Response.json({ ok: true, result: { file_path: 'a/b' } })
  }) as unknown as typeof fetch
  expect(await get({ id: 'photo' }, { fetch: redirecting })).toBeInstanceOf(Rejected)
  expect(asked).toEqual(['manual', 'manual'])
})
