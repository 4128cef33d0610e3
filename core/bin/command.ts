import type { ParseArgsOptionsConfig } from 'node:util'

/** What was given after `--`, by name. */
export type Given = Record<string, string | boolean | undefined>

/** Writes one line. */
export type Print = (line: string) => void

/** One command of `npx faladesk`. */
export interface Command {
  /** Its words, such as "admin invite". */
  name: string
  /** What may follow, for the help. */
  usage: string
  /** One sentence for the help. */
  does: string
  options: ParseArgsOptionsConfig
  /** The words that must follow the name, such as a file; none when missing. A last one may end in `…`, to be repeated, or in `?`, to be left out. */
  words?: readonly string[]
  /** `complain` is for what is wrong, so that `print` stays what a machine may read. */
  run(given: Given, print: Print, words: readonly string[], complain: Print): Promise<number>
}

/** The words given make no sense; the message says which and why. */
export class Usage extends Error {
  override name = 'Usage'
}

/** A file that cannot be read; the message says which and why. */
export class Unreadable extends Error {
  override name = 'Unreadable'
}
