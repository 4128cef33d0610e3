// npm start: the embedded stack (unless DATABASE_URL names a database), the migrations, the demo, core and Studio, on one address.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, ConfigError, type Core, readConfig, startCore } from '@faladesk/core'
import { migrate, type Stack, startStack } from '@faladesk/supabase/local'
import postgres from 'postgres'
import { buildStudio } from './build-studio.ts'
import { mountStack } from './mount-stack.ts'
import { watch } from './watch.ts'

const root = dirname(fileURLToPath(import.meta.url))
const migrations = join(root, 'supabase', 'migrations')
const say = (line: string) => console.log(line)

/** Prepares a database that is not ours to run: migrations, and the demo only when asked for. */
async function prepare(databaseUrl: string, demo: boolean): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} })
  try {
    await migrate(sql, migrations, (line) => say(`  ${line}`))
    const [found] = await sql`select from public.organizations limit 1`
    if (demo && !found) {
      say('  seeding the demo organization')
      await sql.unsafe(readFileSync(join(root, 'supabase', 'seed.sql'), 'utf8'))
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The key that seals inbox secrets: the environment's, else one made once and kept beside the data. */
function secretKey(dataDir: string): Uint8Array {
  const file = join(dataDir, 'secret.key')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 })
  return Buffer.from(readFileSync(file, 'utf8'), 'base64')
}

/** What the embedded stack tells core about itself; the environment wins over it. */
const knownFrom = (stack: Stack, publicUrl: string): Partial<Config> => ({
  databaseUrl: stack.databaseUrl,
  supabaseUrl: publicUrl,
  supabaseAnonKey: stack.supabaseKeys.anonKey,
  supabaseServiceRoleKey: stack.supabaseKeys.serviceRoleKey,
  supabaseJwt: { secret: stack.supabaseKeys.jwtSecret },
})

async function start(): Promise<void> {
  const dataDir = resolve(process.env.FALADESK_DATA_DIR ?? join(root, '.faladesk'))
  const port = Number(process.env.PORT ?? 3000)
  const publicUrl = (process.env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  const external = process.env.DATABASE_URL
  const demo = process.env.FALADESK_DEMO ? process.env.FALADESK_DEMO === '1' : !external

  const studio = process.env.FALADESK_STUDIO_BUILD === '0' ? undefined : buildStudio(root, say)
  const stack = external ? undefined : await startStack({ dataDir, publicUrl, progress: (line) => say(`  ${line}`) })
  let core: Core | undefined
  const stop = async () => {
    await core?.close()
    await stack?.stop()
  }
  try {
    const config = readConfig(process.env, {
      dataDir,
      publicUrl,
      secretKey: secretKey(dataDir),
      ...(stack && knownFrom(stack, publicUrl)),
    })
    await prepare(config.databaseUrl, demo)
    await stack?.forgetSchema()
    core = await startCore(config, {
      ...(stack && { changed: () => stack.nudge(), extras: [mountStack(stack)] }),
      ...(studio && { serveStudio: await studio }),
    })
  } catch (error) {
    await stop()
    throw error
  }
  say(`\nFaladesk is ready: ${core.host.config.publicUrl}`)
  if (demo) {
    say('  admin  admin@demo.faladesk.test  password faladesk-demo')
    say('  agent  agent@demo.faladesk.test  password faladesk-demo\n')
  }
  const end = () => void stop().then(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

try {
  await (process.argv.includes('--dev') ? watch(root, say) : start())
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error)
  process.exit(1)
}
