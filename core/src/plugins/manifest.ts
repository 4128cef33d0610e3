import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What core reads of a package.json; whoever wrote it may have written anything. */
export interface Manifest {
  name?: string
  version?: string
  main?: string
  exports?: unknown
  dependencies?: Record<string, string>
  faladesk?: { contract?: unknown; kind?: unknown; development?: unknown }
}

/** Reads a folder's package.json: null where there is none, an Error that says why where it cannot be read. */
export const readManifest = (folder: string): Manifest | Error | null => {
  const file = join(folder, 'package.json')
  if (!existsSync(file)) return null
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return manifest !== null && typeof manifest === 'object' ? manifest : new Error('its package.json is no object')
  } catch (error) {
    return new Error(`its package.json cannot be read: ${(error as Error).message}`)
  }
}

/** The module a package offers under its own name, as npm reads `exports` and `main`. */
export const entryOf = ({ exports, main }: Manifest): string =>
  entryIn(exports) ?? (typeof main === 'string' ? main : 'index.js')

const entryIn = (exports: unknown): string | undefined => {
  if (typeof exports === 'string') return exports
  if (exports === null || typeof exports !== 'object') return undefined
  const conditions = exports as Record<string, unknown>
  return entryIn(conditions['.'] ?? conditions.import ?? conditions.node ?? conditions.default)
}
