import { type AnyChannel, namesIn, validate, withDefaults } from '@faladesk/plugin-sdk'
import type { Channel, Inbox } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { webhooksOf } from '../../plugins/context.ts'
import { shownSettings } from '../settings-form.ts'
import { openInboxSecrets } from './secrets.ts'

/** An inbox as SQL gives it, with its secrets still sealed. */
export interface InboxRow extends Omit<Inbox, 'webhooks' | 'secrets'> {
  organization_id: string
  sealed: string | null
}

/** An inbox as it may leave the host: secrets by name only, and the addresses to give the provider. */
export const inboxView = (host: Host, row: InboxRow): Inbox => {
  const { organization_id: _, sealed: __, ...shown } = row
  const channel = host.plugins.channels.get(row.channel)
  return {
    ...shown,
    settings: channel && !hasDerivedSettings(channel, row) ? shownSettings(channel.settings, row.settings) : {},
    secrets: secretNames(host, row),
    webhooks: channel ? webhooksOf(host, { key: row.key, channel }) : {},
  }
}

// Credentials sealed with a lost key are as good as none; the list must open all the same.
const secretNames = (host: Host, row: InboxRow): string[] => {
  try {
    return namesIn(openInboxSecrets(host, row))
  } catch (error) {
    host.log.warn({ inbox: row.id, reason: (error as Error).message }, 'the credentials of an inbox cannot be opened')
    return []
  }
}

/** Whether an inbox takes its settings from the simulator instead of the stored ones. */
export const hasDerivedSettings = (channel: AnyChannel, { simulated }: Pick<Inbox, 'simulated'>): boolean =>
  simulated && channel.simulate?.settings !== undefined

/** Whether the simulated phone can use a channel: it plays its provider, and needs no settings but those it derives. */
export const canBeSimulated = ({ simulate, settings }: AnyChannel): boolean =>
  simulate !== undefined &&
  (simulate.settings !== undefined || validate(settings, withDefaults(settings, {})).length === 0)

/** A channel as the settings page shows it. */
export const channelView = (channel: AnyChannel): Channel => ({
  name: channel.name,
  title: { ...channel.title },
  ...(channel.icon && { icon: channel.icon }),
  settings: channel.settings,
  capabilities: channel.capabilities,
  hooks: channel.hooks.map(({ name, methods }) => ({ name, methods: [...methods] })),
  live: channel.live !== undefined,
  simulated: canBeSimulated(channel),
})
