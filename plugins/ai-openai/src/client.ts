import { type AiContext, Reconnect } from '@faladesk/plugin-sdk'
import OpenAI from 'openai'
import type { OpenAiSettings } from './settings.ts'

/** The model that answers for these settings. */
export const modelOf = (settings: OpenAiSettings): string => settings.model || 'gpt-6-luna'

/** The SDK for this organization, without retries of its own; throws Reconnect when no key may be used. */
export const connect = (ctx: AiContext<OpenAiSettings>): OpenAI => {
  const { settings, env } = ctx
  // The installation's key never goes to an address an organization chose.
  const apiKey = settings.apiKey || (settings.baseUrl ? undefined : env.apiKey)
  if (!apiKey)
    throw new Reconnect(
      settings.baseUrl
        ? 'An API address of your own needs a key of its own: add it in the AI settings'
        : 'There is no OpenAI key: add one in the AI settings, or set OPENAI_API_KEY for the installation',
      'no_key',
    )
  return new OpenAI({
    apiKey,
    baseURL: settings.baseUrl || env.baseUrl || 'https://api.openai.com/v1',
    // Read from the process's environment otherwise, which is not this organization's.
    organization: null,
    project: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: ctx.fetch,
  })
}
