import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { entryOf, readManifest } from './manifest.ts'

/** A package that says in its manifest, `"faladesk": {"contract": 1, "kind": "channel"}`, that it is a plugin. */
export interface FoundPlugin {
  name: string
  folder: string
  contract: unknown
  /** What the manifest says it is; compared with what the code says. */
  kind?: unknown
  /** File URL of the module whose default export is the plugin. */
  entry: string
  /** Why it cannot be used, where its manifest alone tells. */
  problem?: string
}

export interface Discovery {
  root?: string
  /** Also plugins for authors to learn from, which no customer is offered: `"development": true` in their manifest. */
  development?: boolean
}

/** Finds plugins without running any: the workspaces in plugins/ and the dependencies of the root package. */
export function discoverPlugins({
  root = repositoryRoot(),
  development = process.env.FALADESK_DEVELOPMENT === '1',
}: Discovery = {}): FoundPlugin[] {
  // A workspace that the root also depends on is one plugin, found twice.
  const seen = new Set<string>()
  return [...workspacesIn(join(root, 'plugins')), ...dependenciesOf(root)].flatMap((folder) => {
    const real = existsSync(folder) ? realpathSync(folder) : folder
    if (seen.has(real)) return []
    seen.add(real)
    return pluginIn(folder, development) ?? []
  })
}

/** Reads what a folder's package says of itself: a plugin, or nothing where it is something else. */
export function pluginIn(folder: string, development = true): FoundPlugin | undefined {
  const manifest = readManifest(folder)
  if (manifest instanceof Error)
    return { name: basename(folder), folder, contract: undefined, entry: '', problem: manifest.message }
  if (!manifest?.faladesk || (manifest.faladesk.development === true && !development)) return undefined
  const { contract, kind } = manifest.faladesk
  const entry = pathToFileURL(join(folder, entryOf(manifest))).href
  return { name: manifest.name ?? basename(folder), folder, contract, entry, ...(kind !== undefined && { kind }) }
}

const workspacesIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => join(folder, name))
    : []

// Only those that are there: a dependency that is not installed is npm's to complain about.
const dependenciesOf = (root: string): string[] => {
  const manifest = readManifest(root)
  if (manifest === null || manifest instanceof Error) return []
  return Object.keys(manifest.dependencies ?? {}).map((name) => join(root, 'node_modules', name))
}

/** The folder of the package named faladesk, above this file. */
export function repositoryRoot(from = dirname(fileURLToPath(import.meta.url))): string {
  const manifest = readManifest(from)
  if (manifest !== null && !(manifest instanceof Error) && manifest.name === 'faladesk') return from
  const above = dirname(from)
  if (above === from)
    throw new Error('Faladesk runs from its repository: no package.json named "faladesk" was found above core.')
  return repositoryRoot(above)
}
