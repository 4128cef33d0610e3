import type { Channel } from '@faladesk/core/contract'

/** The kinds of channel in the order one chooses among them. */
const kinds = ['whatsapp', 'email', 'site', 'messages', 'other'] as const
export type ChannelKind = (typeof kinds)[number]

const starts: readonly [string, ChannelKind][] = [
  ['whatsapp', 'whatsapp'],
  ['email', 'email'],
  ['webchat', 'site'],
  ['telegram', 'messages'],
  ['sms', 'messages'],
]

// The simplest way first; what we do not know comes after, as the server lists it.
const order = ['whatsapp-360dialog', 'whatsapp-cloud', 'whatsapp-twilio', 'telegram', 'sms-twilio']
const place = ({ name }: Channel) => (order.includes(name) ? order.indexOf(name) : order.length)

const byPlace = (one: Channel, other: Channel) => place(one) - place(other)

/** The channels one may connect by kind, without kinds nobody installed. */
export const byKind = (channels: readonly Channel[]): { kind: ChannelKind; channels: Channel[] }[] =>
  kinds
    .map((kind) => ({ kind, channels: channels.filter((channel) => kindOf(channel.name) === kind).sort(byPlace) }))
    .filter((group) => group.channels.length > 0)

const kindOf = (name: string): ChannelKind => starts.find(([start]) => name.startsWith(start))?.[1] ?? 'other'
