import type { ChannelContext, ProviderError } from '@faladesk/plugin-sdk'
import { defaultBaseUrl, type PigeonSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'

/** Asks Pigeon once. The token is for its own host: an answer that redirects is given back and never followed. */
export const ask = async (
  method: 'GET' | 'POST',
  path: string,
  { settings, fetch, signal }: ChannelContext<PigeonSettings>,
  body?: object,
): Promise<Response | ProviderError> => {
  try {
    return await fetch(`${(settings.baseUrl ?? defaultBaseUrl).replace(/\/+$/, '')}${path}`, {
      method,
      headers: { authorization: `Bearer ${settings.accessToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'manual',
      signal,
    })
  } catch (error) {
    return troubleOf(error)
  }
}
