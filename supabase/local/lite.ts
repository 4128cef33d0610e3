import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { App, type EmailMessage, setExperimental } from '@supabase/lite'
import type { SupabaseKeys } from './keys.ts'
import { connectLite } from './lite-connection.ts'
import { answerFile } from './lite-files.ts'
import { folderStorage } from './lite-storage.ts'

/** REST, accounts and files of the embedded stack, spoken to as on Supabase. */
export type Lite = {
  /** Answers /rest/v1, /auth/v1 and /storage/v1. */
  fetch(request: Request): Promise<Response>
  /** Must be called when tables or functions have changed: what PostgREST calls reloading the schema cache. */
  forgetSchema(): Promise<void>
  stop(): Promise<void>
}

export type LiteOptions = {
  /** The database as role supabase_lite, and as its owner. */
  url: string
  ownerUrl: string
  dataDir: string
  publicUrl: string
  keys: SupabaseKeys
  /** Delivers sign-in codes; without it they are kept as files in `<dataDir>/mail`. */
  sendMail?: (message: EmailMessage) => Promise<void>
}

/**
 * Mounts Supabase Lite on a database. Lite's telemetry and error reporting live in its command line only, so nothing
 * here calls out; addresses need no confirmation, because the embedded stack has no mail server.
 */
export function mountLite({
  url,
  ownerUrl,
  dataDir,
  publicUrl,
  keys,
  sendMail = keepMail(dataDir),
}: LiteOptions): Lite {
  const connection = connectLite(url, ownerUrl)
  const app = new App({
    connection,
    auth: {
      enabled: true,
      jwt_secret: keys.jwtSecret,
      site_url: publicUrl,
      additional_redirect_urls: [`${publicUrl}/**`],
      minimum_password_length: 8,
      email: { enable_signup: true, enable_confirmations: false },
    },
    api: { enabled: true, schemas: ['public'], aggregates_enabled: true },
    storage: { enabled: true, file_size_limit: '50MiB' },
    studio: { enabled: false },
    options: {
      drivers: { email: { send: sendMail } },
      server: { disableStudio: true, apiKeys: { resolver: async (key) => resolveKey(key, keys) } },
    },
  })
  app._storageAdapter = folderStorage(join(dataDir, 'storage'))
  // Lite warns about experimental storage while it initialises; the README says it in our own words.
  const ready = app.init().then(() => setExperimental('storage', true))
  return {
    async fetch(request) {
      await ready
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/storage/v1/object/')) return answerFile(request, keys.jwtSecret, app.fetch)
      return app.fetch(request)
    },
    forgetSchema: () => connection.clearSchemaCache(),
    stop: () => connection.close(),
  }
}

function resolveKey(key: string, keys: SupabaseKeys) {
  if (key === keys.anonKey) return { type: 'publishable' as const, claims: { role: 'anon' } }
  if (key === keys.serviceRoleKey) return { type: 'secret' as const, claims: { role: 'service_role' } }
  return null
}

const keptMails = 50

function keepMail(dataDir: string): (message: EmailMessage) => Promise<void> {
  const folder = join(dataDir, 'mail')
  return async ({ to, subject, text, html }) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const name = `${new Date().toISOString().replaceAll(/[:.]/g, '-')}.txt`
    writeFileSync(join(folder, name), `To: ${to}\nSubject: ${subject}\n\n${text ?? html ?? ''}\n`, { mode: 0o600 })
    for (const old of readdirSync(folder).sort().slice(0, -keptMails)) rmSync(join(folder, old), { force: true })
  }
}
