import type { AnyChannel, Text } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import { costIn } from './cost.ts'
import type { Address, InboxRow, Known } from './known.ts'
import { reasons } from './reasons.ts'
import { splitContent } from './split.ts'
import type { Place } from './ways.ts'
import { windowAt } from './window.ts'

/** An inbox as a way to the contact: whether anything can be sent there now, and what a text would cost. */
export function placeOf(host: Host, known: Known, inbox: InboxRow, text: string): Place {
  const channel = host.plugins.channels.get(inbox.channel)
  const address = addressIn(inbox, channel, known.contact.identities)
  return {
    inboxId: inbox.id,
    inboxName: inbox.name,
    channel: inbox.channel,
    window: windowAt(inbox.window_from, channel?.capabilities.window?.hours ?? null, new Date(known.now)),
    blocked: address?.blocked ?? null,
    noAdverts: address?.no_adverts ?? false,
    problem: problemOf(host, inbox, channel, address, inbox.id === known.home),
    textCost: channel ? costIn(host.plugins, known.prices, inbox, 'service', requestsOf(text, channel)) : null,
  }
}

const requestsOf = (text: string, { capabilities }: AnyChannel): number =>
  splitContent([{ k: 'text', text }], capabilities).length

// Why nothing can be sent there now. A visitor who left their page is written to in their own conversation, not in another.
function problemOf(
  { live }: Host,
  inbox: InboxRow,
  channel: AnyChannel | undefined,
  address: Address | null,
  isHome: boolean,
): Text | null {
  if (inbox.deleted) return reasons.deleted
  if (!inbox.enabled) return reasons.off
  if (!channel) return reasons.missing
  if (address === null) return reasons.noAddress
  return !isHome && channel.live && !live.reaches(inbox.id, address) ? reasons.notLive : null
}

/** The address one would write to through an inbox: where they last wrote from, else one its channel may write to first. */
export function addressIn(
  { address, thread }: InboxRow,
  channel: AnyChannel | undefined,
  identities: readonly Address[],
): Address | null {
  if (address) return address
  const kinds = channel?.capabilities.writesFirst ?? (channel && thread ? identities.map(({ kind }) => kind) : [])
  const reachable = identities.filter(({ kind }) => kinds.includes(kind))
  return reachable.find(({ blocked }) => blocked === null) ?? reachable[0] ?? null
}
