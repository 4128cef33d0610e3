import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient, type SupabaseClientOptions } from '@supabase/supabase-js'
import { SignJWT } from 'jose'
import postgres, { type Sql } from 'postgres'
import { type TestStack, testStack } from '../local/testing.ts'

/** A signed-in person with a supabase-js client of their own. */
export type Person = { id: string; token: string; client: SupabaseClient }

/**
 * The Supabase project the behaviour suites run against: a real one where SUPABASE_URL, SUPABASE_ANON_KEY,
 * SUPABASE_SERVICE_ROLE_KEY and DATABASE_URL are set, else an embedded stack made for the test file.
 */
export type Project = {
  url: string
  anonKey: string
  serviceRoleKey: string
  /** As role `postgres`. */
  sql: Sql
  /** The embedded stack itself; nothing where the project is a real one. */
  embedded: TestStack | undefined
  client(options?: SupabaseClientOptions<'public'>, key?: string): SupabaseClient
  signUp(options?: SupabaseClientOptions<'public'>): Promise<Person>
  /** A token for a person that ends after some seconds; nothing where the signing secret is not known. */
  tokenFor(id: string, seconds: number): Promise<string | undefined>
  stop(): Promise<void>
}

/** Opens the project. `stop` closes every client it gave out. */
export async function openProject(): Promise<Project> {
  const { SUPABASE_URL, SUPABASE_ANON_KEY, SUPABASE_SERVICE_ROLE_KEY, DATABASE_URL, SUPABASE_JWT_SECRET } = process.env
  const isReal = SUPABASE_URL && SUPABASE_ANON_KEY && SUPABASE_SERVICE_ROLE_KEY && DATABASE_URL
  const embedded = isReal ? undefined : await testStack()
  const url = embedded?.url ?? SUPABASE_URL ?? ''
  const anonKey = embedded?.keys.anonKey ?? SUPABASE_ANON_KEY ?? ''
  const serviceRoleKey = embedded?.keys.serviceRoleKey ?? SUPABASE_SERVICE_ROLE_KEY ?? ''
  const secret = embedded?.keys.jwtSecret ?? SUPABASE_JWT_SECRET
  const sql = embedded?.database.sql ?? postgres(DATABASE_URL ?? '', { max: 3, onnotice: () => {} })
  const clients: SupabaseClient[] = []
  const people: string[] = []

  function client(options: SupabaseClientOptions<'public'> = {}, key = anonKey): SupabaseClient {
    const made = createClient(url, key, {
      ...options,
      auth: { persistSession: false, autoRefreshToken: false, ...options.auth },
    })
    clients.push(made)
    return made
  }

  async function signUp(options?: SupabaseClientOptions<'public'>): Promise<Person> {
    const email = `suite-${randomUUID()}@example.com`
    const password = randomUUID()
    if (embedded) await embedded.createUser({ email, password })
    else {
      const admin = client({}, serviceRoleKey).auth.admin
      const { error } = await admin.createUser({ email, password, email_confirm: true })
      if (error) throw error
    }
    const own = client(options)
    const { data, error } = await own.auth.signInWithPassword({ email, password })
    if (error) throw error
    people.push(data.user.id)
    return { id: data.user.id, token: data.session.access_token, client: own }
  }

  return {
    url,
    anonKey,
    serviceRoleKey,
    sql,
    embedded,
    client,
    signUp,
    async tokenFor(id, seconds) {
      if (!secret) return undefined
      const claims = { role: 'authenticated', aud: 'authenticated' }
      const ends = Math.floor(Date.now() / 1000) + seconds
      const token = new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(id)
        .setExpirationTime(ends)
      return token.sign(new TextEncoder().encode(secret))
    },
    async stop() {
      await Promise.all(clients.map((one) => one.realtime.removeAllChannels()))
      if (embedded) return embedded.stop()
      for (const id of people) await client({}, serviceRoleKey).auth.admin.deleteUser(id)
      await sql.end()
    },
  }
}
