import type { ChannelContext, RawRequest } from '@faladesk/plugin-sdk'

/** A webhook as deliveries keep it. */
export interface KeptRequest {
  hook: string
  headers: Record<string, string>
  body: Uint8Array
}

/** A kept delivery as the request it was, for a plugin to read once more. */
export const keptRequest = (
  { hook: name, headers, body }: KeptRequest,
  { webhooks, publicUrl }: Pick<ChannelContext, 'webhooks' | 'publicUrl'>,
): RawRequest => ({ method: 'POST', url: webhooks[name] ?? publicUrl, name, query: {}, headers, body })
