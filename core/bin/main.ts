import { parseArgs } from 'node:util'
import { createOrganization, invite } from './admin.ts'
import { type Command, type Given, type Print, Unreadable, Usage } from './command.ts'
import { doctor } from './doctor.ts'
import { pluginCommands } from './plugin/index.ts'
import { rotateSecrets } from './rotate-secrets.ts'
import { ruleCommands } from './rules/index.ts'

const commands: readonly Command[] = [
  doctor,
  ...ruleCommands,
  ...pluginCommands,
  createOrganization,
  invite,
  rotateSecrets,
]

/** Runs one command line; answers the exit code: 0 well, 1 something is wrong, 2 words or a file were not understood. */
export async function run(
  words: readonly string[],
  print: Print = console.log,
  complain: Print = print,
): Promise<number> {
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
    const { values, positionals } = parseArgs({
      args: words.slice(command.name.split(' ').length),
      allowPositionals: true,
      options: { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } },
    })
    if (values.help) {
      print(usage(command))
      return 0
    }
    const missing = command.words?.[positionals.length]
    if (missing && !missing.endsWith('?')) throw new Usage(`${missing} is missing.`)
    const many = command.words?.at(-1)?.endsWith('…')
    const [surplus] = many ? [] : positionals.slice(command.words?.length ?? 0)
    if (surplus !== undefined) throw new Usage(`"${surplus}" is one word too many.`)
    return await command.run(values as Given, print, positionals, complain)
  } catch (error) {
    const misunderstood =
      error instanceof Usage || String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')
    complain((error as Error).message)
    if (misunderstood) complain(`\n${usage(command)}`)
    return misunderstood || error instanceof Unreadable ? 2 : 1
  }
}

const list = () =>
  commands.map(({ name, usage: more, does }) => `  ${`${name} ${more}`.trim()}\n      ${does}`).join('\n')
const usage = ({ name, usage: more, does }: Command) => `npx faladesk ${name} ${more} [--json]\n  ${does}`

if (process.argv[1] === import.meta.filename)
  process.exitCode = await run(process.argv.slice(2), console.log, console.error)
