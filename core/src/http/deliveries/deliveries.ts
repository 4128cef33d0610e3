import { isUtf8 } from 'node:buffer'
import { say } from '@faladesk/plugin-sdk'
import type { Delivery, DeliveryDetail, DeliveryQuery, Page } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { playAgain } from '../dead-letters/replay.ts'
import { conflict, notFound } from '../refusal.ts'

/** The most of a body that is shown; what is longer is a large mail nobody reads here. */
const mostShown = 256 * 1024

const columns = (tx: Tx) => tx`
  private.delivery_name(d.received_at, d.id) as id, d.inbox_id, i.name as inbox_name, d.hook, d.received_at,
  octet_length(d.body) as bytes, d.messages`

/** Deliveries of the transaction's organization, the latest first. */
export const listDeliveries = async (tx: Tx, query: DeliveryQuery): Promise<Page<Delivery>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const rows = await tx<(Delivery & { row_id: string })[]>`
    select ${columns(tx)}, d.id as row_id
    from private.latest_deliveries(${query.inbox ?? null}, ${after?.[0] ?? null}::timestamptz, ${after?.[1] ?? null}::uuid, ${query.limit + 1}) d
    left join public.inboxes i on i.id = d.inbox_id
    order by d.received_at desc, d.id desc`
  const { data, next } = pageOfRows(rows, query.limit, (row) => [row.received_at, row.row_id])
  return { data: data.map(({ row_id: _, ...row }) => row), next }
}

interface Stored {
  id: string
  inbox_id: string
  hook: string
  headers: Record<string, string>
  body: Uint8Array
}

/** One delivery as it came, secrets of its headers masked. */
export const readDelivery = async (tx: Tx, name: string): Promise<DeliveryDetail> => {
  const [row] = await tx<(Delivery & Stored)[]>`
    select ${columns(tx)}, d.headers, d.body
    from private.delivery_named(${name}) d left join public.inboxes i on i.id = d.inbox_id`
  if (!row) throw notFound()
  const { headers, body, ...shown } = row
  const text = isUtf8(body) && !body.includes(0)
  return {
    ...shown,
    headers: Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, secret.test(key) ? '•••' : value])),
    body: text ? beginning(body) : null,
    truncated: text && body.length > mostShown,
  }
}

/** Reads a delivery again as its plugin reads it now; answers the ids of the messages that are new. */
export const replayDelivery = async (tx: Tx, host: Host, caller: Caller, name: string): Promise<string[]> => {
  const [row] = await tx<Stored[]>`
    select d.id, d.inbox_id, d.hook, d.headers, d.body from private.delivery_named(${name}) d`
  if (!row) throw notFound()
  // The reading before made a row of its own, which would have this one taken for a repetition.
  const key = `replay:${row.id}`
  await tx`delete from public.deliveries where inbox_id = ${row.inbox_id} and idempotency_key = ${key} and id <> ${row.id}`
  const messages = await playAgain(tx, host, row, key)
  if (messages === null) throw conflict('nothing_to_replay', gone)
  await audit(tx, caller, 'delivery.replayed', row.id, { inbox: row.inbox_id, messages: messages.length })
  return messages
}

const secret = /authorization|cookie|secret|token|password|api-?key/i

// Cut between two characters, never within one.
const beginning = (body: Uint8Array): string =>
  new TextDecoder().decode(body.subarray(0, mostShown), { stream: body.length > mostShown })

const gone = say(
  'O canal desta entrega não está instalado; não há como lê-la de novo.',
  'El canal de esta entrega no está instalado; no hay cómo leerla de nuevo.',
  'The channel of this delivery is not installed; it cannot be read again.',
)
