import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import email from '../../plugins/email/src/index.ts'
import { startListeners } from '../src/inbound/listeners.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

let engine: Engine
let inbox: string
beforeAll(async () => {
  engine = await startEngine({}, { ports: { smtp: 0 } }, false, [{ from: 'test', plugin: email }])
  inbox = randomUUID()
  await engine.sql`insert into inboxes (id, organization_id, channel, name, settings) values (${inbox}, ${engine.organization}, 'email', 'Mail',
    ${engine.sql.json({ address: 'Loja@example.test', inbound: 'smtp' })})`
})
afterAll(() => engine?.stop())

/** Speaks SMTP as a sending server does; answers what was said after each line. */
const give = (to: string, raw: string, port = engine.core.ports.smtp as number) =>
  new Promise<string[]>((resolve, reject) => {
    const lines = [
      'EHLO mx.cliente.test',
      'MAIL FROM:<ana@cliente.test>',
      `RCPT TO:<${to}>`,
      'DATA',
      `${raw}\r\n.`,
      'QUIT',
    ]
    const said: string[] = []
    const socket = connect(port, '127.0.0.1')
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      said.push(chunk.toString().trim().split('\r\n').at(-1)?.slice(0, 3) ?? '')
      const line = lines.shift()
      if (line) socket.write(`${line}\r\n`)
    })
    socket.on('close', () => resolve(said))
  })
const mail = (n: number) =>
  `From: Ana <ana@cliente.test>\r\nTo: loja@example.test\r\nSubject: Oi ${n}\r\nMessage-ID: <s${n}@cliente.test>\r\n\r\nPedido ${n}`

test('a mail to an inbox that receives directly is a message when 250 was said, once however often it comes', async () => {
  expect(await give('loja@example.test', mail(1))).toEqual(['220', '250', '250', '250', '354', '250', '221'])
  expect(
    (await engine.sql`select text from messages where inbox_id = ${inbox} and direction = 'in'`).map(
      ({ text }) => text,
    ),
  ).toEqual(['Pedido 1'])
  await give('LOJA+x@example.test', mail(1))
  await give('loja@example.test', mail(2))
  await until(
    'the second is there',
    async () => (await engine.sql`select from messages where inbox_id = ${inbox} and direction = 'in'`).length === 2,
  )
})

test('a mail for nobody here, or for an inbox that was switched off, is refused with 550', async () => {
  expect((await give('outra@example.test', mail(3)))[3]).toBe('550')
  await engine.sql`update inboxes set enabled = false where id = ${inbox}`
  expect((await give('loja@example.test', mail(3)))[3]).toBe('550')
  await engine.sql`update inboxes set enabled = true where id = ${inbox}`
})

test('while the mail cannot be stored its sender keeps it: 451', async () => {
  await engine.sql`create function test_fails() returns trigger language plpgsql as $$ begin raise exception 'away' using errcode = '53100'; end $$`
  await engine.sql`create trigger test_fails before insert on deliveries for each row execute function test_fails()`
  expect((await give('loja@example.test', mail(4)))[5]).toBe('451')
  await engine.sql`drop function test_fails cascade`
  expect((await give('loja@example.test', mail(4)))[5]).toBe('250')
})

test('without a port nobody listens, and a port that is taken stops the start with its number', async () => {
  const { host } = engine
  expect((await startListeners({ ...host, config: { ...host.config, ports: {} } })).ports).toEqual({})
  const taken = engine.core.ports.smtp as number
  await expect(startListeners({ ...host, config: { ...host.config, ports: { smtp: taken } } })).rejects.toThrow(
    `port ${taken}`,
  )
})
