import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Links what a package outside the repository needs into its node_modules, so that its tests run at once: the contract is
 * not on a registry yet, and the tools are this installation's own.
 */
export function linkTools(root: string, folder: string): void {
  const modules = join(root, 'node_modules')
  const links: [string, string][] = [
    [join(root, 'plugins', 'sdk'), '@faladesk/plugin-sdk'],
    [join(modules, 'vitest'), 'vitest'],
    [join(modules, '@types', 'node'), '@types/node'],
    [join(modules, 'vitest', 'vitest.mjs'), '.bin/vitest'],
    [join(modules, 'node', 'bin', 'node'), '.bin/node'],
  ]
  for (const [from, name] of links) {
    const at = join(folder, 'node_modules', name)
    if (!existsSync(from) || existsSync(at)) continue
    mkdirSync(dirname(at), { recursive: true })
    symlinkSync(from, at)
  }
}
