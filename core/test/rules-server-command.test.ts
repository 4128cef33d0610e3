import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { run } from '../bin/main.ts'
import { type House, openHouse } from './http-house.ts'
import { document } from './http-things.ts'

const faladesk = fileURLToPath(new URL('../bin/faladesk.mjs', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'faladesk-push-'))
let house: House
let keys: { admin: string; agent: string }
let workflow: string

beforeAll(async () => {
  house = await openHouse()
  const key = async (role: string) =>
    (await house.call(house.acme.admin.token, 'POST', '/v1/api-keys', { name: role, role })).body.key as string
  keys = { admin: await key('admin'), agent: await key('agent') }
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await house?.close()
})
let count = 0
beforeEach(async () => {
  const made = await asAdmin('POST', '/v1/workflows', { document: { ...document, name: `Fluxo ${++count}` } })
  workflow = made.body.id
})

const asAdmin = (method: string, url: string, body?: unknown) => house.call(house.acme.admin.token, method, url, body)
const detail = async () => (await asAdmin('GET', `/v1/workflows/${workflow}`)).body
const rules = async (words: string[], key = keys.admin) => {
  const [out, wrong]: [string[], string[]] = [[], []]
  const address = words.includes('--url') ? [] : ['--url', house.host.internalUrl]
  const all = ['rules', ...words, ...address, '--key', key, '--locale', 'en']
  const code = await run(
    all,
    (line) => void out.push(line),
    (line) => void wrong.push(line),
  )
  return { code, out: out.join('\n'), wrong: wrong.join('\n') }
}
const pulled = async (): Promise<string> => {
  const file = join(folder, `${count}.json`)
  expect(await rules(['pull', '--workflow', workflow, '--out', file])).toMatchObject({ code: 0 })
  return file
}
const edit = (file: string, change: (document: Record<string, unknown>) => void) => {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  change(read)
  writeFileSync(file, JSON.stringify(read))
}

test('what is pulled, pushed back and pulled again is the same file, and nothing is saved for it', async () => {
  const file = await pulled()
  const before = readFileSync(file, 'utf8')
  expect(JSON.parse(before)).toEqual((await detail()).draft)
  const { code, out } = await rules(['push', file, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({ workflow, name: `Fluxo ${count}`, revision: 1, saved: false, published: null })
  expect(await rules(['pull', '--workflow', `Fluxo ${count}`])).toMatchObject({ code: 0, out: before.trimEnd() })
})

test('a push saves the draft, and with --publish puts it in force once', async () => {
  const file = await pulled()
  edit(file, (read) => Object.assign(read, { 'x-team': 'cobranca' }))
  const words = ['push', file, '--publish', '--note', 'da revisão', '--json']
  expect(JSON.parse((await rules(words)).out)).toMatchObject({ saved: true, revision: 2, published: 1 })
  expect(await detail()).toMatchObject({ published_version: 1, changed: false, published: { 'x-team': 'cobranca' } })
  expect(JSON.parse((await rules(words)).out)).toMatchObject({ saved: false, revision: 2, published: 1 })
  const published = await rules(['pull', '--workflow', workflow, '--published'])
  expect(JSON.parse(published.out)).toMatchObject({ 'x-team': 'cobranca' })
})

test('when somebody saved meanwhile nothing is overwritten, unless told so', async () => {
  const file = await pulled()
  await asAdmin('PUT', `/v1/workflows/${workflow}/draft`, { document: { ...document, name: 'Deles' }, revision: 1 })
  edit(file, (read) => Object.assign(read, { description: 'meu' }))
  const refused = await rules(['push', file])
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.wrong).toContain('Somebody saved meanwhile')
  expect(refused.wrong).toContain('The draft there is number 2.')
  expect((await detail()).name).toBe('Deles')
  expect(await rules(['push', file, '--revision', '2'])).toMatchObject({ code: 0 })
  expect(await detail()).toMatchObject({ draft_revision: 3, draft: { description: 'meu' } })
})

test('failing tests stop a publish, with their names, until somebody says why they may fail', async () => {
  const file = await pulled()
  edit(file, (read) =>
    Object.assign(read, {
      tests: [{ name: 'promessa quebrada', facts: {}, expect: { reply: (document.rules[0] as { id: string }).id } }],
    }),
  )
  const refused = await rules(['push', file, '--publish'])
  expect(refused.code).toBe(1)
  expect(refused.wrong).toContain('✗ promessa quebrada')
  expect((await detail()).published_version).toBeNull()
  expect(await rules(['push', file, '--publish', '--override', 'urgente'])).toMatchObject({ code: 0 })
  expect((await detail()).published_version).toBe(1)
})

test('a document that is wrong is refused here, with pointer and remedy, before it is sent', async () => {
  const file = await pulled()
  edit(file, (read) => Object.assign(read, { rules: [{ ...document.rules[0], on: { event: 'agent-silent' } }] }))
  const { code, wrong } = await rules(['push', file])
  expect(code).toBe(1)
  expect(wrong).toContain('/rules/0/on/minutes')
  expect(wrong).toContain('Say how many minutes')
  expect((await detail()).draft_revision).toBe(1)
})

test('a key that may not save, a wrong key and a wrong address are told as such', async () => {
  const file = await pulled()
  edit(file, (read) => Object.assign(read, { description: 'outro' }))
  const agent = await rules(['push', file], keys.agent)
  expect([agent.code, agent.out]).toEqual([1, ''])
  expect(agent.wrong).not.toContain(keys.agent)
  const stranger = await rules(['pull', '--workflow', workflow], 'not-a-key')
  expect([stranger.code, stranger.out]).toEqual([1, ''])
  expect((await rules(['pull', '--url', 'http://127.0.0.1:1'])).wrong).toContain('does not answer')
  const elsewhere = await rules(['pull', '--url', `${house.host.internalUrl}/elsewhere`])
  expect([elsewhere.code, elsewhere.wrong.length > 20]).toEqual([1, true])
})

test('a workflow that does not exist is answered with those that do, and made when asked', async () => {
  const file = join(folder, 'new.json')
  writeFileSync(file, JSON.stringify({ ...document, name: 'Novo fluxo' }))
  const unknown = await rules(['push', file])
  expect(unknown.code).toBe(2)
  expect(unknown.wrong).toContain(`"Fluxo ${count}"`)
  const made = JSON.parse((await rules(['push', file, '--create', '--json'])).out) as {
    workflow: string
    saved: boolean
  }
  expect(made).toMatchObject({ name: 'Novo fluxo', revision: 1, saved: true })
  expect(JSON.parse((await rules(['push', file, '--create', '--json'])).out)).toMatchObject({
    workflow: made.workflow,
    saved: false,
  })
  expect((await rules(['pull'])).code).toBe(2)
})

test('address and key come from the environment of a real process too', async () => {
  const env = { PATH: process.env.PATH, FALADESK_URL: house.host.internalUrl, FALADESK_API_KEY: keys.agent }
  const out = await new Promise((resolve, reject) => {
    const words = [faladesk, 'rules', 'pull', '--workflow', workflow]
    execFile(process.execPath, words, { env }, (error, said) => (error ? reject(error) : resolve(said)))
  })
  expect(JSON.parse(String(out))).toEqual((await detail()).draft)
})
