import { Rejected } from '@faladesk/plugin-sdk'
import type { TwilioAccount } from './account.ts'

const home = 'https://api.twilio.com'

/** The address of Twilio's API for this inbox, without a slash at its end. */
export const apiBase = (settings: Pick<TwilioAccount, 'apiBaseUrl'>): string =>
  (settings.apiBaseUrl || home).replace(/\/+$/, '')

// Twilio has a host for each product; a page it names lies on one of them, in any region.
const own = /^(api|content|messaging)(\.[a-z0-9-]+)*\.twilio\.com$/

/**
 * Where a request that the SDK addresses to one of Twilio's hosts really goes: the same product at the inbox's API
 * address, or everything at one address where that is a proxy. Any other host is refused: credentials never go there.
 */
export const addressAt = (uri: string, settings: Pick<TwilioAccount, 'apiBaseUrl'>): URL => {
  const asked = new URL(uri)
  const base = new URL(apiBase(settings))
  const product = asked.protocol === 'https:' ? own.exec(asked.hostname)?.[1] : undefined
  if (!product && asked.origin !== base.origin)
    throw new Rejected('Twilio named an address that is not its own', 'foreign_address', 'config')
  // A page named by a proxy already carries the proxy's address.
  if (!product) return asked
  const host = own.test(base.hostname)
    ? base.href.replace(/^https?:\/\/api\./, `${base.protocol}//${product}.`)
    : base.href
  return new URL(host.replace(/\/+$/, '') + asked.pathname + asked.search)
}
