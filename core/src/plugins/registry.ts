import type { AnyAi, AnyChannel } from '@faladesk/plugin-sdk'

/** A plugin that was found and could not be used, and why. */
export interface PluginProblem {
  plugin: string
  reason: string
}

/** The plugins of this host, by the name stored on inboxes and organizations. */
export interface Registry {
  channels: ReadonlyMap<string, AnyChannel>
  ais: ReadonlyMap<string, AnyAi>
  problems: readonly PluginProblem[]
}

/** Makes a registry of loaded plugins; throws where two share a name, naming both packages. */
export function createRegistry(
  plugins: readonly { from: string; plugin: AnyChannel | AnyAi }[],
  problems: readonly PluginProblem[] = [],
): Registry {
  const owners = new Map<string, string>()
  const channels = new Map<string, AnyChannel>()
  const ais = new Map<string, AnyAi>()
  for (const { from, plugin } of plugins) {
    const key = `${plugin.kind} ${plugin.name}`
    const other = owners.get(key)
    if (other)
      throw new Error(
        `The packages ${other} and ${from} both offer the ${plugin.kind} "${plugin.name}": remove one of them.`,
      )
    owners.set(key, from)
    if (plugin.kind === 'channel') channels.set(plugin.name, plugin)
    else ais.set(plugin.name, plugin)
  }
  return { channels, ais, problems }
}
