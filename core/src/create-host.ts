import { sharedThread } from './backtest/start-thread.ts'
import type { Config } from './config.ts'
import { catalogueOf, pluginFacts } from './decide/catalogue.ts'
import { createWorkflowCache } from './decide/workflows.ts'
import type { Host } from './host.ts'
import { createLiveHub } from './live/create-hub.ts'
import { createLog, type Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { keptDerivationKey } from './plugins/derivation.ts'
import { createInboxCache } from './plugins/inboxes.ts'
import { loadPlugins } from './plugins/load.ts'
import type { Registry } from './plugins/registry.ts'
import { deriveKey } from './plugins/seal.ts'
import { tellWindows } from './plugins/tell-windows.ts'
import { openBus } from './store/bus.ts'
import { openDatabase } from './store/database.ts'
import type { Files } from './store/files.ts'
import { openRedis } from './store/redis.ts'
import { supabaseFiles } from './store/supabase-files.ts'

export interface HostOptions {
  /** Called after commits that people may be watching: the nudge for the embedded stack's Realtime. */
  changed?: () => void
  /** Instead of the plugins found in the repository. */
  plugins?: Registry
  files?: Files
  log?: Log
}

/** Puts together what lives as long as the process: connections, caches, plugins. Nothing is listened to or claimed yet. */
export async function createHost(config: Config, options: HostOptions = {}): Promise<Host> {
  const log = options.log ?? createLog(config.logLevel)
  const plugins = options.plugins ?? (await loadPlugins(log))
  const catalogue = catalogueOf(plugins)
  const db = openDatabase(config.databaseUrl, { max: config.poolSize })
  const redis = config.redisUrl === undefined ? undefined : openRedis(config.redisUrl, log)
  const through = redis && { redis, channel: channelOf(config) }
  const giveUp = async (error: unknown): Promise<never> => {
    redis?.disconnect()
    await db.end()
    throw error
  }
  const bus = await openBus(config.databaseUrl, db.sql, log, through).catch(giveUp)
  const derivationKey = await tellWindows(db.sql, plugins)
    .then(() => keptDerivationKey(db.sql, config, log))
    .catch(async (error) => {
      await bus.close()
      return giveUp(error)
    })
  const host: Host = {
    config: { ...config, derivationKey },
    db,
    bus,
    ...(redis && { redis }),
    log,
    plugins,
    catalogue,
    metrics: createMetrics(),
    thread: sharedThread(pluginFacts(catalogue)),
    files: options.files ?? supabaseFiles(config),
    internalUrl: `http://127.0.0.1:${config.port}`,
    state: 'starting',
    changed: options.changed ?? (() => {}),
    onWake: new Set(),
    onWrong: new Set(),
    wake(what) {
      for (const sleeper of host.onWake) sleeper(what)
      bus.tell(what ? `wake:${what}` : 'wake')
    },
    // Assigned below: these need the host itself.
    inboxes: undefined as never,
    workflows: undefined as never,
    live: undefined as never,
  }
  host.inboxes = createInboxCache(host)
  host.workflows = createWorkflowCache(db, log, catalogue)
  host.live = createLiveHub(host)
  bus.heard = (word) => hear(host, word)
  return host
}

// Replicas of one installation share its secret key, and nobody else knows what follows from it.
const channelOf = ({ secretKey }: Config) =>
  `faladesk:${Buffer.from(deriveKey(secretKey, '', 'bus'))
    .toString('hex')
    .slice(0, 24)}`

// What another replica (or this one) announced.
function hear(host: Host, word: string): void {
  const [what = '', rest] = word.split(/:(.*)/s)
  if (what === 'wake') for (const sleeper of host.onWake) sleeper(rest as never)
  else if (what === 'wrong' && rest) {
    const [origin, address, times] = JSON.parse(rest) as [string, string, number]
    if (origin !== host.bus.origin) for (const count of host.onWrong) count(address, times)
  } else if (what === 'inbox') host.inboxes.forget(rest)
  else if (what === 'workflows') host.workflows.forget(rest)
  else if (what === 'live' && rest) {
    const [origin, organization = '', ids = ''] = rest.split(':')
    if (origin !== host.bus.origin) host.live.heard(organization, ids.split(','))
  } else if (what === 'frame' && rest) host.live.passed(rest)
  else if (what === 'everything') {
    host.inboxes.forget()
    host.workflows.forget()
  }
}
