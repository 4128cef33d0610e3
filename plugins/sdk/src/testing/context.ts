import { createHash } from 'node:crypto'
import type { AiContext } from '../ai.ts'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import type { Log } from '../log.ts'
import type { RawRequest } from '../requests.ts'

/** The instant every contract test happens at. */
export const moment = new Date('2026-11-22T12:00:00.000Z')

/** Builds a channel's context for a test: fixed clock, keys of this inbox alone, a fetch that refuses unless one is given. */
export const channelContext = <S>(
  channel: AnyChannel,
  settings: S,
  overrides: Partial<ChannelContext<S>> = {},
): ChannelContext<S> => {
  const inboxId = overrides.inboxId ?? '00000000-0000-4000-8000-000000000001'
  const publicUrl = overrides.publicUrl ?? 'https://desk.example'
  return {
    inboxId,
    settings,
    publicUrl,
    webhooks: Object.fromEntries(channel.hooks.map(({ name }) => [name, `${publicUrl}/hooks/v1/inbox-key/${name}`])),
    fetch: noNetwork,
    log: recordingLog(),
    now: () => moment,
    key: (purpose) => createHash('sha256').update(`${inboxId}:${purpose}`).digest(),
    allowPrivateNetwork: false,
    signal: new AbortController().signal,
    ...overrides,
  }
}

/** Builds an AI's context for a test. */
export const aiContext = <S>(settings: S, overrides: Partial<AiContext<S>> = {}): AiContext<S> => ({
  settings,
  env: {},
  fetch: noNetwork,
  log: recordingLog(),
  signal: new AbortController().signal,
  now: () => moment,
  ...overrides,
})

/** A webhook as a sample writes it. */
export interface SampleRequest {
  hook: string
  body: string | Uint8Array
  headers?: Record<string, string>
  query?: Record<string, string>
}

/** Builds a webhook request as the host would hand it over. */
export const rawRequest = (channel: AnyChannel, request: SampleRequest): RawRequest => {
  const search = new URLSearchParams(request.query).toString()
  return {
    method: channel.hooks.find(({ name }) => name === request.hook)?.methods[0] ?? 'POST',
    url: `https://desk.example/hooks/v1/inbox-key/${request.hook}${search && `?${search}`}`,
    name: request.hook,
    query: request.query ?? {},
    headers: request.headers ?? {},
    body: Buffer.from(request.body as Uint8Array),
  }
}

/** A log that remembers its lines, so that a test can look for secrets in them. */
export const recordingLog = (): Log & { lines: string[] } => {
  const lines: string[] = []
  const write = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`)
  return { lines, debug: write, info: write, warn: write, error: write }
}

const noNetwork: typeof fetch = () => Promise.reject(new Error('this test allows no network'))
