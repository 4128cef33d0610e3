import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chance } from '@faladesk/plugin-sdk/testing'
import { afterAll, expect, test } from 'vitest'
import { run } from '../bin/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'faladesk-receive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
const file = (content: string | Uint8Array, kind = ''): string => {
  const path = join(folder, `${++count}${kind}`)
  writeFileSync(path, content)
  return path
}
const receive = async (...words: string[]) => {
  const [lines, complaints]: [string[], string[]] = [[], []]
  const code = await run(
    ['plugin', 'receive', ...words],
    (line) => lines.push(line),
    (line) => complaints.push(line),
  )
  return { code, lines, complaints, read: () => lines.map((line) => JSON.parse(line)) }
}

const pigeon = JSON.stringify({ messages: [{ id: 'm-1', from: 'ana@roost', text: 'Olá! 😊' }] })
const message = { type: 'message', idempotencyKey: 'message:m-1', content: [{ k: 'text', text: 'Olá! 😊' }] }
const key = 'signing-key'
const inbox = file(JSON.stringify({ sender: 'loja', accessToken: 'access-token', signingKey: key }), '.json')
const http = (
  body: string,
  headers: Record<string, string> = {},
  target = '/hooks/v1/0123456789abcdef0123456789abcdef/inbound',
) =>
  [
    `POST ${target} HTTP/1.1`,
    'Host: desk.example',
    'Content-Type: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n')
const signed = (body: string) => {
  const url = 'https://desk.example/hooks/v1/0123456789abcdef0123456789abcdef/inbound'
  return { 'X-Pigeon-Signature': `sha256=${createHmac('sha256', key).update(`${url}\n${body}`).digest('hex')}` }
}

test('one line a file, whatever it was recorded as', async () => {
  const chunked = http(`${Buffer.byteLength(pigeon).toString(16)}\r\n${pigeon}\r\n0\r\n\r\n`, {
    'Transfer-Encoding': 'chunked',
  })
  const { code, read } = await receive(
    'pigeon',
    file(pigeon, '.json'),
    file(pigeon),
    file(http(pigeon)),
    file(chunked),
    '--json',
  )
  expect(code).toBe(0)
  for (const events of read()) expect(events).toMatchObject([message])
  expect(read()).toHaveLength(4)
})

test('a JSON file that holds many bodies, in a list or by name, is read as all of them', async () => {
  const files = [`[${pigeon},${pigeon}]`, `{"one":${pigeon},"two":${pigeon}}`].map((text) => file(text, '.json'))
  const { read } = await receive('whatsapp-cloud', ...files, '--json')
  expect(read()).toMatchObject([{ refused: expect.any(String) }, { refused: expect.any(String) }])
  const meta = { object: 'whatsapp_business_account', entry: [] }
  const both = await receive(
    'whatsapp-cloud',
    file(JSON.stringify({ a: meta, b: meta, c: { no: 1 } }), '.json'),
    '--json',
  )
  expect(both.read()).toEqual([[]])
})

test('a form body is read as a form', async () => {
  const form = 'MessageSid=SM1&From=whatsapp%3A%2B5511987650001&To=whatsapp%3A%2B5511900000001&Body=oi&NumMedia=0'
  const { read } = await receive('whatsapp-twilio', file(form), file(form, '.form'), '--json')
  expect(read()).toMatchObject([[{ type: 'message', externalId: 'SM1' }], [{ type: 'message', externalId: 'SM1' }]])
})

test('the hook of a request is the one its path names, and a query stays with it', async () => {
  const body = '{"statuses":[{"message_id":"pg-1","state":"read"}]}'
  const target = 'https://desk.example/hooks/v1/k/status?m=0192f3a0-0000-7000-8000-000000000001'
  const { read } = await receive('pigeon', file(http(body, {}, target)), '--json')
  expect(read()).toMatchObject([
    [{ type: 'status', status: 'read', ourMessageId: '0192f3a0-0000-7000-8000-000000000001' }],
  ])
})

test('a body whose sender only a header knows borrows one', async () => {
  const { read } = await receive(
    'webchat',
    file('{"id":"0192f3a0-0000-7000-8000-000000000001","text":"oi"}', '.json'),
    '--json',
  )
  expect(read()).toMatchObject([[{ type: 'message', content: [{ k: 'text', text: 'oi' }] }]])
})

test('unsigned is fine until --verify asks', async () => {
  const [good, bad] = [file(http(pigeon, signed(pigeon))), file(http(pigeon))]
  expect((await receive('pigeon', good, bad, '--inbox', inbox, '--json')).read()).toMatchObject([[message], [message]])
  const { code, read } = await receive('pigeon', good, bad, '--inbox', inbox, '--json', '--verify')
  expect(code).toBe(0)
  expect(read()).toMatchObject([[message], { refused: expect.stringContaining('x-pigeon-signature') }])
  const elsewhere = await receive(
    'pigeon',
    good,
    '--inbox',
    inbox,
    '--json',
    '--verify',
    '--url',
    'https://evil.example/',
  )
  expect(elsewhere.read()).toMatchObject([{ refused: expect.stringContaining('does not match') }])
})

