import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

// Who may know whom (the house in DECISIONS.md): by declared dependencies and by every import that is written.

const root = fileURLToPath(new URL('../..', import.meta.url))

const mayKnow: Record<string, RegExp[]> = {
  rules: [],
  'plugins/sdk': [],
  'plugins/*': [/^@faladesk\/plugin-sdk(\/testing)?$/],
  // Three doors to the same WhatsApp share what it says, and two channels of one Twilio account.
  'plugins/whatsapp-cloud': [/^@faladesk\/(plugin-sdk(\/testing)?|whatsapp-codec)$/],
  'plugins/whatsapp-360dialog': [/^@faladesk\/(plugin-sdk(\/testing)?|whatsapp-codec)$/],
  'plugins/whatsapp-twilio': [/^@faladesk\/(plugin-sdk(\/testing)?|twilio-codec|whatsapp-codec)$/],
  'plugins/sms-twilio': [/^@faladesk\/(plugin-sdk(\/testing)?|twilio-codec)$/],
  core: [/^@faladesk\/rules$/, /^@faladesk\/plugin-sdk$/],
  studio: [/^@faladesk\/rules$/, /^@faladesk\/core\/contract$/],
  supabase: [/^@faladesk\/rules$/],
}

const rooms = [
  'rules',
  'core',
  'studio',
  'supabase',
  ...readdirSync(join(root, 'plugins')).map((name) => `plugins/${name}`),
].filter((room) => !room.endsWith('.json') && !room.endsWith('node_modules') && !room.endsWith('.md'))

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return ['node_modules', 'dist', 'test', 'bench'].includes(entry.name) ? [] : sources(path)
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : []
  })
}

function imports(file: string): { from: string; typeOnly: boolean }[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = [
    ...text.matchAll(
      /^\s*(import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm,
    ),
  ]
  return found.map((match) => ({ from: match[3] ?? match[4] ?? '', typeOnly: match[2] !== undefined }))
}

describe.each(rooms)('%s', (room) => {
  const allowed = mayKnow[room] ?? mayKnow['plugins/*'] ?? []

  test('declares only rooms it may know', () => {
    const manifest = JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8'))
    const ours = Object.keys(manifest.dependencies ?? {}).filter((name) => name.startsWith('@faladesk/'))
    const known = room === 'studio' ? [...allowed, /^@faladesk\/core$/] : allowed
    expect(ours.filter((name) => !known.some((pattern) => pattern.test(name)))).toEqual([])
  })

  test('imports only rooms it may know, and nothing through a relative path into another room', () => {
    const trespasses = sources(room).flatMap((file) =>
      imports(file).flatMap(({ from, typeOnly }) => {
        if (from.startsWith('@faladesk/') && !allowed.some((pattern) => pattern.test(from)))
          return [`${file} → ${from}`]
        if (from === '@faladesk/core/contract' && !typeOnly) return [`${file} → ${from} (only types may cross)`]
        if (from.startsWith('.') && !join(file, '..', from).startsWith(room)) return [`${file} → ${from}`]
        return []
      }),
    )
    expect(trespasses).toEqual([])
  })
})

test('rules runs in a browser: it imports nothing of Node', () => {
  expect(sources('rules').filter((file) => imports(file).some(({ from }) => from.startsWith('node:')))).toEqual([])
})

test('supabase/local knows nothing of core', () => {
  expect(
    sources('supabase').filter((file) => imports(file).some(({ from }) => from.startsWith('@faladesk/core'))),
  ).toEqual([])
})
