import { existsSync } from 'node:fs'
import { mkdir, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { silent } from '@faladesk/plugin-sdk'
import type { Log } from '../src/log.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import type { Finding } from './finding.ts'
import { databaseFindings } from './findings-database.ts'
import { dataDirOf, serverUrlOf } from './installation.ts'

/** Looks at everything; never throws, and changes nothing but the data folder's existence. */
export async function findings(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const looked = await Promise.all([
    node(),
    settings(env),
    disk(env),
    databaseFindings(env),
    supabase(env),
    plugins(),
    server(env),
    address(env),
    chromium(env),
  ])
  return looked.flat()
}

const node = async (): Promise<Finding> =>
  Number(process.versions.node.split('.')[0]) >= 24
    ? { name: 'Node', state: 'ok', says: process.version }
    : {
        name: 'Node',
        state: 'wrong',
        says: process.version,
        remedy: 'Start with npx faladesk or npm start, which bring Node 24.',
      }

const settings = async (env: NodeJS.ProcessEnv): Promise<Finding> => {
  if (!env.DATABASE_URL) return { name: 'Settings', state: 'ok', says: 'embedded stack (DATABASE_URL is not set)' }
  const needed = ['SUPABASE_URL', 'SUPABASE_ANON_KEY', 'SUPABASE_SERVICE_ROLE_KEY', 'FALADESK_SECRET_KEY']
  const missing = needed.filter((name) => !env[name])
  return missing.length === 0
    ? { name: 'Settings', state: 'ok', says: 'Supabase' }
    : {
        name: 'Settings',
        state: 'wrong',
        says: `DATABASE_URL is set but ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not`,
        remedy: 'Fill them in as .env.example says, or unset DATABASE_URL to use the embedded stack.',
      }
}

const disk = async (env: NodeJS.ProcessEnv): Promise<Finding> => {
  const folder = dataDirOf(env)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = await statfs(folder)
    const free = (bavail * bsize) / 1e9
    const says = `${free.toFixed(1)} GB free for ${folder}`
    return free > 1
      ? { name: 'Disk', state: 'ok', says }
      : {
          name: 'Disk',
          state: 'wrong',
          says,
          remedy: 'Free some space: PostgreSQL stops accepting messages on a full disk.',
        }
  } catch (error) {
    const says = `${folder} cannot be used (${(error as { code?: string }).code})`
    return { name: 'Disk', state: 'wrong', says, remedy: 'Give FALADESK_DATA_DIR a folder you may write to.' }
  }
}

const supabase = async ({ SUPABASE_URL: url, SUPABASE_ANON_KEY: key = '' }: NodeJS.ProcessEnv): Promise<Finding[]> => {
  if (!url) return []
  const says = await ask(`${url.replace(/\/+$/, '')}/auth/v1/health`, { apikey: key })
  return says === 200
    ? [{ name: 'Supabase', state: 'ok', says: `${url} answers` }]
    : [
        {
          name: 'Supabase',
          state: 'wrong',
          says: `${url} answered ${says}`,
          remedy: 'Check SUPABASE_URL and SUPABASE_ANON_KEY, and that the project is not paused.',
        },
      ]
}

const plugins = async (): Promise<Finding[]> => {
  try {
    const { channels, ais, problems } = await loadPlugins(silent as unknown as Log)
    const names = [...channels.keys(), ...ais.keys()]
    return [
      names.length > 0
        ? { name: 'Plugins', state: 'ok', says: names.join(', ') }
        : { name: 'Plugins', state: 'wrong', says: 'none was found', remedy: 'Run npm install in the repository.' },
      ...problems.map(
        ({ plugin, reason }): Finding => ({
          name: 'Plugins',
          state: 'wrong',
          says: `${plugin} was left out: ${reason}`,
          remedy: 'Repair or remove it, then start again.',
        }),
      ),
    ]
  } catch (error) {
    return [{ name: 'Plugins', state: 'wrong', says: (error as Error).message }]
  }
}

const server = async (env: NodeJS.ProcessEnv): Promise<Finding> => {
  const url = serverUrlOf(env)
  const answered = await ask(`${url}/health/ready`)
  if (answered === 200) return { name: 'Server', state: 'ok', says: `${url} is ready` }
  if (answered === 'nobody')
    return { name: 'Server', state: 'note', says: `nothing runs on ${url}; npm start starts it` }
  if (answered === 503)
    return { name: 'Server', state: 'wrong', says: `${url} is not ready`, remedy: `See ${url}/health/ready.` }
  return {
    name: 'Server',
    state: 'wrong',
    says: `something else answers on ${url}`,
    remedy: 'Choose another PORT, or stop what uses it.',
  }
}

const address = async ({ PUBLIC_URL: url }: NodeJS.ProcessEnv): Promise<Finding> =>
  url && /^https:\/\//.test(url) && !/\/\/(localhost|127\.|10\.|192\.168\.)/.test(url)
    ? { name: 'Address', state: 'ok', says: url }
    : {
        name: 'Address',
        state: 'note',
        says: `${url ?? 'PUBLIC_URL is not set'}; providers such as WhatsApp need a public https:// address to reach you`,
      }

const chromium = async ({ CHROME_PATH: path }: NodeJS.ProcessEnv): Promise<Finding> => {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(existsSync)
  if (path && !existsSync(path))
    return {
      name: 'Chromium',
      state: 'wrong',
      says: `CHROME_PATH names ${path}, which does not exist`,
      remedy: 'Correct or unset CHROME_PATH.',
    }
  const packaged = () => {
    try {
      return createRequire(import.meta.url).resolve('@sparticuz/chromium') && '@sparticuz/chromium'
    } catch {
      return undefined
    }
  }
  const found = path ?? installed ?? packaged()
  return found
    ? { name: 'Chromium', state: 'ok', says: `${found} (for npm test)` }
    : { name: 'Chromium', state: 'note', says: 'none; only npm test needs one, and installs it' }
}

const ask = async (url: string, headers: Record<string, string> = {}): Promise<number | 'nobody'> => {
  try {
    const answer = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(3000) })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return 'nobody'
  }
}
