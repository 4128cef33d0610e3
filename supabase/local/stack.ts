import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import postgres from 'postgres'
import type { SupabaseKeys } from './keys.ts'
import { type LiteOptions, mountLite } from './lite.ts'
import type { Login } from './postgres.ts'
import { startRealtime } from './realtime.ts'
import { createUser, type NewUser } from './users.ts'

/** The services of a Supabase project, on a database that is already running. */
export type Services = {
  /** Answers /rest/v1, /auth/v1, /storage/v1 and /realtime/v1/api; anything else is 404. */
  fetch(request: Request): Promise<Response>
  /** Takes over a connection that wants /realtime/v1/websocket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Says that something was committed which realtime.send() may have announced. */
  nudge(): void
  /** Says that tables or functions changed. Changes are noticed anyway, a moment later. */
  forgetSchema(): Promise<void>
  createUser(user: NewUser): Promise<string>
  stop(): Promise<void>
}

export type ServicesOptions = {
  /** The database's address for each role that logs in. */
  url: (role: Login) => string
  dataDir: string
  publicUrl: string
  keys: SupabaseKeys
  sendMail?: NonNullable<LiteOptions['sendMail']>
}

/** Starts Supabase Lite and the Realtime server on a bootstrapped database. */
export async function startServices({ url, ...options }: ServicesOptions): Promise<Services> {
  const sql = postgres(url('postgres'), {
    max: 2,
    idle_timeout: 30,
    onnotice: () => {},
    connection: { application_name: 'embedded stack' },
  })
  const lite = mountLite({ ...options, url: url('supabase_lite'), ownerUrl: url('postgres') })
  const realtime = startRealtime({ url: url('supabase_realtime_admin'), keys: options.keys })
  await sql.listen('pgrst', () => void lite.forgetSchema())
  return {
    async fetch(request) {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/realtime/v1/api/broadcast')) return realtime.fetch(request)
      if (/^\/(rest|auth|storage)\/v1(\/|$)/.test(pathname)) return lite.fetch(request)
      return Response.json({ message: 'Not found' }, { status: 404 })
    },
    upgrade: realtime.upgrade,
    nudge: realtime.nudge,
    forgetSchema: lite.forgetSchema,
    createUser: (user) => createUser(sql, user),
    async stop() {
      await Promise.all([realtime.stop(), lite.stop(), sql.end({ timeout: 2 })])
    },
  }
}
