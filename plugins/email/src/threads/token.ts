import type { ChannelContext } from '@faladesk/plugin-sdk'
import { hmac, sameBytes } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'

type Context = Pick<ChannelContext<EmailSettings>, 'key' | 'settings'>

// Lower case without look-alikes: mail servers may change the case of what stands before the @.
const letters = 'abcdefghijklmnopqrstuvwxyz234567'
const macLength = 12

/** The field that names the inbox in every mail of ours: by it one that comes back is known. */
export const loopField = 'X-Faladesk-Loop'

/** Writes a conversation's id and its proof as text that only this inbox can make. */
const signed = (ctx: Context, purpose: string, ids: string[]): string => {
  const body = ids.map(packed).join('.')
  return `${body}.${proof(ctx, purpose, body)}`
}

/** The address a reply to this conversation should go to; undefined where it would be too long for mail servers. */
export const replyAddress = (ctx: Context, conversationId: string): string | undefined => {
  const [local = '', domain = ''] = ctx.settings.address.trim().split('@')
  const token = `c.${signed(ctx, 'reply', [conversationId])}`
  if (ctx.settings.replyDomain) return `${token}@${ctx.settings.replyDomain}`
  const own = `${local.split('+')[0]}+${token}`
  return own.length > 64 ? undefined : `${own}@${domain}`
}

/** The conversation an address of ours names, or null: not ours, or not signed by us. */
export const conversationOfAddress = (ctx: Context, address: string): string | null => {
  const token = /(?:^|\+)c\.([a-z2-7]{26})\.([a-z2-7]{12})@/i.exec(address.slice(0, 400))
  return token ? opened(ctx, 'reply', [token[1] as string], token[2] as string) : null
}

/** The Message-ID of a mail of ours, without its angle brackets: names message and conversation, and proves it is ours. */
export const ownMessageId = (ctx: Context, messageId: string, conversationId?: string): string => {
  const domain = ctx.settings.replyDomain ?? ctx.settings.address.trim().split('@')[1] ?? 'localhost'
  return `fd.${signed(ctx, 'message-id', [messageId, conversationId ?? nobody])}@${domain}`
}

/** What a Message-ID says: a mail of ours, one that only pretends to be, or (null) somebody else's. */
export const openMessageId = (
  ctx: Context,
  id: string,
): { messageId: string; conversationId?: string } | 'forged' | null => {
  const found = /^<?fd\.([a-z2-7]{26})\.([a-z2-7]{26})\.([a-z2-7]{12})@/i.exec(id.slice(0, 400))
  if (!found) return /^<?fd\.[a-z2-7]{10,}\./i.test(id) ? 'forged' : null
  const [, message = '', conversation = '', mac = ''] = found
  if (!opened(ctx, 'message-id', [message, conversation], mac)) return 'forged'
  const conversationId = unpacked(conversation)
  const messageId = unpacked(message)
  if (!messageId || !conversationId) return 'forged'
  return conversationId === nobody ? { messageId } : { messageId, conversationId }
}

/** A word for the body of our mails that survives providers who rewrite every header. */
export const bodyMarker = (ctx: Context, conversationId: string): string =>
  `fd-ref-${signed(ctx, 'body', [conversationId])}`

/** The conversation a marker in a body names, the first that is truly ours. */
export const conversationOfBody = (ctx: Context, body: string): string | null => {
  let tries = 0
  for (const found of body.matchAll(/fd-ref-([a-z2-7]{26})\.([a-z2-7]{12})/g)) {
    const conversation = opened(ctx, 'body', [found[1] as string], found[2] as string)
    if (conversation) return conversation
    if (++tries >= 20) break
  }
  return null
}

const nobody = '00000000-0000-0000-0000-000000000000'

const opened = (ctx: Context, purpose: string, ids: string[], mac: string): string | null => {
  const body = ids.join('.').toLowerCase()
  return sameBytes(proof(ctx, purpose, body), mac.toLowerCase()) ? unpacked(ids[0] as string) : null
}

const proof = (ctx: Context, purpose: string, body: string): string =>
  base32(hmac('sha256', ctx.key(`mail ${purpose}`), body)).slice(0, macLength)

const packed = (uuid: string): string => base32(Buffer.from(uuid.replaceAll('-', ''), 'hex')).padEnd(26, 'a')

const base32 = (bytes: Uint8Array): string => {
  let [out, bits, value] = ['', 0, 0]
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xffff
    bits += 8
    for (; bits >= 5; bits -= 5) out += letters[(value >> (bits - 5)) & 31]
  }
  return bits > 0 ? out + letters[(value << (5 - bits)) & 31] : out
}

const unpacked = (text: string): string | null => {
  const bytes: number[] = []
  let [bits, value] = [0, 0]
  for (const letter of text.toLowerCase()) {
    const index = letters.indexOf(letter)
    if (index < 0) return null
    value = ((value << 5) | index) & 0xffff
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((value >> bits) & 255)
    }
  }
  const hex = Buffer.from(bytes.slice(0, 16)).toString('hex')
  return hex.length === 32 ? hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : null
}
