import type { Channel, Inbox } from '@faladesk/core/contract'

/** Whether an address can only be reached from this computer, so that no provider could ever call it. */
export function isLocalAddress(url: string): boolean {
  try {
    const { hostname } = new URL(url)
    return (
      hostname === 'localhost' ||
      hostname.endsWith('.localhost') ||
      /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[?::1\]?$)/.test(hostname)
    )
  } catch {
    return false
  }
}

/** Whether some provider is to be given this inbox's addresses: a chat calls us itself, a mailbox is read. */
export function hasAddresses(inbox: Inbox, channel: Channel | undefined): boolean {
  if (!channel || inbox.simulated || channel.live) return false
  // Where one chooses how things come in, only one of the ways has addresses.
  return inbox.settings.inbound === undefined || inbox.settings.inbound === 'webhook'
}

/** Which steps to tell: those of the channel, or of the provider that posts to it. */
export function guideOf(inbox: Inbox): string {
  const { provider } = (inbox.settings.webhook ?? {}) as { provider?: unknown }
  return typeof provider === 'string' ? `${inbox.channel}-${provider}` : inbox.channel
}

/** An address as it is to be pasted: where a provider can only be given a password in the address, with a place for it. */
export function pastedAddress(inbox: Inbox, url: string): string {
  return inbox.secrets.includes('webhook.secret') ? url.replace('://', '://faladesk:SEGREDO@') : url
}
