import type { AnyChannel, ChannelContext } from '@faladesk/plugin-sdk'

/** An inbox ready to work: its row, its channel and its settings with secrets opened. */
export interface Inbox {
  id: string
  organizationId: string
  name: string
  channelName: string
  key: string
  enabled: boolean
  simulated: boolean
  revision: number
  channel: AnyChannel
  settings: Record<string, unknown>
  /** The context of one call into the plugin. */
  context(bounds?: CallBounds): ChannelContext
}

/** What bounds one call into a plugin, and where its frames go. */
export interface CallBounds {
  /** Ends its fetches and its signal; 10 s when absent. */
  deadlineMs?: number
  signal?: AbortSignal
  /** It lives as long as `signal`, and only its fetches have deadlines. */
  lasting?: boolean
  live?: ChannelContext['live']
}

/** Inboxes as the hot path reads them: from memory, forgotten within a second of a change on any replica. */
export interface InboxCache {
  byKey(key: string): Promise<Inbox | null>
  byId(id: string): Promise<Inbox | null>
  /** Forgets one inbox (after its change has been committed), or all. */
  forget(id?: string): void
}
