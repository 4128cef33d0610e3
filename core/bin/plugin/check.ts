import { resolve } from 'node:path'
import { discoverPlugins } from '../../src/plugins/discover.ts'
import { type Command, Usage } from '../command.ts'
import { printFindings } from '../finding.ts'
import { checkPlugin } from './check-plugin.ts'
import { bearsName, isFolder } from './find-plugin.ts'

/** `faladesk plugin check`: everything a plugin must be before it is published or installed. */
export const check: Command = {
  name: 'plugin check',
  usage: '[FOLDER|NAME] [--no-tests]',
  does: 'Checks a plugin: manifest, definition, the words of its settings in three languages, README, payloads, and its own tests.',
  options: { 'no-tests': { type: 'boolean' } },
  words: ['FOLDER|NAME?'],
  async run(given, print, [word = '.']) {
    return printFindings(
      await checkPlugin(folderOf(word), { tests: given['no-tests'] !== true }),
      print,
      given.json === true,
    )
  },
}

const folderOf = (word: string): string => {
  if (isFolder(word)) return resolve(word)
  const known = discoverPlugins({ development: true }).find((found) => bearsName(found, word))
  if (known) return known.folder
  throw new Usage(`"${word}" is neither a folder with a package.json nor a plugin that is installed.`)
}
