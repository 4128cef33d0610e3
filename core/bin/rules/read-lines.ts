import { createReadStream } from 'node:fs'
import { Unreadable } from '../command.ts'

/** One line of a file, counted from 1; `text` is null when it is too long to be believed. */
export interface Line {
  number: number
  text: string | null
}

/** Reads a file (`-` is what is piped in) line by line, never more than one line in memory. */
export async function* readLines(file: string, longest: number): AsyncGenerator<Line> {
  const stream = file === '-' ? process.stdin.setEncoding('utf8') : createReadStream(file, 'utf8')
  let number = 1
  let rest: string | null = ''
  try {
    for await (const chunk of stream) {
      const pieces = String(chunk).split('\n')
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) {
          yield { number: number++, text: rest }
          rest = ''
        }
        rest = rest === null || rest.length + piece.length > longest ? null : rest + piece
      }
    }
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${(error as Error).message}.`)
  }
  if (rest !== '') yield { number, text: rest }
}
