import type { AnyAi } from '@faladesk/plugin-sdk'
import type { Host } from '../../host.ts'

/**
 * Which AI answers for an organization: the one it switched on; where it never chose, the installed one if the
 * installation has a key of its own. Null when there is none.
 */
export function chosenAi({ plugins, config }: Host, choice: { plugin: string; enabled: boolean } | null): AnyAi | null {
  if (choice) return choice.enabled ? (plugins.ais.get(choice.plugin) ?? null) : null
  return config.openai.apiKey ? (plugins.ais.values().next().value ?? null) : null
}
