import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SignJWT } from 'jose'

/** The project's keys, in the form a self-hosted Supabase uses: two long-lived tokens signed with one secret. */
export type SupabaseKeys = { anonKey: string; serviceRoleKey: string; jwtSecret: string }

/** Reads `<dataDir>/keys.json`, which the first call makes, readable only by its owner. */
export async function projectKeys(dataDir: string): Promise<SupabaseKeys> {
  const path = join(dataDir, 'keys.json')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const draft = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(draft, `${JSON.stringify(await makeKeys(), null, 2)}\n`, { mode: 0o600 })
    renameSync(draft, path)
  }
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** New keys that no other installation has. */
export async function makeKeys(): Promise<SupabaseKeys> {
  const jwtSecret = randomBytes(32).toString('base64url')
  const [anonKey, serviceRoleKey] = await Promise.all([keyOf('anon', jwtSecret), keyOf('service_role', jwtSecret)])
  return { anonKey, serviceRoleKey, jwtSecret }
}

const keyOf = (role: string, secret: string) =>
  new SignJWT({ role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer('supabase')
    .setIssuedAt()
    .setExpirationTime('10 years')
    .sign(new TextEncoder().encode(secret))
