import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Everything the environment decides; read once at start and handed on. */
export interface Config {
  host: string
  port: number
  /** Absolute, without a slash at the end: what providers and browsers call us by. */
  publicUrl: string
  dataDir: string
  databaseUrl: string
  supabaseUrl: string
  supabaseAnonKey: string
  supabaseServiceRoleKey: string
  /** How access tokens are checked: a shared secret, or the address of the public keys. */
  supabaseJwt: { secret: string } | { jwksUrl: string }
  /** 32 bytes that seal inbox secrets. */
  secretKey: Uint8Array
  /** Keys of before, the latest first: they open what was sealed with them, and seal nothing. */
  previousKeys: readonly Uint8Array[]
  /** From which every other key is derived. It stays when the secret key changes: the host takes it from the database. */
  derivationKey: Uint8Array
  /** Where replicas tell each other, and count together; PostgreSQL does where absent. */
  redisUrl?: string
  openai: { apiKey?: string; baseUrl?: string }
  /** Lets inboxes and tools call loopback and private addresses; tests and development only. */
  allowPrivateNetwork: boolean
  logLevel: string
  /** Which halves of core run in this process. */
  roles: { web: boolean; worker: boolean }
  /** How long a customer must have stopped writing before the AI answers. */
  aiDebounceMs: number
  /** The longest an AI may think, then a human takes the conversation. */
  aiDeadlineMs: number
  /** One in so many decisions is checked by plain json-rules-engine; 0 checks none. */
  shadowCheckEvery: number
  /** Ports for what channels listen to beside HTTP; none where absent. */
  ports: { smtp?: number }
  /** PEM texts with which the SMTP port offers STARTTLS. */
  smtpTls?: { cert: string; key: string }
  /** How many requests a person or API key may send a minute. */
  apiPerMinute: number
  /** How many proxies of ours stand in front: so many addresses of X-Forwarded-For are believed. */
  proxies: number
  /** Connections this process keeps to PostgreSQL, without the two of its heartbeat. */
  poolSize: number
}

/** A variable of the environment is missing or wrong; the message names it and says what to do. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/**
 * Reads the configuration. `known` is what the caller has found out itself (the embedded stack's addresses, the key it
 * keeps in its data folder); the environment wins over it. Throws ConfigError listing everything that is wrong.
 */
