import type { ChannelContext } from '@faladesk/plugin-sdk'
import type { Target } from '@faladesk/whatsapp-codec'
import type { DialogSettings } from './settings.ts'

const home = 'https://waba-v2.360dialog.io'

/** The address of 360dialog's API for this inbox, without a slash at its end. */
export const apiBase = ({ baseUrl }: DialogSettings): string => (baseUrl || home).replace(/\/+$/, '')

/** The address of one of 360dialog's own settings, such as `webhook`; the sandbox has its version in its base already. */
export const configUrl = (settings: DialogSettings, name: string): string => {
  const base = apiBase(settings)
  return `${base}${base.endsWith('/v1') ? '' : '/v1'}/configs/${name}`
}

/** The header every request to 360dialog carries. */
export const keyOf = ({ apiKey }: DialogSettings): Record<string, string> => ({ 'd360-api-key': apiKey })

/** Where this inbox's messages are posted. */
export const messagesOf = ({ settings }: ChannelContext<DialogSettings>): Target => ({
  url: `${apiBase(settings)}/messages`,
  headers: keyOf(settings),
})
