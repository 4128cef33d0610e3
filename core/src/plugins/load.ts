import { type AnyAi, type AnyChannel, contract } from '@faladesk/plugin-sdk'
import type { Log } from '../log.ts'
import { discoverPlugins, type FoundPlugin } from './discover.ts'
import { createRegistry, type PluginProblem, type Registry } from './registry.ts'

/** Imports every plugin found. A broken one is reported and left out; two of the same name stop the start. */
export async function loadPlugins(log: Log, found: readonly FoundPlugin[] = discoverPlugins()): Promise<Registry> {
  const problems: PluginProblem[] = []
  const plugins: { from: string; plugin: AnyChannel | AnyAi }[] = []
  for (const one of found) {
    try {
      plugins.push({ from: one.name, plugin: await loadPlugin(one) })
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      problems.push({ plugin: one.name, reason })
      log.error({ plugin: one.name, reason }, 'plugin left out')
    }
  }
  return createRegistry(plugins, problems)
}

async function loadPlugin({ name, contract: spoken, entry }: FoundPlugin): Promise<AnyChannel | AnyAi> {
  if (spoken !== contract)
    throw new Error(
      `it speaks contract ${String(spoken)} and this host speaks ${contract}: install a version made for it`,
    )
  const { default: plugin } = (await import(entry)) as { default?: Partial<AnyChannel | AnyAi> }
  if (plugin?.contract !== contract || (plugin.kind !== 'channel' && plugin.kind !== 'ai'))
    throw new Error(`the default export of ${name} must come from defineChannel or defineAi`)
  return plugin as AnyChannel | AnyAi
}
