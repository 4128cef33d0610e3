import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { discoverPlugins, type FoundPlugin, pluginIn } from '../../src/plugins/discover.ts'
import { type Command, Usage } from '../command.ts'
import { checkPlugin } from './check-plugin.ts'

/** `faladesk plugin check`: everything a plugin must be before it is published or installed. */
export const check: Command = {
  name: 'plugin check',
  usage: '[FOLDER|NAME] [--no-tests]',
  does: 'Checks a plugin: manifest, definition, the words of its settings in three languages, README, payloads, and its own tests.',
  options: { 'no-tests': { type: 'boolean' } },
  words: ['FOLDER|NAME?'],
  async run(given, print, [word = '.']) {
    const found = await checkPlugin(folderOf(word), { tests: given['no-tests'] !== true })
    const wrong = found.filter(({ state }) => state === 'wrong')
    if (given.json) print(JSON.stringify(found, null, 2))
    else {
      for (const { state, name, says, remedy } of found) {
        print(`${marks[state]} ${name.padEnd(11)} ${says}`)
        if (remedy) print(`  ${' '.repeat(11)} → ${remedy}`)
      }
      print(wrong.length === 0 ? '\nAll well.' : `\n${wrong.length} to repair.`)
    }
    return wrong.length === 0 ? 0 : 1
  },
}

const marks = { ok: '✓', note: '•', wrong: '✗' } as const

const folderOf = (word: string): string => {
  const here = resolve(word)
  if (existsSync(join(here, 'package.json'))) return here
  const known = discoverPlugins({ development: true }).find(
    ({ name }) => name === word || name.endsWith(`plugin-${word}`),
  )
  const folder = known && packageOf(known)
  if (folder) return folder
  throw new Usage(`"${word}" is neither a folder with a package.json nor a plugin that is installed.`)
}

// The entry lies somewhere below the folder whose package.json made it a plugin.
const packageOf = ({ entry, name }: FoundPlugin): string | undefined => {
  for (let at = entry && dirname(fileURLToPath(entry)); at && at !== dirname(at); at = dirname(at))
    if (pluginIn(at)[0]?.name === name) return at
  return undefined
}
