import { readFile, stat } from 'node:fs/promises'
import { LIMITS, type Locale, type Problem, type RuleDocument, validateDocument } from '@faladesk/rules'
import { type Print, Unreadable } from '../command.ts'
import { catalogueFor } from './catalogue.ts'

// Four bytes for each character a document may have.
const MOST_BYTES = LIMITS.characters * 4

/** Reads a file as JSON; throws a sentence naming the file, and the line where it is no JSON. */
export async function readJson(file: string): Promise<unknown> {
  const content = await readFileOf(file)
  try {
    return JSON.parse(content.startsWith('\uFEFF') ? content.slice(1) : content)
  } catch (error) {
    throw new Unreadable(`${file} is not JSON: ${(error as Error).message}.`)
  }
}

async function readFileOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file)
    if (size <= MOST_BYTES) return await readFile(file, 'utf8')
  } catch (error) {
    throw new Unreadable(
      `${file} cannot be read: ${reasons[(error as { code?: string }).code ?? ''] ?? String(error)}.`,
    )
  }
  throw new Unreadable(`${file} is larger than ${MOST_BYTES / 1e6} MB: no rule document is.`)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
}

/** Reads a document that may be run; one that may not is complained about, problem by problem, and null. */
export async function readDocument(file: string, locale: Locale, complain: Print): Promise<RuleDocument | null> {
  const value = await readJson(file)
  const validation = validateDocument(value, { locale, catalogue: await catalogueFor(value) })
  if (validation.ok) return validation.document
  complain(`${file} is refused; nothing of it was run.`)
  for (const line of problemLines(validation.problems)) complain(line)
  return null
}

/** Problems as lines: where, then what is wrong and what to do. */
export const problemLines = (problems: readonly Problem[]): readonly string[] =>
  problems.map(({ pointer, message }) => `  ${pointer || '/'}  ${message}`)
