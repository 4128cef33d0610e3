import type { RawRequest } from '@faladesk/plugin-sdk'
import { Usage } from '../command.ts'
import { serverUrlOf } from '../installation.ts'

/** The address of an inbox's hooks: `--hook` with a whole URL, else FALADESK_URL where it already names the inbox. */
export const hooksOf = (hook: string | undefined, env: NodeJS.ProcessEnv): string => {
  const url = hook?.startsWith('http') ? hook : (env.FALADESK_URL ?? serverUrlOf(env))
  if (!/\/hooks\/v1\/[0-9a-f]{32}/.test(url))
    throw new Usage(
      '--post needs the address of an inbox: --hook http://localhost:3000/hooks/v1/KEY/inbound, or FALADESK_URL with it.',
    )
  return url.replace(/[?#].*$/, '').replace(/\/+$/, '')
}

/** Sends a recorded request to a running core as the provider did, and says what it answered. */
export async function postRequest(base: string, request: RawRequest): Promise<{ status: number; body: string }> {
  const named = /\/hooks\/v1\/[0-9a-f]{32}$/.test(base) ? `${base}/${request.name}` : base
  const { search } = new URL(request.url)
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ofTheWire.has(name)))
  const { method, body } = request
  const answer = await fetch(named + search, {
    method,
    headers,
    ...(method === 'POST' && { body: Buffer.from(body) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(15_000),
  })
  return { status: answer.status, body: await answer.text() }
}

// These say how the recorded request travelled, and are made anew.
const ofTheWire = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'expect',
  'upgrade',
  'keep-alive',
  'te',
  'trailer',
])
