import type { ChannelContext } from '@faladesk/plugin-sdk'
import type { WebchatSettings } from './settings.ts'

/** May a page of this origin talk to this inbox? An empty list allows every page; the desk's own pages always may. */
export const allowsOrigin = (origin: string, { settings, publicUrl }: ChannelContext<WebchatSettings>): boolean => {
  const allowed = settings.allowedOrigins ?? []
  if (allowed.length === 0 || origin === new URL(publicUrl).origin) return true
  return allowed.some((pattern) => matches(pattern.replace(/\/$/, '').toLowerCase(), origin.toLowerCase()))
}

// `https://*.shop.example` is every subdomain, not the domain itself.
const matches = (pattern: string, origin: string): boolean => {
  const [scheme, host] = pattern.split('://*.')
  if (host === undefined) return pattern === origin
  return origin.startsWith(`${scheme}://`) && origin.endsWith(`.${host}`)
}
