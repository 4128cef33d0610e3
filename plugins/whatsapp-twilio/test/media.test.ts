import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Reconnect, Rejected, RetryLater } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterEach, expect, test } from 'vitest'
import channel from '../src/index.ts'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open.push(() => {
    server.close()
    server.closeAllConnections()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}
const context = (apiBaseUrl: string) =>
  channelContext(channel, { accountSid: 'AC1', authToken: 'top-secret', from: '+5511900000001', apiBaseUrl }, { fetch })
const fetchFrom = (url: string, apiBaseUrl: string) =>
  channel.fetchMedia?.({ url, mime: 'image/jpeg' }, context(apiBaseUrl))

test('credentials go to Twilio and are dropped on the redirect to its storage', async () => {
  const storage = await serve((_, response) =>
    response.writeHead(200, { 'content-type': 'image/png; x=1' }).end('bytes'),
  )
  const api = await serve((_, response) => response.writeHead(307, { location: `${storage.url}/file` }).end())
  const got = await fetchFrom(`${api.url}/Media/ME1`, api.url)
  expect(got).toMatchObject({ mime: 'image/png' })
  expect(Buffer.from(got?.bytes ?? []).toString()).toBe('bytes')
  expect(api.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('AC1:top-secret').toString('base64')}`)
  expect(storage.seen[0]?.headers.authorization).toBeUndefined()
})

test('credentials never go to a host that is not Twilio, nor to one that only looks like it', async () => {
  const stranger = await serve((_, response) => response.end('x'))
  await fetchFrom(`${stranger.url}/a`, 'https://api.twilio.com')
  expect(stranger.seen[0]?.headers.authorization).toBeUndefined()
  for (const url of ['https://twilio.com.evil.example/a', 'https://eviltwilio.com/a', 'http://api.twilio.com/a']) {
    let sent: RequestInit | undefined
    const spy = (async (_: unknown, init?: RequestInit) => {
      sent = init
      return new Response('x')
    }) as typeof fetch
    await channel.fetchMedia?.({ url, mime: 'image/png' }, { ...context('https://api.twilio.com'), fetch: spy })
    expect(new Headers(sent?.headers).get('authorization'), url).toBeNull()
  }
})

test('a file that is gone, refused or busy has its own error', async () => {
  const answering = async (status: number) => {
    const { url } = await serve((_, response) => response.writeHead(status).end())
    return fetchFrom(`${url}/a`, url)?.catch((error: unknown) => error)
  }
  expect(await answering(404)).toBeInstanceOf(Rejected)
  expect(await answering(401)).toBeInstanceOf(Reconnect)
  expect(await answering(503)).toBeInstanceOf(RetryLater)
})

test('a redirect without end and a file without end are given up', async () => {
  const loop = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
  await expect(fetchFrom(`${loop.url}/a`, loop.url)).rejects.toBeInstanceOf(Rejected)
  const endless = await serve((_, response) => {
    const block = Buffer.alloc(1024 * 1024)
    const more = () => {
      while (!response.destroyed && response.write(block));
    }
    response.on('drain', more)
    more()
  })
  await expect(fetchFrom(`${endless.url}/a`, endless.url)).rejects.toThrow('25 MB')
})
