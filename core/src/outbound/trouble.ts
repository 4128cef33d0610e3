import { type ProviderError, providerErrorOf } from '@faladesk/plugin-sdk'

/**
 * What a plugin's exception means for the send. Its own errors say it themselves; of the network's, those that happen
 * before anything is written are transient, the others leave the outcome unknown. The rest are mistakes in the plugin.
 */
export function troubleOf(thrown: unknown): ProviderError {
  const said = providerErrorOf(thrown)
  if (said) return said
  const { name, message, cause } = thrown as Error
  const code = String((cause as { code?: unknown } | undefined)?.code ?? '')
  if (neverWritten.has(code)) return { class: 'transient', code, message: 'The provider could not be reached.' }
  if (code === 'EPRIVATE')
    return { class: 'config', code, message: 'This address is on a private network, which is not allowed.' }
  if (code || name === 'TimeoutError' || name === 'AbortError')
    return { class: 'ambiguous', code: code || name, message: 'The connection ended before the provider answered.' }
  return {
    class: 'transient',
    code: 'plugin_error',
    message: `The plugin failed: ${name}: ${String(message).slice(0, 200)}`,
  }
}

const neverWritten = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'])
