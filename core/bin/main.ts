import { parseArgs } from 'node:util'
import { createOrganization, invite } from './admin.ts'
import { type Command, Usage } from './command.ts'
import { doctor } from './doctor.ts'

const commands: readonly Command[] = [doctor, createOrganization, invite]

/** Runs one command line; answers the exit code: 0 well, 1 something is wrong, 2 the words were not understood. */
export async function run(words: readonly string[], print: (line: string) => void = console.log): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, n) => words[n] === word))
  if (!command) {
    const asked = words.filter((word) => !word.startsWith('-')).join(' ')
    print(
      asked && asked !== 'help'
        ? `There is no command "${asked}". These exist:\n\n${list()}`
        : `npx faladesk …\n\n${list()}`,
    )
    return asked && asked !== 'help' ? 2 : 0
  }
  try {
    const { values } = parseArgs({
      args: words.slice(command.name.split(' ').length),
      options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    if (values.help) {
      print(usage(command))
      return 0
    }
    return await command.run(values as Record<string, string | boolean | undefined>, print)
  } catch (error) {
    const misunderstood =
      error instanceof Usage || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')
    print((error as Error).message)
    if (misunderstood) print(`\n${usage(command)}`)
    return misunderstood ? 2 : 1
  }
}

const list = () =>
  commands.map(({ name, usage: more, does }) => `  ${`${name} ${more}`.trim()}\n      ${does}`).join('\n')
const usage = ({ name, usage: more, does }: Command) => `npx faladesk ${name} ${more} [--json]\n  ${does}`

if (process.argv[1] === import.meta.filename) process.exitCode = await run(process.argv.slice(2))
