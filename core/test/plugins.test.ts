import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { silent } from '@faladesk/plugin-sdk'
import { afterEach, expect, test } from 'vitest'
import type { Log } from '../src/log.ts'
import { discoverPlugins, repositoryRoot } from '../src/plugins/discover.ts'
import { loadPlugins } from '../src/plugins/load.ts'

// Real packages in temporary folders: what npm and authors may leave there.

const log = silent as unknown as Log
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const sdk = join(repositoryRoot(), 'plugins', 'sdk')

/** Makes a folder with these files, text or what is to be JSON, and a link to the SDK. */
const house = (files: Record<string, string | object>): string => {
  const root = mkdtempSync(join(tmpdir(), 'faladesk-house-'))
  folders.push(root)
  mkdirSync(join(root, 'node_modules', '@faladesk'), { recursive: true })
  symlinkSync(sdk, join(root, 'node_modules', '@faladesk', 'plugin-sdk'))
  for (const [name, content] of Object.entries({ 'package.json': { name: 'faladesk' }, ...files })) {
    const file = join(root, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

const says = { contract: 1, kind: 'channel' }
const manifest = (name: string, more: object = {}) => ({
  name,
  version: '1.0.0',
  type: 'module',
  exports: './index.ts',
  faladesk: says,
  ...more,
})

/** A whole channel in TypeScript; `change` is written after its members. */
const channel = (name: string, change = '') => `
  import { defineChannel, say, settings } from '@faladesk/plugin-sdk'
  const title: string = ${JSON.stringify(name)}
  export default defineChannel({
    name: title, title: say(title, title, title), settings: settings({}),
    hooks: [{ name: 'inbound', methods: ['POST'] }],
    capabilities: { text: { max: 9, markup: 'none' }, maxMediaPerMessage: 0, templates: false, receipts: [],
      media: { image: false, audio: false, video: false, document: false, sticker: false } },
    verify: () => ({ ok: true }), parse: () => ({ events: [], ignored: [] }), send: async () => ({ ok: true, parts: [] }),
    ${change}
  })`

const loaded = async (root: string, development = false) => loadPlugins(log, discoverPlugins({ root, development }))

test('plugins are the workspaces and the root’s dependencies that say so in package.json, and nothing else', async () => {
  const root = house({
    'package.json': { name: 'faladesk', dependencies: { 'faladesk-plugin-far': '1', fastify: '5', gone: '1' } },
    'plugins/near/package.json': manifest('near'),
    'plugins/near/index.ts': channel('near'),
    'plugins/library/package.json': { name: 'library' },
    'plugins/notes.md': '# no plugin',
    // As npm leaves it: Node itself would refuse to read TypeScript there.
    'node_modules/faladesk-plugin-far/package.json': manifest('faladesk-plugin-far', {
      exports: { '.': { import: './src/index.ts' } },
    }),
    'node_modules/faladesk-plugin-far/src/index.ts': "export { default } from './channel.ts'",
    'node_modules/faladesk-plugin-far/src/channel.ts': channel('far'),
    'node_modules/fastify/package.json': { name: 'fastify' },
    'node_modules/not-asked-for/package.json': manifest('not-asked-for'),
  })
  const { channels, problems } = await loaded(root)
  expect([...channels.keys()]).toEqual(['near', 'far'])
  expect(problems).toEqual([])
})

test('a workspace the root also depends on is one plugin', async () => {
  const root = house({
    'package.json': { name: 'faladesk', dependencies: { near: '1' } },
    'plugins/near/package.json': manifest('near'),
    'plugins/near/index.ts': channel('near'),
  })
  symlinkSync(join(root, 'plugins', 'near'), join(root, 'node_modules', 'near'))
  expect([...(await loaded(root)).channels.keys()]).toEqual(['near'])
})

test('a plugin for development is found only there', async () => {
  const root = house({
    'plugins/example/package.json': manifest('example', { faladesk: { ...says, development: true } }),
    'plugins/example/index.ts': channel('example'),
  })
  expect((await loaded(root)).channels.size).toBe(0)
  expect([...(await loaded(root, true)).channels.keys()]).toEqual(['example'])
})

const broken: [name: string, files: Record<string, string | object>, reason: RegExp][] = [
  ['throws when imported', { 'index.ts': "throw new Error('no coop')" }, /no coop/],
  ['does not parse', { 'index.ts': 'export default {' }, /./],
  ['imports what is not there', { 'index.ts': "import 'pigeon-post'" }, /pigeon-post/],
  ['exports nothing', { 'index.ts': 'export {}' }, /defineChannel or defineAi/],
  ['exports something else', { 'index.ts': 'export default 7' }, /defineChannel or defineAi/],
  ['lacks a method', { 'index.ts': channel('broken', 'parse: undefined,') }, /parse must be a function/],
  ['promises what is no ability', { 'index.ts': channel('broken', "stream: 'yes',") }, /stream must be a function/],
  [
    'was stamped by hand',
    { 'index.ts': "export default { contract: 1, kind: 'channel', name: 'Broken' }" },
    /name must be lower-case.*title\.pt-BR is missing.*verify must be a function/,
  ],
  [
    'is of another kind than it says',
    { 'package.json': manifest('broken', { faladesk: { contract: 1, kind: 'ai' } }) },
    /kind "ai".*kind "channel"/,
  ],
  [
    'speaks another contract',
    {
      'package.json': manifest('broken', { faladesk: { contract: 2, kind: 'channel' } }),
      'index.ts': "throw new Error('run')",
    },
    /^it speaks contract 2 and this host speaks 1: install a version made for it$/,
  ],
  ['names no file', { 'package.json': manifest('broken', { exports: './dist/gone.js' }) }, /gone\.js/],
  ['has a package.json that is no JSON', { 'package.json': '{"name": "broken",' }, /package\.json cannot be read/],
  ['has a package.json that is a list', { 'package.json': 'null' }, /package\.json is no object/],
]

test.each(broken)('a plugin that %s is left out with its reason and stops no other', async (_what, files, reason) => {
  const whole = { 'package.json': manifest('broken'), 'index.ts': channel('broken'), ...files }
  const root = house({
    'plugins/a-broken/package.json': '',
    ...Object.fromEntries(Object.entries(whole).map(([name, content]) => [`plugins/a-broken/${name}`, content])),
    'plugins/sound/package.json': manifest('sound'),
    'plugins/sound/index.ts': channel('sound'),
  })
  const { channels, problems } = await loaded(root)
  expect([...channels.keys()]).toEqual(['sound'])
  expect(problems).toEqual([{ plugin: expect.stringMatching(/broken/), reason: expect.stringMatching(reason) }])
})

test('two packages that offer one name refuse to start, naming both', async () => {
  const root = house({
    'package.json': { name: 'faladesk', dependencies: { 'faladesk-plugin-other': '1' } },
    'plugins/near/package.json': manifest('@faladesk/plugin-near'),
    'plugins/near/index.ts': channel('near'),
    'node_modules/faladesk-plugin-other/package.json': manifest('faladesk-plugin-other'),
    'node_modules/faladesk-plugin-other/index.ts': channel('near'),
  })
  await expect(loaded(root)).rejects.toThrow(
    'The packages @faladesk/plugin-near and faladesk-plugin-other both offer the channel "near": remove one of them.',
  )
})

test('the plugins of this repository load, and the example is for authors alone', async () => {
  const { channels, ais, problems } = await loadPlugins(log)
  expect(problems).toEqual([])
  expect([...channels.keys()]).toEqual(expect.arrayContaining(['webchat', 'whatsapp-twilio']))
  expect([...ais.keys()]).toEqual(expect.arrayContaining(['openai']))
  expect(channels.has('pigeon')).toBe(false)
  expect((await loadPlugins(log, discoverPlugins({ development: true }))).channels.has('pigeon')).toBe(true)
})
