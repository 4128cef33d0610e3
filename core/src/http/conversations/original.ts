import { say } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'
import { type KeptRequest, keptRequest } from '../../plugins/kept-request.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { notFound, Refusal } from '../refusal.ts'

/** A message as it was sent to us, before anything was read out of it. */
export interface Original {
  bytes: Uint8Array
  headers: Record<string, string>
}

interface Row {
  inbox_id: string
  external_id: string | null
  print: string | null
  created_at: string
  held_in: string[]
}

/** The original of a message, out of the delivery that brought it; 404 in words where none is kept, or its channel has none. */
export const readOriginal = async (
  tx: Tx,
  host: Host,
  caller: Caller,
  { id, message }: { id: string; message: string },
): Promise<Original> => {
  const [row] = await tx<Row[]>`
    select m.inbox_id, m.external_id, m.flags ->> 'print' as print, m.created_at,
      array(select a.source ->> 'delivery' from public.attachments a
        where a.organization_id = m.organization_id and a.message_id = m.id and a.source ? 'delivery') as held_in
    from public.messages m join public.conversations c on c.id = m.conversation_id and c.organization_id = m.organization_id
    where m.id = ${message} and c.id = ${id}`
  if (!row) throw notFound()
  const inbox = row.external_id === null ? null : await host.inboxes.byId(row.inbox_id)
  if (!inbox?.channel.original) throw noOriginal()
  const delivery = await deliveryOfMessage(tx, row)
  if (!delivery) throw noOriginal()
  const context = inbox.context()
  const request = keptRequest(delivery, context)
  const found = await Promise.resolve()
    .then(() => inbox.channel.original?.(request, context))
    .catch((error) => host.log.warn({ err: error, inbox: inbox.id }, 'the original of a message could not be read'))
  if (!found) throw noOriginal()
  await audit(tx, caller, 'message.original_read', message, { conversation: id })
  return { bytes: found.bytes, headers: asFile(found) }
}

// One event names its own delivery; of several the bytes do: then a file in it knows, or the moment both were stored, where
// that was one alone.
const deliveryOfMessage = async (tx: Tx, row: Row): Promise<KeptRequest | undefined> => {
  const [externalId, ours] = [row.external_id ?? '', `#${row.print}`]
  const sent = row.print && externalId.endsWith(ours) ? externalId.slice(0, -ours.length) : externalId
  const keys = [`message:${sent}${row.print ? `:${row.print}` : ''}`, ...row.held_in]
  const [named] = await tx<KeptRequest[]>`
    select hook, headers, body from public.deliveries
    where organization_id = private.current_organization() and inbox_id = ${row.inbox_id} and idempotency_key = any (${keys}) limit 1`
  if (named) return named
  const [only, another] = await tx<KeptRequest[]>`
    select hook, headers, body from public.deliveries
    where organization_id = private.current_organization() and inbox_id = ${row.inbox_id}
      and received_at = ${row.created_at}::timestamptz limit 2`
  return another ? undefined : only
}

// Somebody else's bytes: saved, and never shown or run as ours.
const asFile = ({ mime, filename }: { mime: string; filename: string }): Record<string, string> => ({
  'content-type': /^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream',
  'content-disposition': `attachment; filename="${filename.replace(/[^\w. -]+/g, '_')}"; filename*=UTF-8''${encoded(filename)}`,
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
})

const encoded = (name: string) =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

const noOriginal = () =>
  new Refusal(
    404,
    'no_original',
    say(
      'O original desta mensagem não está guardado: ela não chegou por e-mail, ou a entrega já foi apagada.',
      'El original de este mensaje no está guardado: no llegó por correo, o la entrega ya fue borrada.',
      'The original of this message is not kept: it did not come by e-mail, or its delivery is gone.',
    ),
  )
