import type { RawRequest } from '@faladesk/plugin-sdk'

/** What is known of a mail beside its bytes, as the headers of the request by which it reaches `parse`. */
export const carried = {
  /** When it reached the mailbox or server, ISO 8601. */
  receivedAt: 'x-faladesk-received-at',
  /** The envelope's sender; empty for bounces; absent where nobody knows. */
  from: 'x-faladesk-envelope-from',
  /** The envelope's recipients of this inbox, joined by commas. */
  to: 'x-faladesk-envelope-to',
  /** The folder it was found in. */
  mailbox: 'x-faladesk-mailbox',
  /** JSON of `Flags.authentication`, found out by our own server. */
  authentication: 'x-faladesk-authentication',
} as const

/** What came with a mail. */
export interface Carried {
  receivedAt?: Date
  from?: string
  to?: readonly string[]
  mailbox?: string
  authentication?: object
}

/** A raw mail as a request of the hook `stream`, which has no address outside. */
export const streamRequest = (
  raw: Uint8Array,
  { receivedAt, from, to, mailbox, authentication }: Carried = {},
): RawRequest => ({
  method: 'POST',
  url: 'stream:mail',
  name: 'stream',
  query: {},
  headers: {
    'content-type': 'message/rfc822',
    ...(receivedAt && { [carried.receivedAt]: receivedAt.toISOString() }),
    ...(from !== undefined && { [carried.from]: from }),
    ...(to && { [carried.to]: to.join(', ') }),
    ...(mailbox && { [carried.mailbox]: encodeURIComponent(mailbox) }),
    ...(authentication && { [carried.authentication]: JSON.stringify(authentication) }),
  },
  body: raw,
})