export function readConfig(env: NodeJS.ProcessEnv, known: Partial<Config> = {}): Config {
  const wrong: string[] = []
  const text = (name: string, fallback?: string): string => {
    const value = env[name]?.trim() || fallback
    if (value === undefined) wrong.push(`${name} is not set. ${remedies[name] ?? ''}`.trim())
    return value ?? ''
  }
  const number = (name: string, fallback: number, least: number, most: number): number => {
    const value = Number(env[name]?.trim() || fallback)
    if (!Number.isInteger(value) || value < least || value > most)
      wrong.push(`${name} must be a whole number from ${least} to ${most}, not "${env[name]}".`)
    return value
  }
  const url = (name: string, fallback: string | undefined, schemes: string[]): string => {
    const value = text(name, fallback)
    if (value !== '' && !schemes.some((scheme) => value.startsWith(`${scheme}://`) && URL.canParse(value)))
      wrong.push(`${name} must be an address starting with ${schemes.map((s) => `${s}://`).join(' or ')}.`)
    return value.replace(/\/+$/, '')
  }

  const pem = (name: string): string | undefined => {
    const path = env[name]?.trim()
    if (!path) return undefined
    try {
      return readFileSync(path, 'utf8')
    } catch {
      wrong.push(`${name} must be the path of a PEM file that can be read.`)
    }
  }
  const [cert, key] = [pem('FALADESK_SMTP_CERT'), pem('FALADESK_SMTP_KEY')]
  if ((cert === undefined) !== (key === undefined)) wrong.push('FALADESK_SMTP_CERT and FALADESK_SMTP_KEY go together.')
  const port = number('PORT', known.port ?? 3000, 0, 65535)
  const supabaseUrl = url('SUPABASE_URL', known.supabaseUrl, ['http', 'https'])
  const { roles: given = { web: true, worker: true } } = known
  const role = text('FALADESK_ROLE', !given.worker ? 'web' : !given.web ? 'worker' : 'all')
  if (!['all', 'web', 'worker'].includes(role)) wrong.push('FALADESK_ROLE must be all, web or worker.')
  const keys = readKeys(env, known.secretKey, wrong)
  const config: Config = {
    host: text('HOST', known.host ?? '127.0.0.1'),
    port,
    publicUrl: url('PUBLIC_URL', known.publicUrl ?? `http://localhost:${port}`, ['http', 'https']),
    dataDir: resolve(text('FALADESK_DATA_DIR', known.dataDir ?? '.faladesk')),
    databaseUrl: url('DATABASE_URL', known.databaseUrl, ['postgres', 'postgresql']),
    supabaseUrl,
    supabaseAnonKey: text('SUPABASE_ANON_KEY', known.supabaseAnonKey),
    supabaseServiceRoleKey: text('SUPABASE_SERVICE_ROLE_KEY', known.supabaseServiceRoleKey),
    supabaseJwt: env.SUPABASE_JWT_SECRET
      ? { secret: env.SUPABASE_JWT_SECRET }
      : (known.supabaseJwt ?? { jwksUrl: `${supabaseUrl}/auth/v1/.well-known/jwks.json` }),
    ...keys,
    openai: {
      ...known.openai,
      ...(env.OPENAI_API_KEY && { apiKey: env.OPENAI_API_KEY }),
      ...(env.OPENAI_BASE_URL && { baseUrl: url('OPENAI_BASE_URL', undefined, ['http', 'https']) }),
    },
    allowPrivateNetwork: env.FALADESK_ALLOW_PRIVATE_NETWORK === '1' || (known.allowPrivateNetwork ?? false),
    logLevel: text('LOG_LEVEL', known.logLevel ?? 'info'),
    roles: { web: role !== 'worker', worker: role !== 'web' },
    aiDebounceMs: number('FALADESK_AI_DEBOUNCE_MS', known.aiDebounceMs ?? 1200, 0, 60_000),
    aiDeadlineMs: number('FALADESK_AI_DEADLINE_MS', known.aiDeadlineMs ?? 20_000, 100, 50_000),
    shadowCheckEvery: number('FALADESK_SHADOW_CHECK_EVERY', known.shadowCheckEvery ?? 1000, 0, 1_000_000_000),
    ports: {
      ...known.ports,
      ...(env.FALADESK_SMTP_PORT?.trim() && { smtp: number('FALADESK_SMTP_PORT', 0, 0, 65535) }),
    },
    ...(cert && key ? { smtpTls: { cert, key } } : known.smtpTls && { smtpTls: known.smtpTls }),
    apiPerMinute: number('FALADESK_API_PER_MINUTE', known.apiPerMinute ?? 3000, 1, 1_000_000),
    proxies: number('FALADESK_PROXIES', known.proxies ?? 0, 0, 10),
    ...(env.REDIS_URL?.trim() && { redisUrl: url('REDIS_URL', undefined, ['redis', 'rediss']) }),
    // Webhooks are one short statement each: beyond a few connections they only wait for each other. Workers hold theirs longer.
    poolSize: number('FALADESK_DATABASE_POOL', known.poolSize ?? (role === 'web' ? 6 : 10), 2, 50),
  }
  if (!logLevels.includes(config.logLevel)) wrong.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}.`)
  if (wrong.length > 0) throw new ConfigError(`Faladesk cannot start:\n- ${wrong.join('\n- ')}`)
  return config
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const remedies: Record<string, string> = {
  DATABASE_URL:
    'Give the direct (session) connection string of your Supabase database, or set none of the Supabase variables to use the embedded stack.',
  SUPABASE_URL: 'Give your project address, such as https://abc.supabase.co.',
  SUPABASE_ANON_KEY: 'Copy the anon (publishable) key from your Supabase project settings.',
  SUPABASE_SERVICE_ROLE_KEY:
    'Copy the service_role (secret) key from your Supabase project settings; it stays on the server.',
}

/** Reads FALADESK_SECRET_KEY and those of before; what is wrong with them is added to `wrong`. */
export function readKeys(
  env: NodeJS.ProcessEnv,
  known: Uint8Array | undefined,
  wrong: string[],
): Pick<Config, 'secretKey' | 'previousKeys' | 'derivationKey'> {
  const secretKey = readKey('FALADESK_SECRET_KEY', env.FALADESK_SECRET_KEY, known, wrong)
  const previousKeys = (env.FALADESK_SECRET_KEY_PREVIOUS ?? '')
    .split(',')
    .filter((text) => text.trim() !== '')
    .map((text) => readKey('FALADESK_SECRET_KEY_PREVIOUS', text, undefined, wrong))
  return { secretKey, previousKeys, derivationKey: previousKeys.at(-1) ?? secretKey }
}

// 32 bytes as hex (64 digits) or base64 (44 characters, either alphabet).
function readKey(name: string, value: string | undefined, known: Uint8Array | undefined, wrong: string[]): Uint8Array {
  const remedy =
    'Make one with "openssl rand -base64 32" and keep it safe: without it stored credentials cannot be opened.'
  if (!value?.trim()) {
    if (!known) wrong.push(`${name} is not set. ${remedy}`)
    return known ?? new Uint8Array(32)
  }
  const given = value.trim()
  const bytes = /^[0-9a-f]{64}$/i.test(given) ? Buffer.from(given, 'hex') : Buffer.from(given, 'base64')
  if (bytes.length !== 32) wrong.push(`${name} must be 32 bytes as base64 or hex. ${remedy}`)
  return bytes
}
