import { expect, test } from 'vitest'
import { sources, styles } from './sources.ts'

const rooms = ['console', 'rules', 'settings', 'phone']
const roomOf = (path: string) => rooms.find((room) => path.startsWith(`${room}/`))
const imports = (text: string) => [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((found) => found[1] ?? '')

test('only ui/gs, ui/theme and their provider know Gluestack', () => {
  const knowing = sources.filter(({ text }) => imports(text).some((from) => /^@gluestack/.test(from)))
  expect(knowing.map(({ path }) => path).filter((path) => !/^ui\/(gs|theme)\//.test(path))).toEqual([])
  expect(knowing.length).toBeGreaterThan(5)
})

test('no room imports another room', () => {
  const crossing = sources.flatMap(({ path, text }) => {
    const room = roomOf(path)
    const foreign = imports(text).filter((from) =>
      rooms.some((other) => other !== room && from.includes(`../${other}/`)),
    )
    return room ? foreign.map((from) => `${path} → ${from}`) : []
  })
  expect(crossing).toEqual([])
})

test('no two rooms style the same class: a page keeps the styles of every room it has shown', () => {
  const owners = new Map<string, Set<string>>()
  for (const { path, text } of styles) {
    const room = roomOf(path)
    for (const [, name = ''] of room ? text.matchAll(/(?:^|[,{}])\s*\.([\w-]+)/gm) : [])
      owners.set(name, (owners.get(name) ?? new Set()).add(room ?? ''))
  }
  const shared = [...owners].filter(([, owning]) => owning.size > 1)
  expect(shared.map(([name, owning]) => `.${name}: ${[...owning].join(', ')}`)).toEqual([])
  expect(owners.size).toBeGreaterThan(200)
})

test('ui and lib know no room and no shell', () => {
  const knowing = sources.filter(
    ({ path, text }) =>
      /^(ui|lib)\//.test(path) &&
      imports(text).some((from) => /\.\.\/(console|rules|settings|phone|shell)\//.test(from)),
  )
  expect(knowing.map(({ path }) => path)).toEqual([])
})

test("core is known by its contract's types alone", () => {
  const wrong = sources.filter(({ text }) =>
    /(?:^|\n)import (?!type)[^\n]*'@faladesk\/core|'@faladesk\/core\/(?!contract')/.test(text),
  )
  expect(wrong.map(({ path }) => path)).toEqual([])
})

test('nothing is fetched from elsewhere: no source names a foreign script, style, font or picture', () => {
  const foreign = sources.filter(({ text }) => /(?:src|url\(|import\()\s*=?\s*["'`]https?:/.test(text))
  expect(foreign.map(({ path }) => path)).toEqual([])
})

test('a file is one idea: none is over 200 lines', () => {
  expect(sources.filter(({ text }) => text.split('\n').length > 201).map(({ path }) => path)).toEqual([])
})
