import type { Print } from './command.ts'

/** What was looked at: `ok`, a `note` worth knowing, or `wrong` with its remedy. */
export interface Finding {
  name: string
  state: 'ok' | 'note' | 'wrong'
  says: string
  remedy?: string
}

const marks: Record<Finding['state'], string> = { ok: '✓', note: '•', wrong: '✗' }

/** Prints findings for a person, or as JSON; answers the exit code: 1 where something is wrong. */
export function printFindings(found: readonly Finding[], print: Print, json: boolean): number {
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
}
