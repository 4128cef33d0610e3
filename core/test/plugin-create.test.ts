import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../bin/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'faladesk-create-'))
const plugin = join(folder, 'sms-zenvia')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = async (...words: string[]) => {
  const [lines, complaints]: [string[], string[]] = [[], []]
  const code = await run(
    ['plugin', ...words],
    (line) => lines.push(line),
    (line) => complaints.push(line),
  )
  return { code, said: [...lines, ...complaints].join('\n') }
}
const findings = async (...words: string[]) => JSON.parse((await command('check', plugin, '--json', ...words)).said)
const edit = (name: string, from: string | RegExp, to: string) => {
  const file = join(plugin, name)
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace(from, to))
  expect(readFileSync(file, 'utf8')).not.toBe(text)
  return () => writeFileSync(file, text)
}

let made: { code: number; said: string }
beforeAll(async () => {
  made = await command('create', 'sms-zenvia', '--dir', plugin, '--json')
})

test('a new plugin is the example under its own name, and nothing of the example is left', () => {
  expect(made.code).toBe(0)
  const { files } = JSON.parse(made.said)
  expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'src/index.ts', 'test/contract.test.ts']))
  for (const file of files) expect(readFileSync(join(plugin, file), 'utf8')).not.toMatch(/pigeon|living example/i)
  expect(JSON.parse(readFileSync(join(plugin, 'package.json'), 'utf8'))).toMatchObject({
    name: 'faladesk-plugin-sms-zenvia',
    faladesk: { contract: 1, kind: 'channel' },
  })
  expect(readFileSync(join(plugin, 'src/settings.ts'), 'utf8')).toContain('export type SmsZenviaSettings')
})

test('its tests pass at once, by npm test', () => {
  // As an author would: nothing of this repository on the path but Node.
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`,
    NO_COLOR: '1',
    VITEST: undefined,
  }
  const { status, stdout, stderr } = spawnSync('npm', ['test'], { cwd: plugin, encoding: 'utf8', env })
  expect(`${stdout}${stderr}`).toMatch(/Tests\s+\d\d+ passed/)
  expect(status).toBe(0)
})

test('check finds it well, and receive reads what it recorded', async () => {
  const found = await findings('--no-tests')
  expect(found.filter(({ state }: { state: string }) => state === 'wrong')).toEqual([])
  const { said } = await command('receive', plugin, join(plugin, 'test/payloads/text.json'), '--json')
  expect(JSON.parse(said)).toMatchObject([{ type: 'message', externalId: 'm-1' }])
})

test('a plugin that breaks the contract fails the kit, by the law it breaks', async () => {
  const undo = [
    edit('src/ask.ts', "redirect: 'manual'", "redirect: 'follow'"),
    edit('src/verify.ts', /if \(!settings\.signingKey\).*\n/, ''),
    edit('src/body.ts', 'cleanText(value) || undefined', 'value'),
    edit('src/trouble.ts', "error('throttled'", "error('content'"),
  ]
  try {
    const tests = (await findings()).find(({ name }: { name: string }) => name === 'Tests')
    expect(tests.state).toBe('wrong')
    for (const law of ['edge 24: T1', 'edge 21: T13', 'T7 a 302', '429 with Retry-After'])
      expect(tests.says).toContain(law)
  } finally {
    for (const again of undo) again()
  }
})

test('check tells each thing that is missing, and how to repair it', async () => {
  const wrong = async () => (await findings('--no-tests')).filter(({ state }: { state: string }) => state === 'wrong')
  const cases: [() => () => void, object][] = [
    [() => edit('README.md', '## Limits', '## Things'), { name: 'README', says: 'it lacks Limits' }],
    [
      () => edit('package.json', '"contract": 1', '"contract": 3'),
      { name: 'Manifest', says: expect.stringContaining('contract 3') },
    ],
    [
      () => edit('package.json', './src/index.ts', './dist/index.js'),
      { name: 'Manifest', says: expect.stringContaining('exports') },
    ],
    [() => edit('test/contract.test.ts', 'channelContract(channel', 'void (channel'), { name: 'Tests' }],
  ]
  for (const [spoil, finding] of cases) {
    const undo = spoil()
    expect(await wrong()).toMatchObject([{ ...finding, remedy: expect.any(String) }])
    undo()
  }
})

test('a name that is none, or a folder that is there, is refused', async () => {
  for (const name of ['Zenvia', 'a--b', '9', '../x'])
    expect(await command('create', name, '--dir', join(folder, 'no'))).toMatchObject({ code: 2 })
  expect(existsSync(join(folder, 'no'))).toBe(false)
  expect(await command('create', 'sms-zenvia', '--dir', plugin)).toMatchObject({
    code: 1,
    said: expect.stringContaining('already there'),
  })
  expect((await command('check', 'no-such-plugin')).code).toBe(2)
})
