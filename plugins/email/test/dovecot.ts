import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** Why Dovecot cannot be run here; null where it can. */
export const noDovecot: string | null = !existsSync('/usr/sbin/dovecot')
  ? 'dovecot is not installed (apt-get install dovecot-imapd dovecot-lmtpd)'
  : process.getuid?.() !== 0
    ? 'dovecot needs root to be started'
    : null

/** A real mail server with ports and a folder of its own; any user, one password. */
export interface Dovecot {
  imapPort: number
  password: string
  /** Delivers by LMTP, as a real MTA would. */
  deliver(user: string, raw: string): Promise<void>
  /** Puts mails into a mailbox at once, without the way in. */
  fill(user: string, mails: Iterable<string>): void
  /** Ends every connection of a user. */
  kick(user: string): void
  /** Numbers the mails of a mailbox anew: another uidvalidity. */
  renumber(user: string): void
  stop(): Promise<void>
}

const password = 'correct-horse'

/** Starts Dovecot; mails are kept as Maildir of the system's user `mail`. */
export async function startDovecot({
  introspectionUrl,
  tls,
}: {
  /** Who says whose an access token is: with it XOAUTH2 and OAUTHBEARER are offered. */
  introspectionUrl?: string
  /** Files of a certificate and its key: with them STARTTLS is offered. */
  tls?: { cert: string; key: string }
} = {}): Promise<Dovecot> {
  const dir = mkdtempSync(join(tmpdir(), 'faladesk-dovecot-'))
  chmodSync(dir, 0o755)
  const [imapPort, lmtpPort] = [await freePort(), await freePort()]
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'mail'])))
  const mail = join(dir, 'mail')
  mkdirSync(mail)
  chownSync(mail, uid as number, gid as number)
  const conf = join(dir, 'dovecot.conf')
  const oauth = introspectionUrl && join(dir, 'oauth2.conf')
  if (oauth)
    writeFileSync(
      oauth,
      `introspection_mode = post\nintrospection_url = ${introspectionUrl}\nusername_attribute = email\nactive_attribute = active\nactive_value = true\nforce_introspection = yes\n`,
    )
  writeFileSync(
    conf,
    `base_dir = ${dir}/run
state_dir = ${dir}/state
log_path = ${dir}/log
${tls ? `ssl = yes\nssl_cert = <${tls.cert}\nssl_key = <${tls.key}` : 'ssl = no'}
disable_plaintext_auth = no
auth_failure_delay = 0
listen = 127.0.0.1
protocols = imap lmtp
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mail_max_userip_connections = 50
maildir_stat_dirs = yes
${oauth ? `auth_mechanisms = plain login xoauth2 oauthbearer\npassdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = ${oauth}\n}` : ''}
passdb {
  driver = static
  ${oauth ? 'mechanisms = plain login' : ''}
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mail}/%u allow_all_users=yes
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${lmtpPort}
  }
}
`,
  )
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', conf], { stdio: 'ignore' })
  await answering(imapPort)
  const maildir = (user: string, folder: string) => {
    const path = join(mail, user, 'Maildir', folder)
    for (const one of [join(mail, user), join(mail, user, 'Maildir'), path]) {
      mkdirSync(one, { recursive: true })
      chownSync(one, uid as number, gid as number)
    }
    return path
  }
  let written = 0
  return {
    imapPort,
    password,
    deliver: (user, raw) => lmtp(lmtpPort, user, raw),
    fill(user, mails) {
      for (const folder of ['cur', 'tmp']) maildir(user, folder)
      const folder = maildir(user, 'new')
      for (const one of mails) {
        const path = join(folder, `${1_700_000_000 + written}.M${String(++written).padStart(6, '0')}P1.test`)
        writeFileSync(path, one)
        chownSync(path, uid as number, gid as number)
      }
    },
    kick: (user) => void execFileSync('/usr/bin/doveadm', ['-c', conf, 'kick', user], { stdio: 'ignore' }),
    renumber(user) {
      const home = join(mail, user, 'Maildir')
      for (const name of readdirSync(home)) if (/^dovecot[.-]/.test(name)) rmSync(join(home, name))
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const lmtp = (port: number, user: string, raw: string) =>
  new Promise<void>((resolve, reject) => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
    connection.on('error', reject)
    connection.connect(() =>
      connection.send({ from: 'someone@example.test', to: [user] }, raw, (error) => {
        connection.quit()
        if (error) reject(error)
        else resolve()
      }),
    )
  })

const answering = async (port: number) => {
  for (let n = 0; n < 1200; n++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy()
        resolve(true)
      })
      socket.on('error', () => resolve(false))
    })
    if (open) return
    await sleep(25)
  }
  throw new Error('dovecot did not start')
}

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
