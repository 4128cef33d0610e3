import type { ChannelContext, MediaRef, RawRequest } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'

interface Row {
  hook: string
  headers: Record<string, string>
  body: Buffer
}

/** The stored delivery a file came in, as the webhook it was; null when it is gone. */
export async function deliveryOf(
  { db }: Host,
  { organization_id, inbox_id, source }: { organization_id: string; inbox_id: string; source: MediaRef | null },
  { webhooks, publicUrl }: ChannelContext,
): Promise<RawRequest | null> {
  if (!source?.delivery) return null
  const key = source.delivery
  const [found] = await db.inOrganization(
    organization_id,
    (tx) => tx<Row[]>`
      select hook, headers, body from deliveries
      where organization_id = ${organization_id} and inbox_id = ${inbox_id} and idempotency_key = ${key}`,
  )
  if (!found) return null
  const { hook: name, headers, body } = found
  return { method: 'POST', url: webhooks[name] ?? publicUrl, name, query: {}, headers, body }
}
