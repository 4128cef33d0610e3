import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, noDovecot, startDovecot } from '../../plugins/email/test/dovecot.ts'
import { type Sink, smtpSink } from '../../plugins/email/test/smtp-sink.ts'
import { openDatabaseOf } from './support/database.ts'
import { type Person, signIn } from './support/person.ts'
import { type StartedServer, startServer } from './support/started-server.ts'
import { until } from './support/until.ts'
import { echo, publish } from './support/workflow.ts'

const mail = (from: string, id: string, text: string, more = '') =>
  `From: ${from}\r\nTo: loja@example.test\r\nSubject: =?utf-8?Q?Meu_pedido_n=C3=A3o_chegou?=\r\nMessage-ID: <${id}>\r\n${more}Date: ${new Date().toUTCString()}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n`

describe.skipIf(noDovecot !== null)(`e-mail from end to end${noDovecot ? ` (skipped: ${noDovecot})` : ''}`, () => {
  let server: StartedServer
  let dovecot: Dovecot
  let sink: Sink
  let admin: Person

  beforeAll(async () => {
    ;[server, dovecot, sink] = await Promise.all([startServer(), startDovecot(), smtpSink()])
    admin = await signIn(server.url, 'admin@demo.faladesk.test')
    await publish(admin, [echo])
  })
  afterAll(async () => {
    await sink?.close()
    await dovecot?.stop()
    await server?.stop()
  })

  const inbox = (user: string) =>
    admin.call<{ id: string; health: { status: string } }>('POST', '/v1/inboxes', {
      channel: 'email',
      name: `Mail ${user}`,
      settings: {
        address: 'loja@example.test',
        inbound: 'imap',
        imap: { host: '127.0.0.1', port: dovecot.imapPort, secure: false, user, password: dovecot.password },
        smtp: { host: '127.0.0.1', port: sink.port, secure: false, user: sink.user, password: sink.password },
      },
    })
  const query = async <T>(ask: (sql: ReturnType<typeof openDatabaseOf>) => Promise<T>): Promise<T> => {
    const sql = openDatabaseOf(server.dataDir)
    try {
      return await ask(sql)
    } finally {
      await sql.end()
    }
  }
  const watched = (id: string) =>
    until(
      'the mailbox is watched',
      () =>
        query(async (sql) => (await sql`select 1 from streams where inbox_id = ${id} and cursor is not null`).length),
      20_000,
    )

  test('mail in, rule, reply, an answer to the reply: one conversation here, one thread in a real mail server', async () => {
    const { id } = await inbox('shop')
    await watched(id)
    const first = mail('Ana <ana@cliente.test>', 'm1@cliente.test', 'Onde está meu pedido?')
    await dovecot.deliver('shop', first)
    await until('the rule answered', () => sink.mails.length === 1)
    const [reply] = sink.mails
    expect(reply?.to).toEqual(['ana@cliente.test'])
    expect(reply?.text).toContain('re: Onde está meu pedido?')
    expect(reply?.headers('in-reply-to')).toBe('<m1@cliente.test>')
    expect(reply?.headers('references')).toBe('<m1@cliente.test>')
    expect(reply?.subject).toBe('Re: Meu pedido não chegou')
    expect(reply?.headers('auto-submitted')).toBe('auto-replied')

    const ours = reply?.headers('message-id') ?? ''
    const second = mail(
      'Ana <ana@cliente.test>',
      'm2@cliente.test',
      'Obrigada, chegou!',
      `In-Reply-To: ${ours}\r\nReferences: <m1@cliente.test> ${ours}\r\n`,
    )
    await dovecot.deliver('shop', second)
    await until('it was answered again', () => sink.mails.length === 2)
    const again = sink.mails[1]
    expect(again?.headers('in-reply-to')).toBe('<m2@cliente.test>')
    expect(again?.headers('references')).toBe(`<m1@cliente.test> ${ours} <m2@cliente.test>`)
    const conversations = await query(
      (sql) =>
        sql`select count(distinct conversation_id)::int as n, count(*)::int as messages from messages where inbox_id = ${id}`,
    )
    expect(conversations[0]).toEqual({ n: 1, messages: 4 })

    // Ana's own mailbox, as her mail program would have it: the server's own threading puts all four in one thread.
    for (const raw of [
      first,
      reply?.raw ?? '',
      second,
      again?.raw ?? '',
      mail('Bia <bia@cliente.test>', 'other@cliente.test', 'Outra coisa'),
    ])
      await dovecot.deliver('ana', raw)
    expect(await threads(dovecot, 'ana')).toBe('(1 2 3 4)(5)')
  })

  test('killed with -9 while it reads 400 mails, it loses none and doubles none', async () => {
    const { id } = await inbox('flood')
    await watched(id)
    await query(
      (sql) => sql`update workflows set published_version = null where organization_id = ${admin.organizationId}`,
    )
    const count = () =>
      query(
        async (sql) =>
          (await sql`select count(*)::int as n from messages where inbox_id = ${id} and direction = 'in'`)[0]
            ?.n as number,
      )
    dovecot.fill(
      'flood',
      Array.from({ length: 400 }, (_, n) =>
        mail(`Cliente ${n} <c${n}@cliente.test>`, `flood-${n}@cliente.test`, `Pedido número ${n}`),
      ),
    )
    let [kills, before] = [0, 0]
    for (; kills < 3; kills++) {
      const from = before
      await until('some came', async () => (await count()) > from)
      await server.kill()
      await server.restart()
      before = await count()
      if (before >= 400) break
    }
    await until('all came', async () => (await count()) >= 400, 60_000)
    await sleep(1000)
    const rows = await query((sql) => sql`select external_id from messages where inbox_id = ${id} and direction = 'in'`)
    expect(rows.map((row) => row.external_id).sort()).toEqual(
      Array.from({ length: 400 }, (_, n) => `flood-${n}@cliente.test`).sort(),
    )
    expect(kills).toBeGreaterThan(0)
  }, 180_000)
})

/** What a mail server's own THREAD=REFS, by References and In-Reply-To alone, makes of a mailbox. */
const threads = (dovecot: Dovecot, user: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(dovecot.imapPort, '127.0.0.1', () =>
      socket.write(`a LOGIN ${user} ${dovecot.password}\r\nb SELECT INBOX\r\nc THREAD REFS UTF-8 ALL\r\nd LOGOUT\r\n`),
    )
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('end', () => resolve(/^\* THREAD (.*?)\r?$/m.exec(said)?.[1] ?? said))
    socket.on('error', reject)
  })
