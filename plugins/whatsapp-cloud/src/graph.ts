import type { ChannelContext } from '@faladesk/plugin-sdk'
import type { Target } from '@faladesk/whatsapp-codec'
import type { CloudSettings } from './settings.ts'

const home = 'https://graph.facebook.com'
const version = 'v25.0'

/** The address of Meta's Graph API for this inbox, its version included, without a slash at its end. */
export const graphBase = ({ baseUrl }: CloudSettings): string => {
  const base = (baseUrl || home).replace(/\/+$/, '')
  return /\/v\d+\.\d+$/.test(base) ? base : `${base}/${version}`
}

/** The header every request to the Graph API carries. */
export const bearer = ({ accessToken }: CloudSettings): Record<string, string> => ({
  authorization: `Bearer ${accessToken}`,
})

/** Where this inbox's messages are posted. */
export const messagesOf = ({ settings }: ChannelContext<CloudSettings>): Target => ({
  url: `${graphBase(settings)}/${encodeURIComponent(settings.phoneNumberId)}/messages`,
  headers: bearer(settings),
})
