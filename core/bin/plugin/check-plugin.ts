import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnyAi, type AnyChannel, contract, fieldsOf, locales, type TSchema } from '@faladesk/plugin-sdk'
import { type FoundPlugin, pluginIn, repositoryRoot } from '../../src/plugins/discover.ts'
import { loadPlugin } from '../../src/plugins/load.ts'
import { type Manifest, readManifest } from '../../src/plugins/manifest.ts'
import type { Finding } from '../finding.ts'

const ok = (name: string, says: string): Finding => ({ name, state: 'ok', says })
const note = (name: string, says: string): Finding => ({ name, state: 'note', says })
const wrong = (name: string, says: string, remedy: string): Finding => ({ name, state: 'wrong', says, remedy })

/** Looks at everything a plugin's folder must hold; never throws, and changes nothing. */
export async function checkPlugin(folder: string, { tests }: { tests: boolean }): Promise<Finding[]> {
  const manifest = readManifest(folder)
  if (manifest === null || manifest instanceof Error)
    return [wrong('Manifest', manifest?.message ?? 'there is no package.json', 'npx faladesk plugin create makes one.')]
  const found = pluginIn(folder)
  const manifestFindings = checkManifest(manifest, found)
  if (!found || manifestFindings.some(({ state }) => state === 'wrong')) return manifestFindings
  const loaded = await loadPlugin(found).catch((error: Error) => error)
  if (loaded instanceof Error)
    return [
      ...manifestFindings,
      wrong('Definition', loaded.message, 'Repair what it names; plugins/sdk/README.md says how.'),
    ]
  return [
    ...manifestFindings,
    ok('Definition', `${loaded.kind} "${loaded.name}"${abilities(loaded)}`),
    ...checkSettings(loaded.settings),
    checkReadme(folder),
    ...checkTests(folder, tests),
  ]
}

const checkManifest = (
  manifest: Manifest & { type?: unknown; keywords?: unknown },
  plugin: FoundPlugin | undefined,
): Finding[] => {
  const found: Finding[] = []
  const need = (holds: unknown, says: string, remedy: string) =>
    void (holds || found.push(wrong('Manifest', says, remedy)))
  need(manifest.name && manifest.version, 'it has no name or no version', 'Give it both.')
  need(manifest.type === 'module', 'it is no ES module', 'Add "type": "module".')
  need(manifest.faladesk, 'it does not say that it is a plugin', 'Add "faladesk": {"contract": 1, "kind": "channel"}.')
  need(
    manifest.faladesk?.contract === contract,
    `it speaks contract ${String(manifest.faladesk?.contract)}, this host ${contract}`,
    `Add "contract": ${contract}.`,
  )
  need(
    plugin && existsSync(fileURLToPath(plugin.entry)),
    '"exports" names no file that is there',
    'Add "exports": {".": "./src/index.ts"}.',
  )
  if (found.length > 0) return found
  const tagged = Array.isArray(manifest.keywords) && manifest.keywords.includes('faladesk-plugin')
  return [
    ok('Manifest', `${manifest.name} ${manifest.version}, contract ${contract}`),
    ...(tagged ? [] : [note('Manifest', 'the keyword "faladesk-plugin" would let people find it')]),
  ]
}

const optional = [
  'fetchMedia',
  'original',
  'reconcile',
  'test',
  'stream',
  'templates',
  'setup',
  'present',
  'candidates',
  'live',
  'simulate',
  'classify',
]
const abilities = (plugin: AnyChannel | AnyAi): string => {
  const has = optional.filter((name) => (plugin as unknown as Record<string, unknown>)[name] !== undefined)
  return has.length > 0 ? `, with ${has.join(', ')}` : ''
}

// Titles were checked by the definition; here every other word, and whether a form can say how to repair a value.
const checkSettings = (schema: TSchema, before = ''): Finding[] => {
  const found = fieldsOf(schema).flatMap(([name, field]): Finding[] => {
    const words = (field['x-text'] ?? {}) as Record<string, Record<string, string> | undefined>
    const gaps = Object.entries(words).flatMap(([which, text]) =>
      locales.filter((locale) => !text?.[locale]?.trim()).map((locale) => `${which} in ${locale}`),
    )
    const inner = field.properties ? checkSettings(field as unknown as TSchema, `${before}${name}.`) : []
    const lost = inner.filter(({ state }) => state !== 'ok')
    if (gaps.length > 0)
      lost.push(wrong('Settings', `${before}${name} lacks ${gaps.join(', ')}`, 'Use say(pt, es, en).'))
    if (field.pattern && !words.wrong)
      lost.push(
        note('Settings', `${before}${name} has a pattern and no "wrong": people would not know how to repair a value`),
      )
    return lost
  })
  return found.length > 0 ? found : [ok('Settings', 'every field has its words in three languages')]
}

const headings = ['What it does', 'Set up', 'Settings', 'Limits', 'How it signs']

const checkReadme = (folder: string): Finding => {
  const file = join(folder, 'README.md')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const missing = headings.filter((heading) => !new RegExp(`^##+ ${heading}\\s*$`, 'mi').test(text))
  return missing.length === 0
    ? ok('README', headings.join(' · '))
    : wrong(
        'README',
        `it lacks ${missing.join(', ')}`,
        `Every plugin's README has these headings: ${headings.join(' · ')}.`,
      )
}

const checkTests = (folder: string, run: boolean): Finding[] => {
  const files = existsSync(join(folder, 'test'))
    ? readdirSync(join(folder, 'test'), { recursive: true }).map(String)
    : []
  const texts = files
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(folder, 'test', file), 'utf8'))
  if (!texts.some((text) => /\b(channel|ai)Contract\(/.test(text)))
    return [
      wrong(
        'Tests',
        'none runs the contract',
        'Call channelContract of @faladesk/plugin-sdk/testing in test/contract.test.ts.',
      ),
    ]
  if (!run) return [note('Tests', 'not run')]
  const vitest = join(repositoryRoot(), 'node_modules', 'vitest', 'vitest.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', '--root', folder, '--reporter=dot'], {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined },
  })
  const said = `${stdout}\n${stderr}`
  const count = /^\s*Tests\s+(.+)$/m.exec(said)?.[1]?.replace(/\s+/g, ' ') ?? ''
  if (status === 0) return [ok('Tests', count)]
  const failed = [...said.matchAll(/^\s*FAIL\s+(.+)$/gm)].map(([, name]) => name?.trim()).slice(0, 12)
  return [
    wrong(
      'Tests',
      `${count || 'they did not run'}${failed.length > 0 ? `: ${failed.join('; ')}` : ''}`,
      `Run npm test in ${folder}.`,
    ),
  ]
}
