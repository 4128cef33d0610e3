import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import email from '../../plugins/email/src/index.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'
import { echo } from './support/workflow.ts'

const stored = new Map<string, { bytes: Uint8Array; mime: string }>()
const secret = 'um-segredo-bem-longo'
let engine: Engine
let inbox: { id: string; key: string }

beforeAll(async () => {
  engine = await startEngine({}, {}, false, [{ from: 'email', plugin: email }])
  engine.host.files = {
    put: async (path, bytes, mime) => void stored.set(path, { bytes, mime }),
    signedUrl: async (path) => `https://files.example/${path}`,
  }
  inbox = { id: randomUUID(), key: randomBytes(16).toString('hex') }
  const settings = { address: 'suporte@loja.example', inbound: 'webhook', webhook: { provider: 'raw', secret } }
  await engine.sql`insert into inboxes (id, organization_id, channel, name, key, settings)
    values (${inbox.id}, ${engine.organization}, 'email', 'E-mail', ${inbox.key}, ${engine.sql.json(settings)})`
  await engine.publish([echo])
})
afterAll(() => engine?.stop())

const pdf = Buffer.from('%PDF-1.4 de verdade')
const mail = (id: string) =>
  Buffer.from(
    [
      `Message-ID: <${id}@x.example>`,
      'From: Ana <ana@x.example>',
      'To: suporte@loja.example',
      'Subject: Nota',
      'Content-Type: multipart/mixed; boundary=B',
      '',
      '--B',
      'Content-Type: text/plain; charset=iso-8859-1',
      '',
      'Segue a nota em anexo, n\xe3o esque\xe7a.',
      '--B',
      'Content-Type: application/octet-stream; name=nota.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      pdf.toString('base64'),
      '--B--',
      '',
    ].join('\r\n'),
    'latin1',
  )
const post = (body: Buffer) =>
  fetch(`${engine.core.url}/hooks/v1/${inbox.key}/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', 'x-faladesk-secret': secret },
    body: new Uint8Array(body),
  })

test('a file inside a mail is taken out of the stored delivery and kept as what its bytes are', async () => {
  expect((await post(mail('um'))).status).toBe(200)
  const file = await until('the file was stored', async () => {
    const [row] = await engine.sql`select a.* from attachments a join messages m on m.id = a.message_id
      where m.external_id = 'um@x.example' and a.status = 'stored'`
    return row
  })
  expect(file).toMatchObject({ name: 'nota.pdf', mime: 'application/pdf', size: String(pdf.length) })
  expect(Buffer.from(stored.get(file.path)?.bytes ?? [])).toEqual(pdf)
  const [message] = await engine.sql`select text from messages where external_id = 'um@x.example'`
  expect(message?.text).toBe('Segue a nota em anexo, não esqueça.')
})

test('where the delivery is gone the file says so and is not asked for again', async () => {
  await engine.sql`create function public.test_forget() returns trigger language plpgsql security definer as $$ begin
    delete from public.deliveries where inbox_id = new.inbox_id and idempotency_key like 'message:dois@%'; return new; end $$`
  await engine.sql`create trigger forget after insert on public.messages for each row
    when (new.external_id = 'dois@x.example') execute function public.test_forget()`
  expect((await post(mail('dois'))).status).toBe(200)
  const file = await until('it was given up', async () => {
    const [row] = await engine.sql`select a.* from attachments a join messages m on m.id = a.message_id
      where m.external_id = 'dois@x.example' and a.status = 'failed'`
    return row
  })
  expect(file.reason).toBe('the delivery this file came in is gone')
})
