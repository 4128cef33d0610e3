/** What a browser needs before anyone signs in, from `GET /v1/config`. */
export interface Config {
  supabaseUrl: string
  supabaseKey: string
  version: string
  locales: string[]
  /** Where the demo organization exists: its published logins. */
  demo?: { logins: DemoLogin[] }
}

export interface DemoLogin {
  email: string
  password: string
  role: 'admin' | 'agent'
}

/** Asks core where Supabase is. Throws when core does not answer. */
export async function fetchConfig(): Promise<Config> {
  const response = await fetch('/v1/config')
  if (!response.ok) throw new Error(`The server answered ${response.status} to /v1/config.`)
  return (await response.json()) as Config
}
