import type { Command } from './command.ts'
import type { Finding } from './findings.ts'

const marks: Record<Finding['state'], string> = { ok: '✓', note: '•', wrong: '✗' }

/** `faladesk doctor`: looks at everything Faladesk needs and says what to do about what is wrong. */
export const doctor: Command = {
  name: 'doctor',
  usage: '',
  does: 'Checks Node, settings, database, migrations, plugins, server and browser, and says how to repair what is wrong.',
  options: {},
  async run({ json }, print) {
    // Only here: the other commands start without what this looks at.
    const { findings } = await import('./findings.ts')
    const found = await findings(process.env)
    const wrong = found.filter(({ state }) => state === 'wrong')
    if (json) print(JSON.stringify(found, null, 2))
    else {
      for (const { state, name, says, remedy } of found) {
        print(`${marks[state]} ${name.padEnd(12)} ${says}`)
        if (remedy) print(`  ${' '.repeat(12)} → ${remedy}`)
      }
      print(wrong.length === 0 ? '\nAll well.' : `\n${wrong.length} to repair.`)
    }
    return wrong.length === 0 ? 0 : 1
  },
}
