import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type AnyChannel, type ChannelContext, silent, validate, withDefaults } from '@faladesk/plugin-sdk'
import { type Print, Unreadable } from '../command.ts'

/** Reads the settings of the inbox that receives: a file with them, bare or under `settings`; empty where none is named. */
export function readInbox(channel: AnyChannel, file: string | undefined, complain: Print): Record<string, unknown> {
  if (file === undefined) return withDefaults(channel.settings, {})
  let given: unknown
  try {
    given = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${(error as Error).message}.`)
  }
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    throw new Unreadable(`${file} must hold a JSON object: the settings of an inbox.`)
  const inner = (given as { settings?: unknown }).settings
  const settings = withDefaults(channel.settings, inner !== null && typeof inner === 'object' ? inner : given)
  // Half an inbox reads most webhooks all the same, so this stops nobody.
  for (const { field, message } of validate(channel.settings, settings, 'en')) complain(`${file}: ${field}: ${message}`)
  return settings
}

/** What a channel may know here: settings, a clock and keys of an inbox that is nowhere; no network at all. */
export const receiveContext = (channel: AnyChannel, settings: object, url: string): ChannelContext => {
  const base = url.replace(/\/[^/]*$/, '')
  return {
    inboxId: '00000000-0000-4000-8000-000000000000',
    settings,
    publicUrl: new URL(url).origin,
    webhooks: Object.fromEntries(channel.hooks.map(({ name }) => [name, `${base}/${name}`])),
    fetch: () => Promise.reject(new TypeError('plugin receive reads what was recorded and calls nobody')),
    log: silent,
    now: () => new Date(),
    key,
    allowPrivateNetwork: false,
    signal: new AbortController().signal,
  }
}

const key = (purpose: string) => createHash('sha256').update(`plugin receive ${purpose}`).digest()
