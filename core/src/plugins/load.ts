import { type AnyAi, type AnyChannel, contract, definitionProblems } from '@faladesk/plugin-sdk'
import type { Log } from '../log.ts'
import { discoverPlugins, type FoundPlugin } from './discover.ts'
import { readTypeScriptOf } from './read-typescript.ts'
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

const patienceMs = 15_000

/** Imports one plugin; throws a sentence that says why it cannot be used and what to do. */
export async function loadPlugin({ name, contract: spoken, kind, entry, problem }: FoundPlugin) {
  if (problem) throw new Error(problem)
  if (spoken !== contract)
    throw new Error(
      `it speaks contract ${String(spoken)} and this host speaks ${contract}: install a version made for it`,
    )
  readTypeScriptOf(entry)
  const { default: plugin } = (await inTime(import(entry))) as { default?: AnyChannel | AnyAi }
  if (plugin?.contract !== contract || (plugin.kind !== 'channel' && plugin.kind !== 'ai'))
    throw new Error(`the default export of ${name} must come from defineChannel or defineAi`)
  if (kind !== undefined && kind !== plugin.kind)
    throw new Error(
      `its package.json says it is of kind "${String(kind)}" and its code is of kind "${plugin.kind}": write the same in both`,
    )
  const wrong = definitionProblems(plugin)
  if (wrong.length > 0) throw new Error(`its definition cannot be used: ${wrong.join('; ')}`)
  return plugin
}

// A module that waits at its top level for something that never comes would keep the whole host from starting.
const inTime = async <T>(importing: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Error(`it did not finish loading within ${patienceMs / 1000} s: a plugin does nothing when imported`),
        ),
      patienceMs,
    )
  })
  try {
    return await Promise.race([importing, late])
  } finally {
    clearTimeout(timer)
  }
}
