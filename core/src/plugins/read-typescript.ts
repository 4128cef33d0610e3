import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

const folders = new Set<string>()
let hooked = false

/**
 * Lets Node read a plugin's TypeScript where npm put it: it strips types everywhere but below node_modules, and a plugin
 * needs no build step because of that.
 */
export function readTypeScriptOf(entry: string): void {
  const at = entry.lastIndexOf('/node_modules/')
  if (at < 0) return
  const [scope = '', name = ''] = entry.slice(at + '/node_modules/'.length).split('/')
  const folder = scope.startsWith('@') ? `${scope}/${name}` : scope
  folders.add(`${entry.slice(0, at)}/node_modules/${folder}/`)
  if (hooked) return
  hooked = true
  registerHooks({
    load(url, context, next) {
      if (!/\.m?ts$/.test(url) || ![...folders].some((known) => isOwn(url, known))) return next(url, context)
      const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'))
      return { format: 'module', source, shortCircuit: true }
    },
  })
}

// Its own files only: what it depends on came by npm as well and is JavaScript, as everywhere.
const isOwn = (url: string, folder: string) =>
  url.startsWith(folder) && !url.slice(folder.length).includes('/node_modules/')
