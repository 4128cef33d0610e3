import { type SimulatedMessage, say } from '@faladesk/plugin-sdk'
import type { PhoneMessage, PhoneReceipt } from '../../contract/index.ts'
import { unavailable } from '../../errors.ts'
import type { Host } from '../../host.ts'
import type { Inbox } from '../../plugins/inbox-cache.ts'
import { json } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, notFound } from '../refusal.ts'

/**
 * Writes as a customer: builds the request the provider would make, signed as it would, and posts it over HTTP to this
 * server's own public hook. Answers what the hook answered.
 */
export const writeFromPhone = async (
  host: Host,
  caller: Caller,
  inboxId: string,
  asked: PhoneMessage,
): Promise<PhoneReceipt> => {
  if (!asked.text?.trim() && !asked.choice && !asked.media) throw badFields({ field: 'text', message: empty })
  const inbox = await simulatedInbox(host, caller, inboxId)
  const request = inbox.channel.simulate?.inbound(asked as SimulatedMessage, inbox.context())
  if (!request) throw notFound()
  const { text = asked.choice?.title ?? '', media } = asked
  const content = [...(text ? [{ k: 'text', text }] : []), ...(media ? [{ k: 'media', media }] : [])]
  // Kept before it is sent: its answer may come back before the hook's.
  await inOrganizationOf(
    host.db,
    caller,
    (tx) => tx`
      insert into public.phone_messages (organization_id, inbox_id, address, direction, text, content)
      values (${caller.organization.id}, ${inboxId}, ${asked.from.value}, 'from_phone', ${text}, ${json(tx, content)})`,
  )
  return post(host, request)
}

const post = async (
  { internalUrl, log }: Host,
  { method, url, headers, body }: { method: string; url: string; headers: Record<string, string>; body: string },
): Promise<PhoneReceipt> => {
  const { pathname, search } = new URL(url)
  try {
    const answer = await fetch(`${internalUrl}${pathname}${search}`, {
      method,
      headers,
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    })
    return { status: answer.status, body: (await answer.text()).slice(0, 10_000) }
  } catch (error) {
    log.error({ err: error }, 'the simulated phone could not reach our own hook')
    throw unavailable('The simulated provider could not reach the webhook of this server.')
  }
}

// Only an inbox whose provider is the host itself: nobody writes into a real one from here.
const simulatedInbox = async (host: Host, caller: Caller, id: string): Promise<Inbox> => {
  const inbox = await host.inboxes.byId(id)
  if (!inbox || inbox.organizationId !== caller.organization.id || !inbox.simulated) throw notFound()
  return inbox
}

const empty = say('Escreva uma mensagem.', 'Escriba un mensaje.', 'Write a message.')