test('what is refused says why, and what cannot be read keeps its line', async () => {
  const { code, read } = await receive('pigeon', file('no json'), join(folder, 'gone'), file(pigeon), '--json')
  expect(code).toBe(2)
  expect(read()).toMatchObject([
    { refused: expect.stringContaining('JSON') },
    { refused: expect.stringContaining('gone') },
    [message],
  ])
})

test('without --json people read what came', async () => {
  const { lines } = await receive('pigeon', file(pigeon), file('{"messages":[{}]}'), file('x'))
  expect(lines.join('\n')).toMatch(/message from ana@roost text "Olá! 😊"/)
  expect(lines.join('\n')).toMatch(/ignored: a message without id or from/)
  expect(lines.join('\n')).toMatch(/refused: The body is not a JSON object/)
})

test('no bytes make it fall', async () => {
  const random = chance(11)
  const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256))
  const strange = [
    '',
    '\n\n\n',
    'POST',
    'POST / HTTP/1.1',
    'GET http://[::1 HTTP/1.1\r\n\r\n',
    'POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nx',
    'POST /x HTTP/1.1\r\n: no name\r\nHost: \u0000\r\n\r\n{}',
    'From: a@b\r\nSubject: =?x?Q?',
    '{"__proto__":{"a":1}}',
    '['.repeat(100_000),
    ...Array.from({ length: 20 }, () => bytes(Math.floor(random() * 5_000))),
    ...Array.from({ length: 20 }, () =>
      Buffer.concat([Buffer.from(http(pigeon)).subarray(0, random() * 200), bytes(50)]),
    ),
  ].map((content) => file(content))
  for (const channel of ['pigeon', 'whatsapp-twilio', 'webchat']) {
    const { code, lines } = await receive(channel, ...strange, '--json')
    expect([code, lines.length]).toEqual([0, strange.length])
    for (const line of lines) expect(Array.isArray(JSON.parse(line)) || 'refused' in JSON.parse(line)).toBe(true)
  }
})

test('--post gives the request to a running core as the provider did', async () => {
  const got: { url: string | undefined; signature: unknown; body: string }[] = []
  const core = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => (body += piece))
    request.on('end', () => {
      got.push({ url: request.url, signature: request.headers['x-pigeon-signature'], body })
      response.writeHead(got.length === 1 ? 200 : 403).end('heard')
    })
  }).listen(0, '127.0.0.1')
  const url = () => `http://127.0.0.1:${(core.address() as AddressInfo).port}/hooks/v1/0123456789abcdef0123456789abcdef`
  await new Promise((listening) => core.once('listening', listening))
  try {
    const recorded = file(http(pigeon, signed(pigeon)))
    const first = await receive('pigeon', recorded, '--json', '--post', '--hook', url())
    expect([first.code, first.complaints.join()]).toEqual([0, expect.stringContaining('200: heard')])
    expect(first.read()).toMatchObject([[message]])
    expect((await receive('pigeon', recorded, '--post', '--hook', `${url()}/inbound`)).code).toBe(1)
    expect(got).toEqual(
      Array(2).fill({
        url: new URL(`${url()}/inbound`).pathname,
        signature: signed(pigeon)['X-Pigeon-Signature'],
        body: pigeon,
      }),
    )
  } finally {
    core.close()
  }
  expect((await receive('pigeon', inbox, '--post', '--hook', 'inbound')).code).toBe(2)
})

test('words that make no sense are told', async () => {
  const said = async (...words: string[]) => {
    const { code, complaints } = await receive(...words)
    return [code, complaints.join('\n')]
  }
  expect(await said('pigeon')).toEqual([2, expect.stringContaining('FILE… is missing')])
  expect(await said('pigeons', inbox)).toEqual([2, expect.stringContaining('There is no plugin "pigeons"')])
  expect(await said('openai', inbox)).toEqual([2, expect.stringContaining('is an AI')])
  expect(await said('pigeon', inbox, '--hook', 'roof')).toEqual([2, expect.stringContaining('inbound, status')])
  expect(await said('pigeon', inbox, '--inbox', join(folder, 'gone'))).toEqual([
    2,
    expect.stringContaining('cannot be read'),
  ])
})

const fixtures = fileURLToPath(new URL('../../../shared/fixtures/', import.meta.url))
test.skipIf(!existsSync(fixtures))(
  'every file of the fixtures is read or refused by every channel, where they are there',
  async () => {
    const files = ['twilio', 'whatsapp/pywa', 'email/mailparser', 'email/postal-mime'].flatMap((name) =>
      readdirSync(join(fixtures, name)).map((one) => join(fixtures, name, one)),
    )
    for (const channel of ['pigeon', 'whatsapp-twilio', 'webchat']) {
      const { code, lines } = await receive(channel, ...files, '--json')
      expect([code, lines.length]).toEqual([0, files.length])
    }
  },
)
