import type { Command } from './command.ts'
import { printFindings } from './finding.ts'

/** `faladesk doctor`: looks at everything Faladesk needs and says what to do about what is wrong. */
export const doctor: Command = {
  name: 'doctor',
  usage: '',
  does: 'Checks Node, settings, database, migrations, plugins, server and browser, and says how to repair what is wrong.',
  options: {},
  async run({ json }, print) {
    // Only here: the other commands start without what this looks at.
    const { findings } = await import('./findings.ts')
    return printFindings(await findings(process.env), print, json === true)
  },
}
