import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type AnyChannel, silent } from '@faladesk/plugin-sdk'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../bin/main.ts'
import type { Log } from '../src/log.ts'
import { webhooksOf } from '../src/plugins/context.ts'
import { discoverPlugins, repositoryRoot } from '../src/plugins/discover.ts'
import { loadPlugins } from '../src/plugins/load.ts'
import { type Engine, startEngine } from './support/engine.ts'
import { until } from './support/until.ts'

// Somebody elsewhere writes a channel, packs it, and an operator installs it by `npm install`: no registry, no build step.

const folder = mkdtempSync(join(tmpdir(), 'faladesk-outside-'))
const [authored, desk] = [join(folder, 'author'), join(folder, 'faladesk')]
let engine: Engine | undefined
afterAll(async () => {
  await engine?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const npm = (where: string, ...words: string[]): string => {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` }
  const quiet = ['--offline', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, stdout, stderr } = spawnSync('npm', [...words, ...quiet], { cwd: where, encoding: 'utf8', env })
  if (status !== 0) throw new Error(`npm ${words.join(' ')}: ${stderr}${stdout}`)
  return stdout
}

/** The least that npm and discovery take for Faladesk: the root's manifest and the SDK, whose own packages are this machine's. */
const layDesk = () => {
  const root = repositoryRoot()
  const sdk = join(desk, 'plugins', 'sdk')
  mkdirSync(sdk, { recursive: true })
  writeFileSync(
    join(desk, 'package.json'),
    JSON.stringify({ name: 'faladesk', private: true, workspaces: ['plugins/*'] }),
  )
  const { dependencies, peerDependencies, peerDependenciesMeta, ...manifest } = JSON.parse(
    readFileSync(join(root, 'plugins/sdk/package.json'), 'utf8'),
  )
  writeFileSync(join(sdk, 'package.json'), JSON.stringify(manifest))
  cpSync(join(root, 'plugins/sdk/src'), join(sdk, 'src'), { recursive: true })
  mkdirSync(join(sdk, 'node_modules'))
  for (const name of Object.keys(dependencies))
    symlinkSync(join(root, 'node_modules', name), join(sdk, 'node_modules', name))
}

let channel: AnyChannel
beforeAll(async () => {
  const silently = () => {}
  expect(await run(['plugin', 'create', 'viagem', '--dir', authored], silently, silently)).toBe(0)
  npm(authored, 'pack', '--pack-destination', folder)
  layDesk()
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  npm(desk, 'install', join(folder, tarball ?? ''))
})

test('npm puts it where plugins are, and discovery finds it there and loads its TypeScript', async () => {
  const installed = join(desk, 'node_modules', 'faladesk-plugin-viagem')
  expect(existsSync(join(installed, 'src', 'index.ts'))).toBe(true)
  expect(existsSync(join(installed, 'node_modules', '@faladesk'))).toBe(false)
  const { channels, problems } = await loadPlugins(silent as unknown as Log, discoverPlugins({ root: desk }))
  expect(problems).toEqual([])
  expect([...channels.keys()]).toEqual(['viagem'])
  channel = channels.get('viagem') as AnyChannel
})

test('receive reads what its author recorded', async () => {
  const lines: string[] = []
  const installed = join(desk, 'node_modules', 'faladesk-plugin-viagem')
  const code = await run(
    ['plugin', 'receive', installed, join(installed, 'test/payloads/text.json'), '--json'],
    (line) => lines.push(line),
  )
  expect(code).toBe(0)
  expect(JSON.parse(lines.join())).toMatchObject([{ type: 'message', from: { identities: [{ kind: 'viagem' }] } }])
})

test('a running core takes its webhooks, answers by it, and follows the answer to delivered', async () => {
  engine = await startEngine({}, {}, false, [{ from: 'faladesk-plugin-viagem', plugin: channel }])
  const { sql, host, organization, core } = engine
  const key = '0123456789abcdef0123456789abcdef'
  const [inbox] = await sql<{ id: string }[]>`
    insert into inboxes (organization_id, channel, name, key, simulated) values (${organization}, 'viagem', 'Viagem', ${key}, true) returning id`
  await engine.publish([
    {
      id: 'ola',
      name: 'Olá',
      lane: 'reply',
      enabled: true,
      conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: ['pedido'] }] },
      event: { type: 'auto-reply', params: { text: 'Recebemos!' } },
    },
  ])
  const found = await host.inboxes.byKey(key)
  if (!found || !channel.simulate) throw new Error('the inbox is not there')
  const made = channel.simulate.inbound({ from: { kind: 'viagem', value: 'ana' }, text: 'meu pedido' }, found.context())
  expect(new URL(made.url).pathname).toBe(new URL(webhooksOf(host, found).inbound ?? '').pathname)
  const post = (headers: Record<string, string>) =>
    fetch(`${core.url}${new URL(made.url).pathname}`, { method: 'POST', headers, body: made.body })
  expect((await post({ 'content-type': 'application/json' })).status).toBe(401)
  expect((await post(made.headers)).status).toBe(200)
  const said = () =>
    sql`select direction, text, status from messages where inbox_id = ${inbox?.id ?? null} order by seq`
  await until('the answer was delivered', async () => (await said())[1]?.status === 'delivered')
  expect(await said()).toMatchObject([
    { direction: 'in', text: 'meu pedido' },
    { direction: 'out', text: 'Recebemos!', status: 'delivered' },
  ])
})
