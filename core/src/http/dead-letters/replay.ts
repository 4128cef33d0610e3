import { type InboundEvent, say } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import { cleaned } from '../../inbound/clean.ts'
import { prepared } from '../../inbound/prepared.ts'
import { type KeptRequest, keptRequest } from '../../plugins/kept-request.ts'
import { json, type Tx } from '../../store/database.ts'
import { conflict } from '../refusal.ts'

/** A stored delivery with the inbox it came to. */
interface Delivery extends KeptRequest {
  id: string
  inbox_id: string
}

/**
 * Reads a stored webhook again, as the plugin reads it now, and ingests what it says; messages already known stay single.
 * Throws 409 with the reason when it still cannot be read. Answers the ids of the messages that are new.
 */
export const replayDelivery = async (tx: Tx, host: Host, letter: string, deliveryId: string): Promise<string[]> => {
  const [delivery] = await tx<Delivery[]>`
    select id, inbox_id, hook, headers, body from public.deliveries
    where inbox_id = (select inbox_id from dead_letters where delivery_id = ${deliveryId} limit 1) and id = ${deliveryId}`
  const messages = delivery ? await playAgain(tx, host, delivery, `replay:${letter}`) : null
  if (!messages) throw conflict('nothing_to_replay', gone)
  return messages
}

/** The same for a delivery at hand, stored again under `key`; null where its channel is not installed. */
export const playAgain = async (tx: Tx, host: Host, delivery: Delivery, key: string): Promise<string[] | null> => {
  const inbox = await host.inboxes.byId(delivery.inbox_id)
  if (!inbox) return null
  const context = inbox.context()
  const read = await inbox.channel.parse(keptRequest(delivery, context), context)
  if ('refused' in read) throw conflict('still_unreadable', stillUnreadable, [{ reason: read.refused }])
  const events = cleaned(read.events.filter(isHandled).map((event) => prepared(inbox, key, event)))
  if (events.length === 0) throw conflict('still_unreadable', stillUnreadable, [{ reason: 'nothing in it is handled' }])
  const stored = await tx<{ message_id: string | null }[]>`
    select message_id from private.ingest(${inbox.id}, ${key}, ${delivery.hook}, ${json(tx, delivery.headers)},
      ${Buffer.from(delivery.body)}, ${json(tx, events)})`
  return stored.flatMap(({ message_id }) => message_id ?? [])
}

// What ingest would only bury again stays where it is.
const isHandled = (event: InboundEvent) =>
  ['status', 'bounce', 'reaction', 'edit', 'delete', 'identity', 'account'].includes(event.type) ||
  (['message', 'unsupported', 'optout', 'optin'].includes(event.type) &&
    (('direction' in event && event.direction === 'echo' ? event.to : 'from' in event ? event.from?.identities : [])
      ?.length ?? 0) > 0)

const gone = say(
  'A entrega original não existe mais, ou o canal dela não está instalado; não há o que processar.',
  'La entrega original ya no existe, o su canal no está instalado; no hay qué procesar.',
  'The original delivery is gone, or its channel is not installed; there is nothing to replay.',
)
const stillUnreadable = say(
  'Isto ainda não pode ser lido; atualize o plugin do canal e tente de novo, ou descarte.',
  'Esto todavía no se puede leer; actualice el plugin del canal e intente de nuevo, o descártelo.',
  'This still cannot be read; update the channel’s plugin and try again, or dismiss it.',
)
