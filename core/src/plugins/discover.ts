import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** A package that says in its manifest, `"faladesk": {"contract": 1, "kind": "channel"}`, that it is a plugin. */
export interface FoundPlugin {
  name: string
  contract: unknown
  /** File URL of the module whose default export is the plugin. */
  entry: string
}

/** Finds plugins without running any: the workspaces in plugins/ and the dependencies of the root package. */
export function discoverPlugins(root = repositoryRoot()): FoundPlugin[] {
  const manifest = readManifest(root)
  const folder = join(root, 'plugins')
  const workspaces = existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
    : []
  const dependencies = Object.keys(manifest?.dependencies ?? {}).map((name) => join(root, 'node_modules', name))
  return [...workspaces, ...dependencies].flatMap((path) => {
    const found = readManifest(path)
    if (!found?.faladesk) return []
    return [
      { name: found.name, contract: found.faladesk.contract, entry: pathToFileURL(join(path, entryOf(found))).href },
    ]
  })
}

interface Manifest {
  name: string
  main?: string
  exports?: string | Record<string, string | Record<string, string>>
  dependencies?: Record<string, string>
  faladesk?: { contract?: unknown; kind?: unknown }
}

const readManifest = (path: string): Manifest | null => {
  const file = join(path, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : null
}

function entryOf({ exports, main }: Manifest): string {
  const entry = typeof exports === 'object' ? exports['.'] : exports
  return (typeof entry === 'object' ? (entry.import ?? entry.default) : entry) ?? main ?? 'index.js'
}

/** The folder of the package named faladesk, above this file. */
export function repositoryRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  if (readManifest(from)?.name === 'faladesk') return from
  const above = dirname(from)
  if (above === from)
    throw new Error('Faladesk runs from its repository: no package.json named "faladesk" was found above core.')
  return repositoryRoot(above)
}
