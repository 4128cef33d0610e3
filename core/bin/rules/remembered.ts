import { readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Which draft of which workflow a file was taken from. */
export interface Taken {
  workflow: string
  revision: number
}

type Memory = Record<string, Record<string, Taken>>

/** Beside the documents, for one machine only: keep it out of git. */
const memoryOf = (file: string) => join(dirname(file), '.faladesk-rules.json')

/** The draft a file was last pulled from, or pushed to, on a server; undefined when nothing is remembered. */
export async function recall(file: string, server: string): Promise<Taken | undefined> {
  const taken = (await read(memoryOf(file)))[basename(file)]?.[server]
  return typeof taken?.workflow === 'string' && Number.isInteger(taken.revision) ? taken : undefined
}

/** Remembers the draft a file now stands for, so that a push notices when somebody saved meanwhile. */
export async function remember(file: string, server: string, taken: Taken): Promise<void> {
  const memory = await read(memoryOf(file))
  const name = basename(file)
  const next: Memory = { ...memory, [name]: { ...memory[name], [server]: taken } }
  try {
    await writeFile(memoryOf(file), `${JSON.stringify(next, null, 2)}\n`)
  } catch (error) {
    // In a folder that is only read, as pipelines have, nothing is remembered; what was pushed is pushed.
    if (!['EROFS', 'EACCES', 'EPERM'].includes(String((error as { code?: string }).code))) throw error
  }
}

// A memory that is missing or broken only means that nothing is remembered.
async function read(path: string): Promise<Memory> {
  try {
    const memory: unknown = JSON.parse(await readFile(path, 'utf8'))
    return typeof memory === 'object' && memory !== null ? (memory as Memory) : {}
  } catch {
    return {}
  }
}
