import type { ParseArgsOptionsConfig } from 'node:util'

/** One command of `npx faladesk`. */
export interface Command {
  /** Its words, such as "admin invite". */
  name: string
  /** What may follow, for the help. */
  usage: string
  /** One sentence for the help. */
  does: string
  options: ParseArgsOptionsConfig
  run(given: Record<string, string | boolean | undefined>, print: (line: string) => void): Promise<number>
}

/** The words given make no sense; the message says which and why. */
export class Usage extends Error {
  override name = 'Usage'
}
