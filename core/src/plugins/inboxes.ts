import { layered, withDefaults } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { channelContext } from './context.ts'
import type { Inbox, InboxCache } from './inbox-cache.ts'
import { openInboxSecrets } from './inbox-secrets.ts'
import { deriveKey } from './seal.ts'

interface InboxRow {
  id: string
  organization_id: string
  channel: string
  name: string
  key: string
  settings: Record<string, unknown>
  enabled: boolean
  simulated: boolean
  revision: number
  sealed: string | null
}

/** Keeps inboxes in memory for a minute at most, or until somebody says that they changed. */
export function createInboxCache(host: Host, keepMs = 60_000, most = 10_000): InboxCache {
  const known = new Map<string, { inbox: Promise<Inbox | null>; until: number }>()

  const find = (name: string, load: () => Promise<Inbox | null>): Promise<Inbox | null> => {
    const hit = known.get(name)
    if (hit && hit.until > performance.now()) return hit.inbox
    const inbox = load()
    known.delete(name)
    known.set(name, { inbox, until: performance.now() + keepMs })
    // A failure is not knowledge, and nobody shall fill our memory with made-up keys.
    inbox.then(
      (found) => found ?? known.delete(name),
      () => known.delete(name),
    )
    if (known.size > most) known.delete(known.keys().next().value as string)
    return inbox
  }

  const load = async (key: string | null, id: string | null): Promise<Inbox | null> => {
    const [row] = await host.db.sql<InboxRow[]>`select * from private.inbox_of(${key}, ${id}::uuid)`
    return row ? inboxOf(host, row) : null
  }

  return {
    byKey: async (key) => (/^[0-9a-f]{32}$/.test(key) ? find(key, () => load(key, null)) : null),
    byId: (id) => find(id, () => load(null, id)),
    forget(id) {
      if (!id) return known.clear()
      for (const [name, { inbox }] of known)
        inbox.then((found) => found?.id === id && known.delete(name)).catch(() => {})
      known.delete(id)
    },
  }
}

function inboxOf(host: Host, row: InboxRow): Inbox | null {
  const channel = host.plugins.channels.get(row.channel)
  if (!channel) {
    host.log.error({ inbox: row.id, channel: row.channel }, 'the plugin of this inbox is not installed')
    return null
  }
  const settings =
    row.simulated && channel.simulate?.settings
      ? {
          // How it looks and speaks stays what was set; account, secrets and address are the simulator's.
          ...row.settings,
          ...channel.simulate.settings({
            key: deriveKey(host.config.derivationKey, row.id, 'inbox simulated'),
            baseUrl: `${host.internalUrl}/simulated/v1/${row.key}`,
          }),
        }
      : layered(channel.settings, row.settings as object, openInboxSecrets(host, row))
  const inbox = {
    id: row.id,
    organizationId: row.organization_id,
    name: row.name,
    channelName: row.channel,
    key: row.key,
    enabled: row.enabled,
    simulated: row.simulated,
    revision: row.revision,
    channel,
    settings: withDefaults(channel.settings, settings as object),
  }
  return { ...inbox, context: (bounds) => channelContext(host, inbox, bounds) }
}
