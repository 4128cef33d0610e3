import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardedFetch } from '../src/plugins/guarded-fetch.ts'
import { isPrivateAddress } from '../src/plugins/private-address.ts'

let server: Server
let origin = ''
const seen: { method?: string; url?: string; authorization?: string; keys: string; body: string }[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        keys: Object.keys(request.headers)
          .filter((name) => name.includes('key'))
          .join(),
        body,
      })
      if (request.url === '/big') return response.end('x'.repeat(5000))
      if (request.url === '/slow') return
      if (request.url === '/drip') {
        const drip = setInterval(() => response.write('x'), 20)
        return response.on('close', () => clearInterval(drip))
      }
      if (request.url === '/half')
        return response.writeHead(200, { 'content-length': '99' }).write('x', () => response.destroy())
      if (request.url === '/to-metadata')
        return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
      if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end()
      if (request.url === '/see-other') return response.writeHead(303, { location: '/fine' }).end()
      response.writeHead(201, { 'content-type': 'application/json', 'x-two': ['a', 'b'] }).end(JSON.stringify({ body }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const open = guardedFetch({ allowPrivate: true, deadlineMs: 300, maxBytes: 1000 })
const guarded = guardedFetch({ allowPrivate: false, deadlineMs: 2000, maxBytes: 1000 })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => error.cause?.code ?? error.name,
  )

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  'fe80::1',
  'fd00::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '64:ff9b::7f00:1',
  'no address',
])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true))
test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2800:3f0::1'])('%s is public', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
)

test.each([
  'http://127.0.0.1',
  'http://localhost',
  'http://[::1]',
  'http://0x7f.1',
  'http://2130706433',
  'http://[::ffff:7f00:1]',
])('%s cannot be reached from a guarded plugin', async (address) => {
  const { port } = server.address() as AddressInfo
  const before = seen.length
  expect(await codeOf(guarded(`${address}:${port}/fine`))).toBe('EPRIVATE')
  expect(seen.length).toBe(before)
})

test('only http and https are spoken', async () => {
  await expect(guarded('file:///etc/passwd')).rejects.toThrow()
  await expect(guarded('ftp://example.com/x')).rejects.toThrow()
})

test('method, headers, form bodies and answers go through as with fetch', async () => {
  const answer = await open(`${origin}/fine?x=1`, {
    method: 'POST',
    headers: { authorization: 'Basic abc' },
    body: new URLSearchParams({ a: 'ç d' }),
  })
  expect(answer.status).toBe(201)
  expect(answer.ok).toBe(true)
  expect(answer.headers.get('x-two')).toBe('a, b')
  expect(await answer.json()).toEqual({ body: 'a=%C3%A7+d' })
  expect(seen.at(-1)).toMatchObject({ method: 'POST', url: '/fine?x=1', authorization: 'Basic abc' })
})

test('edge 36: a redirect to another host carries no credentials, one after a POST becomes a GET', async () => {
  await open(`${origin}/see-other`, { method: 'POST', headers: { authorization: 'Basic abc' }, body: 'x' })
  expect(seen.at(-1)).toMatchObject({ method: 'GET', url: '/fine', authorization: 'Basic abc', body: '' })
  const { port } = server.address() as AddressInfo
  const elsewhere = createServer((_request, response) =>
    response.writeHead(302, { location: `http://localhost:${port}/fine` }).end(),
  )
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  await open(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`, {
    headers: { authorization: 'Basic abc', 'd360-api-key': 'abc', 'x-api-key': 'abc' },
  }).catch(() => {})
  elsewhere.close()
  expect(seen.at(-1)).toMatchObject({ authorization: '', keys: '' })
})

test('redirects are bounded, and manual ones are handed back', async () => {
  const patient = guardedFetch({ allowPrivate: true, deadlineMs: 10_000, maxBytes: 1000 })
  await expect(patient(`${origin}/loop`)).rejects.toThrow(/five times/)
  expect((await patient(`${origin}/loop`, { redirect: 'manual' })).status).toBe(302)
})

test('too large an answer, too slow an answer and half an answer fail', async () => {
  await expect(open(`${origin}/big`).then((answer) => answer.text())).rejects.toThrow(/larger than 1000 bytes/)
  expect(await codeOf(open(`${origin}/slow`))).toBe('TimeoutError')
  await expect(open(`${origin}/half`).then((answer) => answer.text())).rejects.toThrow()
})

test('the caller’s own signal counts', async () => {
  expect(await codeOf(open(`${origin}/slow`, { signal: AbortSignal.timeout(50) }))).toBe('TimeoutError')
  expect(await codeOf(open(origin, { signal: AbortSignal.abort() }))).toBe('AbortError')
})

test('a body that drips is left at the caller’s deadline, also when the garbage was collected in between', async () => {
  setFlagsFromString('--expose-gc')
  const cleaning = setInterval(runInNewContext('gc') as () => void, 50)
  const patient = guardedFetch({ allowPrivate: true, deadlineMs: 60_000, maxBytes: 10_000 })
  try {
    const answer = await patient(`${origin}/drip`, { signal: AbortSignal.timeout(1500) })
    await expect(answer.text()).rejects.toMatchObject({ name: 'TimeoutError' })
  } finally {
    clearInterval(cleaning)
  }
})

test('a refused connection says so', async () => {
  expect(await codeOf(open('http://127.0.0.1:9'))).toMatch(/ECONNREFUSED|bad port/)
})
