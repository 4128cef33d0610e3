import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

// Each uses only those above it; main starts the widget.
const order = [
  'texts',
  'hours',
  'style',
  'node',
  'mount',
  'place',
  'storage',
  'session',
  'log',
  'socket',
  'answers',
  'courier',
  'uploads',
  'rich-text',
  'questions',
  'parts',
  'bubble',
  'history',
  'composer',
  'asking',
  'panel',
  'launcher',
  'chat',
  'main',
]

let made: string | undefined

/** The widget as one classic script: its modules without types and imports, in order, inside one function. */
export const widgetScript = (): string => {
  made ??= ['(() => {', "'use strict'", ...order.map(moduleText), '})()', ''].join('\n')
  return made
}

const moduleText = (name: string): string => {
  const source = readFileSync(new URL(`../widget/${name}.ts`, import.meta.url), 'utf8')
  return quietly(() => stripTypeScriptTypes(source))
    .replace(/^import\s[^']*'[^']+';?$/gm, '')
    .replace(/^export\s+/gm, '')
    .replace(/^\s*\/\/.*$|^\/\*\*.*\*\/$/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}/g, '\n')
}

// Node 24 still calls the function experimental and would say so in every start's log.
const quietly = <T>(run: () => T): T => {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return run()
  } finally {
    process.emitWarning = emitWarning
  }
}
