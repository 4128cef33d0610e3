import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Dovecot, noDovecot, startDovecot } from './dovecot.ts'
import { imapHost, mailbox, mailOf, signedIn, until } from './imap-host.ts'

const skipped = noDovecot ? ` (skipped: ${noDovecot})` : ''

describe.skipIf(noDovecot !== null)(`where reading begins, on a real Dovecot${skipped}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await startDovecot()
  })
  afterAll(() => dovecot?.stop())

  test('a mail that came after the inbox was made and before it could first be read is not skipped', async () => {
    // In a second folder too, and one day's mails are told apart to the second.
    const user = 'late'
    const client = await signedIn(dovecot, user)
    await client.mailboxCreate('Vendas')
    await client.mailboxCreate('Suporte')
    const since = new Date(Date.now() - 3 * 3_600_000)
    const at = (seconds: number) => new Date(since.getTime() + seconds * 1000)
    const put = (folder: string, n: string, seconds: number) => client.append(folder, mailOf(n), [], at(seconds))
    for (const folder of ['INBOX', 'Vendas']) {
      await put(folder, `${folder}-before`, -2)
      await put(folder, `${folder}-after`, 2)
      await put(folder, `${folder}-old`, -40 * 86_400)
    }
    const wrong = imapHost(mailbox(dovecot, user, { password: 'wrong' }))
    expect(await wrong.run({ since }).ended).toMatchObject({ name: 'Reconnect' })
    expect(wrong.cursor).toBeNull()
    const host = imapHost(mailbox(dovecot, user, { folders: ['INBOX', 'Vendas'] }))
    const run = host.run({ since })
    await until('both came', () => host.mails.length === 2)
    await dovecot.deliver(user, mailOf('now'))
    await until('the next came', () => host.mails.length === 3)
    await run.stop()
    const told = host.mails.map((mail) => /Oi (\S+)/.exec(mail)?.[1]).sort()
    expect(told).toEqual(['INBOX-after', 'Vendas-after', 'now'])

    // A folder named later begins where the others have got to, not where the inbox did.
    await put('Suporte', 'long-ago', 60)
    host.settings = mailbox(dovecot, user, { folders: ['INBOX', 'Suporte'] })
    const again = host.run({ since })
    await until('it was looked at', () => 'Suporte' in (host.cursor as { folders: object }).folders)
    await client.append('Suporte', mailOf('fresh'))
    await dovecot.deliver(user, mailOf('last'))
    await until('what is new came', () => host.mails.length === 5)
    await again.stop()
    expect(host.mails.some((mail) => mail.includes('long-ago'))).toBe(false)
    await client.logout()
  })

  test('another mailbox in the place of one begins where that one was left, however long ago the inbox was made', async () => {
    const since = new Date(Date.now() - 30 * 86_400_000)
    const host = imapHost(mailbox(dovecot, 'moved-from'))
    const first = host.run({ since })
    await until('the folder was looked at', () => host.cursor)
    await first.stop()
    const left = new Date((host.cursor as { syncedAt: string }).syncedAt)
    const client = await signedIn(dovecot, 'moved-to')
    await client.append('INBOX', mailOf('theirs'), [], new Date(left.getTime() - 86_400_000))
    await client.append('INBOX', mailOf('ours'), [], new Date(left.getTime() + 1000))
    await client.logout()
    host.settings = mailbox(dovecot, 'moved-to')
    const second = host.run({ since })
    await until('what is new came', () => host.mails.length > 0)
    await second.stop()
    expect(host.mails).toHaveLength(1)
    expect(host.mails[0]).toContain('Oi ours')
  })
})
