import { type AnyChannel, type Locale, namesIn, type Preset, validate, withDefaults } from '@faladesk/plugin-sdk'
import type { Channel, Inbox, InboxHealth } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { webhooksOf } from '../../plugins/context.ts'
import type { StoredHealth } from '../../plugins/health.ts'
import { openInboxSecrets } from '../../plugins/inbox-secrets.ts'
import { shownSettings } from '../settings-form.ts'

/** An inbox as SQL gives it, with its secrets still sealed. */
export interface InboxRow extends Omit<Inbox, 'webhooks' | 'secrets' | 'health'> {
  health: StoredHealth
  organization_id: string
  sealed: string | null
}

/** An inbox as it may leave the host: secrets by name only, and the addresses to give the provider. */
export const inboxView = (host: Host, row: InboxRow, language: Locale): Inbox => {
  const { organization_id: _, sealed: __, ...shown } = row
  const channel = host.plugins.channels.get(row.channel)
  return {
    ...shown,
    settings: channel && !hasDerivedSettings(channel, row) ? shownSettings(channel.settings, row.settings) : {},
    secrets: secretNames(host, row),
    webhooks: channel ? webhooksOf(host, { key: row.key, channel }) : {},
    health: healthView(row.health, language),
  }
}

const healthView = (
  { status, text, remedy, reason, source, field, at }: StoredHealth,
  language: Locale,
): InboxHealth => {
  const words = text?.[language] ?? reason
  return {
    status,
    ...(words !== undefined && { reason: words }),
    ...(remedy && { remedy: remedy[language] }),
    ...(source && { source }),
    ...(field && { field }),
    ...(at && { at }),
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
  ...(channel.summary && { summary: { ...channel.summary } }),
  ...(channel.icon && { icon: channel.icon }),
  settings: channel.settings,
  presets: (channel.presets ?? []).map(presetView),
  abilities: abilities.filter((ability) => channel[ability] !== undefined),
  capabilities: channel.capabilities,
  hooks: channel.hooks.map(({ name, methods }) => ({ name, methods: [...methods] })),
  live: channel.live !== undefined,
  simulated: canBeSimulated(channel),
})

const abilities = ['test', 'setup', 'templates', 'stream'] as const

const presetView = ({ title, domains = [], settings, note }: Preset): Channel['presets'][number] => ({
  title,
  domains: [...domains],
  settings: settings as Record<string, unknown>,
  ...(note && { note: { ...note } }),
})
