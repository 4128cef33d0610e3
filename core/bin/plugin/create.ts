import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { repositoryRoot } from '../../src/plugins/discover.ts'
import { type Command, Usage } from '../command.ts'
import { copyExample } from './copy-example.ts'
import { linkTools } from './link-tools.ts'

/** `faladesk plugin create`: a channel that works from its first minute, to be changed file by file into another. */
export const create: Command = {
  name: 'plugin create',
  usage: 'NAME [--dir FOLDER]',
  does: 'Makes a new channel from the living example: plugins/NAME, or a package of its own in FOLDER. Its tests pass at once.',
  options: { dir: { type: 'string' } },
  words: ['NAME'],
  async run({ dir, json }, print, [name = '']) {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40)
      throw new Usage('NAME must be lower-case words joined by "-", such as viber or sms-zenvia.')
    const root = repositoryRoot()
    const folder = resolve(typeof dir === 'string' ? dir : join(root, 'plugins', name))
    if (existsSync(folder)) throw new Error(`${folder} is already there: choose another name, or another --dir.`)
    const inside = resolve(folder, '..') === join(root, 'plugins')
    const files = copyExample(join(root, 'plugins', 'example'), folder, name, inside ? undefined : vitestVersion(root))
    if (!inside) linkTools(root, folder)
    // Another name makes other line lengths; an author begins with a folder the checks agree with.
    else spawnSync(join(root, 'node_modules', '.bin', 'biome'), ['format', '--write', folder], { cwd: root })
    if (json) print(JSON.stringify({ name, folder, files }))
    else for (const line of nextSteps(name, folder, inside)) print(line)
    return 0
  },
}

const vitestVersion = (root: string): string =>
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.vitest

const nextSteps = (name: string, folder: string, inside: boolean): string[] => {
  const shown = relative(process.cwd(), folder) || '.'
  return [
    `${shown} is a channel that works. Next:`,
    '',
    `  cd ${shown} && npm test                               the contract, on recorded payloads`,
    `  npx faladesk plugin receive ${inside ? name : folder} FILE        what it makes of a request you recorded`,
    `  npx faladesk plugin check ${inside ? name : folder}               before you publish it`,
    inside
      ? '  npm run dev                                           restarts at every change, with the phone to try it'
      : `  npm install ${folder}    in Faladesk's folder, to use it`,
    '',
    'Begin with src/settings.ts, src/verify.ts, src/parse.ts and src/send.ts; plugins/sdk/README.md is the contract.',
  ]
}
