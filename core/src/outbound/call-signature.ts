import { createHmac } from 'node:crypto'
import { deriveKey } from '../plugins/seal.ts'

/** The secret of an organization's calls in one version, as Standard Webhooks writes it: `whsec_` and base64 of 32 bytes. */
export const callSecret = (secretKey: Uint8Array, organizationId: string, version: number): string =>
  `whsec_${Buffer.from(secretBytes(secretKey, organizationId, version)).toString('base64')}`

/**
 * The headers that prove a call is ours: HMAC-SHA256 over `id.timestamp.body`, one signature for each version that counts
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
export function callHeaders(
  secretKey: Uint8Array,
  organizationId: string,
  versions: readonly number[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const signatures = versions.map((version) =>
    createHmac('sha256', secretBytes(secretKey, organizationId, version))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64'),
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  }
}

const secretBytes = (secretKey: Uint8Array, organizationId: string, version: number) =>
  deriveKey(secretKey, organizationId, `calls v${version}`)
