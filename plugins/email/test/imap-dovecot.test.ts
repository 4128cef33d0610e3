import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maxMail } from '../src/reading/read-mail.ts'
import { reconcile } from '../src/sending/reconcile.ts'
import { ownMessageId } from '../src/threads/token.ts'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'
import { contextOf, imapHost, mailbox, mailOf, signedIn, until } from './imap-host.ts'

const skipped = noDovecot ? ` (skipped: ${noDovecot})` : ''

describe.skipIf(noDovecot !== null)(`a mailbox on a real Dovecot${skipped}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot?.stop())

  test('what came before the inbox was made stays where it is; a mail that arrives is there at once', async () => {
    dovecot.fill('first', [mailOf('old')])
    const host = imapHost(mailbox(dovecot, 'first'))
    const run = host.run({ since: new Date(Date.now() + 1000) })
    await until('the folder was looked at', () => host.cursor)
    expect(host.mails).toEqual([])
    const before = performance.now()
    await dovecot.deliver('first', mailOf('new'))
    await until('the mail came', () => host.mails.length === 1)
    expect(performance.now() - before).toBeLessThan(15_000)
    expect(host.mails[0]).toContain('Oi new')
    await run.stop()
    expect(await run.ended).toBeNull()
  })

  test('edge 48: a kick ends the source, and the next start reads what came meanwhile, each mail once', async () => {
    const host = imapHost(mailbox(dovecot, 'kicked'))
    let run = host.run()
    await until('the folder was looked at', () => host.cursor)
    await dovecot.deliver('kicked', mailOf('k1'))
    await until('the first came', () => host.mails.length === 1)
    dovecot.kick('kicked')
    expect(await run.ended).toBeInstanceOf(Error)
    await dovecot.deliver('kicked', mailOf('k2'))
    await dovecot.deliver('kicked', mailOf('k3'))
    run = host.run()
    await until('the others came', () => host.mails.length === 3)
    expect(host.repeated).toBe(0)
    await run.stop()
  })

  test('edge 48: nothing new reads nothing again, though the server answers n:* with its last mail', async () => {
    const host = imapHost(mailbox(dovecot, 'quirk', { importDays: 5 }))
    await dovecot.deliver('quirk', mailOf('q1'))
    for (let n = 0; n < 3; n++) {
      const run = host.run()
      await until('it was read', () => host.mails.length === 1)
      await new Promise((resolve) => setTimeout(resolve, 150))
      await run.stop()
    }
    expect([host.mails.length, host.repeated]).toEqual([1, 0])
  })

  test('edge 48: other numbers for the same mails (uidvalidity) lose none and double none', async () => {
    const host = imapHost(mailbox(dovecot, 'renumbered'))
    let run = host.run()
    await until('the folder was looked at', () => host.cursor)
    for (const n of [1, 2, 3]) await dovecot.deliver('renumbered', mailOf(`r${n}`))
    await until('they came', () => host.mails.length === 3)
    await run.stop()
    const validity = () =>
      Object.values((host.cursor as { folders: Record<string, { uidValidity: string }> }).folders)[0]?.uidValidity
    const old = validity()
    await dovecot.deliver('renumbered', mailOf('r4'))
    await new Promise((resolve) => setTimeout(resolve, 1100))
    dovecot.renumber('renumbered')
    run = host.run()
    await until('the fourth came', () => host.mails.length === 4)
    await until('the new numbers are known', () => validity() !== old)
    await dovecot.deliver('renumbered', mailOf('r5'))
    await until('the fifth came', () => host.mails.length === 5)
    await run.stop()
    expect(new Set(host.mails).size).toBe(5)
  })

  test('edge 48: a backlog of 10,000 comes whole, in order and in small batches', async () => {
    const host = imapHost(mailbox(dovecot, 'backlog'))
    const first = host.run()
    await until('the folder was looked at', () => host.cursor)
    await first.stop()
    dovecot.fill(
      'backlog',
      Array.from({ length: 10_000 }, (_, n) => mailOf(n)),
    )
    const run = host.run()
    await until('all came', () => host.mails.length === 10_000, 200_000)
    await run.stop()
    expect(host.repeated).toBe(0)
    expect(host.largest.items).toBeLessThanOrEqual(50)
    expect(host.largest.bytes).toBeLessThanOrEqual(4 * 1024 * 1024)
    expect(host.mails.map((mail) => Number(/Oi (\d+)/.exec(mail)?.[1]))).toEqual(
      Array.from({ length: 10_000 }, (_, n) => n),
    )
  }, 240_000)

  test('a batch that was not kept comes again at the next start', async () => {
    const host = imapHost(mailbox(dovecot, 'lost'))
    let run = host.run()
    await until('the folder was looked at', () => host.cursor)
    host.beforeKeeping = () => {
      throw new Error('the database is away')
    }
    await dovecot.deliver('lost', mailOf('l1'))
    expect(await run.ended).toMatchObject({ message: 'the database is away' })
    delete host.beforeKeeping
    run = host.run()
    await until('it came', () => host.mails.length === 1)
    await run.stop()
  })

  test('edge 48: mail marked deleted is not read, and the read ones stay unread on the server', async () => {
    const host = imapHost(mailbox(dovecot, 'deleted', { importDays: 5 }))
    await dovecot.deliver('deleted', mailOf('gone'))
    await dovecot.deliver('deleted', mailOf('stays'))
    const client = await signedIn(dovecot, 'deleted')
    await client.mailboxOpen('INBOX')
    await client.messageFlagsAdd('1', ['\\Deleted'])
    const run = host.run()
    await until('one came', () => host.mails.length === 1)
    await run.stop()
    expect(host.mails[0]).toContain('Oi stays')
    const flags = await client.fetchOne('2', { flags: true })
    expect(flags && [...(flags.flags ?? [])].includes('\\Seen')).toBe(false)
    await client.logout()
  })

  test('edge 50: a mail that is too large is not fetched: its header is kept with the reason', async () => {
    const host = imapHost(mailbox(dovecot, 'large', { importDays: 5 }))
    dovecot.fill('large', [
      mailOf('huge') + `${'x'.repeat(78)}\r\n`.repeat(Math.ceil((maxMail + 100_000) / 80)),
      mailOf('small'),
    ])
    const run = host.run()
    await until('the small one came', () => host.mails.some((mail) => mail.includes('Oi small')))
    await run.stop()
    expect(host.refused).toHaveLength(1)
    expect(host.refused[0]?.refused).toContain('too large')
    expect(Buffer.from(host.refused[0]?.request.body ?? []).toString()).toContain('Subject: Pedido huge')
    expect(host.refused[0]?.request.body.length).toBeLessThan(2000)
  })

  test('a wrong password says so, for the health of the inbox', async () => {
    const host = imapHost(mailbox(dovecot, 'locked', { password: 'wrong' }))
    expect(await host.run().ended).toMatchObject({ name: 'Reconnect' })
  })

  test('several folders are read, each with its own cursor', async () => {
    const client = await signedIn(dovecot, 'folders')
    await client.mailboxCreate('Vendas')
    const host = imapHost(mailbox(dovecot, 'folders', { folders: ['INBOX', 'Vendas'], importDays: 5 }))
    await client.append('Vendas', mailOf('v1'))
    await dovecot.deliver('folders', mailOf('i1'))
    const run = host.run()
    await until('both came', () => host.mails.length === 2)
    await run.stop()
    await client.logout()
    expect(Object.keys((host.cursor as { folders: object }).folders).sort()).toEqual(['INBOX', 'Vendas'])
  })

  test('edge 54: a mail of unknown fate is found in the folder of sent mail; where it is not, only some servers prove anything', async () => {
    const own = {
      ...mailbox(dovecot, 'sender'),
      smtp: { host: 'mail.example.test', port: 465, secure: true, user: 'x' },
    }
    const ctx = contextOf(own)
    const out = { id: '33333333-3333-4333-8333-333333333333', to: [], content: [], statusUrl: '' }
    await expect(reconcile(out, ctx)).rejects.toMatchObject({ name: 'Ambiguous' })
    expect(await reconcile(out, contextOf({ ...own, smtp: { ...own.smtp, host: 'smtp.gmail.com' } }))).toBeNull()
    const client = await signedIn(dovecot, 'sender')
    await client.mailboxCreate('Sent')
    const id = ownMessageId(ctx, out.id)
    await client.append('Sent', mailOf('s1').replace('<ms1@cliente.test>', `<${id}>`))
    await client.logout()
    expect(await reconcile(out, ctx)).toEqual({ externalId: id, status: 'sent' })
  })

  test('a folder that is not there is a mistake in the settings', async () => {
    const host = imapHost(mailbox(dovecot, 'nofolder', { folders: ['Nada'] }))
    expect(await host.run().ended).toMatchObject({ name: 'Rejected', class: 'config' })
  })
})
