import type { Channel, Inbox } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../../lib/locale.ts'
import { channelPageQuery } from '../queries.ts'

/** Finds an installed channel by its name, and says a channel in the person's language. */
export function useChannels() {
  const { i18n } = useTranslation()
  const query = useQuery(channelPageQuery)
  const find = (name: string): Channel | undefined => query.data?.data.find((channel) => channel.name === name)
  const title = (name: string) => find(name)?.title[i18n.language as Locale] ?? name
  return { ...query, find, title }
}

/** For how many hours after a customer's words anything may be answered; undefined where always. */
export const windowHours = (channel: Channel | undefined): number | undefined =>
  (channel?.capabilities as { window?: { hours: number } } | undefined)?.window?.hours

/** The tone and the key of the sentence for how an inbox is doing. */
export function healthOf(inbox: Pick<Inbox, 'enabled' | 'health'>) {
  if (!inbox.enabled) return { tone: 'neutral', word: 'off' } as const
  const tones = { ok: 'success', degraded: 'warning', error: 'danger' } as const
  return { tone: tones[inbox.health.status], word: inbox.health.status }
}
