import type { ChannelContext, MediaRef, RawRequest } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { type KeptRequest, keptRequest } from '../plugins/kept-request.ts'

/** The stored delivery a file came in, as the webhook it was; null when it is gone. */
export async function deliveryOf(
  { db }: Host,
  { organization_id, inbox_id, source }: { organization_id: string; inbox_id: string; source: MediaRef | null },
  context: ChannelContext,
): Promise<RawRequest | null> {
  if (!source?.delivery) return null
  const key = source.delivery
  const [found] = await db.inOrganization(
    organization_id,
    (tx) => tx<KeptRequest[]>`
      select hook, headers, body from deliveries
      where organization_id = ${organization_id} and inbox_id = ${inbox_id} and idempotency_key = ${key}`,
  )
  return found ? keptRequest(found, context) : null
}
