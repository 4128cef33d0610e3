import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { parse } from '../src/parse.ts'
import { readAnyMail } from '../src/reading/read-apart.ts'
import { readMail } from '../src/reading/read-mail.ts'
import { streamRequest } from '../src/receiving/stream-request.ts'
import { context, mail, message } from './mails.ts'

const folder = mkdtempSync(join(tmpdir(), 'faladesk-worker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const threadOf = (code: string): URL => {
  const file = join(folder, `${code.length}.mjs`)
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'\nparentPort.on('message', () => { ${code} })\n`)
  return pathToFileURL(file)
}

const withFile = (bytes: number) =>
  Buffer.from(
    mail(
      { 'Content-Type': 'multipart/mixed; boundary=B' },
      `--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Olá, segue a nota</p>\r\n--B\r\nContent-Type: application/pdf; name=nota.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(bytes, 'nota ').toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--B--\r\n`,
    ),
  )

test('a large mail read by its own thread is the same as read here', async () => {
  const raw = withFile(200_000)
  const apart = await readAnyMail(raw, { apartFrom: 0 })
  const here = await readMail(raw)
  expect(JSON.stringify(apart)).toBe(JSON.stringify(here))
  expect(apart !== 'late' && Buffer.isBuffer(apart?.files[0]?.content)).toBe(true)
  expect(await readAnyMail(Buffer.from('no mail at all'), { apartFrom: 0 })).toBeNull()
})

test('edge 50: 20 MB of a file are read while this process goes on with its work', async () => {
  const raw = withFile(20_000_000)
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const event = await message(raw)
  clearInterval(beat)
  expect(event.content).toMatchObject([
    { k: 'text', text: 'Olá, segue a nota' },
    { k: 'media', media: { size: 20_000_000 } },
  ])
  // Handing the bytes over takes a moment; reading them here would take ten times as long.
  expect(longest).toBeLessThan(1500)
})

test('edge 50: a mail that cannot be read in time is told as such, and the next one is read', async () => {
  // What is late ends the shared thread, so that each of these has one of its own kind; no machine reads 5 MB in a millisecond.
  expect(await readAnyMail(withFile(5_000_000), { apartFrom: 0, deadlineMs: 1 })).toBe('late')
  expect(await readAnyMail(withFile(10), { apartFrom: 0, deadlineMs: 300, worker: threadOf('for (;;) {}') })).toBe(
    'late',
  )
  expect(await readAnyMail(withFile(10), { apartFrom: 0, worker: threadOf('throw new Error("broken")') })).toBe('late')
  expect(await readAnyMail(withFile(10), { apartFrom: 0 })).toMatchObject({ subject: 'Pedido 123' })
})

test('several large mails wait for each other and all come, in their order', async () => {
  const done: number[] = []
  const mails = await Promise.all(
    [3, 1, 2].map(async (n) => {
      const found = await readAnyMail(withFile(n * 100_000), { apartFrom: 0 })
      done.push(n)
      return found
    }),
  )
  expect(done).toEqual([3, 1, 2])
  expect(mails.map((found) => found && found !== 'late' && found.files[0]?.size)).toEqual([300_000, 100_000, 200_000])
})

test('edge 50: ten thousand parts, or headers without end, are an event or a typed refusal within the time', async () => {
  const parts = mail({ 'Content-Type': 'multipart/mixed; boundary=B' }, '--B\r\n\r\nx\r\n'.repeat(300_000))
  const header = `X-Long: ${'a'.repeat(3_000_000)}\r\n${mail()}`
  for (const raw of [parts, header]) {
    const outcome = await parse(streamRequest(Buffer.from(raw)), context())
    if ('refused' in outcome) expect(outcome.refused).not.toBe('')
    else expect(outcome.events).toHaveLength(1)
  }
})
