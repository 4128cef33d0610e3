import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AnyAi, AnyChannel } from '@faladesk/plugin-sdk'
import { discoverPlugins, type FoundPlugin, pluginIn } from '../../src/plugins/discover.ts'
import { loadPlugin } from '../../src/plugins/load.ts'
import { Usage } from '../command.ts'

/** A plugin an author named, with the package it came from. */
export interface NamedPlugin {
  found: FoundPlugin
  plugin: AnyChannel | AnyAi
}

/** The plugin of a folder, or of a name among those that are installed; throws a sentence where there is none. */
export async function findPlugin(word: string): Promise<NamedPlugin> {
  const here = isFolder(word) ? pluginIn(resolve(word)) : undefined
  if (here) return { found: here, plugin: await loadPlugin(here).catch(broken(here)) }
  const all = discoverPlugins({ development: true })
  const problems: string[] = []
  // The one whose package bears the name is nearly always the one, and the others need not be loaded then.
  for (const found of [...all.filter((one) => bearsName(one, word)), ...all.filter((one) => !bearsName(one, word))])
    try {
      const plugin = await loadPlugin(found)
      if (plugin.name === word) return { found, plugin }
    } catch (error) {
      problems.push(`${found.name} was left out: ${(error as Error).message}`)
      if (bearsName(found, word)) throw broken(found)(error)
    }
  throw new Usage([`There is no plugin "${word}" among those that are installed.`, ...problems].join('\n'))
}

/** A channel of that name or folder; an AI has no webhooks to receive. */
export async function findChannel(word: string): Promise<AnyChannel> {
  const { plugin } = await findPlugin(word)
  if (plugin.kind !== 'channel') throw new Usage(`"${word}" is an AI: only channels receive anything.`)
  return plugin
}

/** Whether a word is the folder of a package. */
export const isFolder = (word: string) => existsSync(join(resolve(word), 'package.json'))

/** Whether a plugin's package bears the name; what the plugin calls itself shows only when it is loaded. */
export const bearsName = ({ name }: FoundPlugin, word: string) => name.endsWith(`plugin-${word}`) || name === word

const broken = (found: FoundPlugin) => (error: unknown) => {
  throw new Error(`The plugin ${found.name} cannot be used: ${(error as Error).message}`)
}
