import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

// Fifty-five things that went wrong for other help desks. Each is a test somewhere whose name begins with `edge N:`.

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))
const rooms = [
  'core',
  'rules',
  'supabase',
  'studio',
  ...readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`),
]

const sources = (folder: string): string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sources(path)
      return /\.ts$/.test(entry.name) ? [path] : []
    })
  } catch {
    return []
  }
}

// The kit's own laws count as well: every channel runs them.
const files = [
  ...rooms.flatMap((room) => sources(join(root, room, 'test'))),
  ...sources(join(root, 'plugins/sdk/src/testing')),
]

/** The numbers a source claims: `edge 16: …`, several at once as `edge 16, 17: …`, at the start of a quoted name. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/['"`]edges? ((?:\d+(?:, | and )?)+):/g)].flatMap(
    ([, list]) => (list ?? '').match(/\d+/g)?.map(Number) ?? [],
  )

const covered = new Set(
  files
    .filter((file) => file !== fileURLToPath(import.meta.url))
    .flatMap((file) => numbersIn(readFileSync(file, 'utf8'))),
)

test('every edge case is a test, by its number', () => {
  const missing = Array.from({ length: 55 }, (_, n) => n + 1).filter((n) => !covered.has(n))
  expect(missing, `no test is named by these edge cases: ${missing.join(', ')}`).toEqual([])
})

test('no test claims a number that is none', () => {
  expect([...covered].filter((n) => n < 1 || n > 55)).toEqual([])
})
