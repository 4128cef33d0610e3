import { ApiError, errorFrom } from './api-error.ts'
import { supabase } from './supabase.ts'

let organization: string | undefined

/** Names the organization (by slug) that every following command is for. */
export function commandFor(slug: string | undefined) {
  organization = slug
}

interface Options {
  body?: unknown
  /** Makes a repeated command the same command: core answers the first one's result. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal | undefined
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Sends a command to core (`path` begins with /v1) as the signed-in person; throws ApiError when it is refused. */
export async function api<T>(method: Method, path: string, options: Options = {}): Promise<T> {
  const headers = await headersOf('application/json')
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey
  const request: RequestInit = { method, headers, signal: options.signal ?? null }
  if (options.body !== undefined) {
    headers['content-type'] = 'application/json'
    request.body = JSON.stringify(options.body)
  }
  const response = await fetch(path, request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, 'offline', 'The server could not be reached.')
  })
  const text = await response.text()
  const body = parse(text)
  if (!response.ok) throw errorFrom(response.status, body)
  return body as T
}

/** Fetches a file of core's as the signed-in person; throws ApiError when it is refused. */
export async function fetchFile(path: string): Promise<{ file: Blob; name: string }> {
  const response = await fetch(path, { headers: await headersOf('*/*') }).catch(() => {
    throw new ApiError(0, 'offline', 'The server could not be reached.')
  })
  if (!response.ok) throw errorFrom(response.status, parse(await response.text()))
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return { file: await response.blob(), name: decodeURIComponent(name ?? 'faladesk') }
}

/** Opens a stream of server-sent events of core's; `EventSource` could not carry the person's session. */
export async function openStream(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(path, { headers: await headersOf('text/event-stream'), signal })
  if (!response.ok || !response.body) throw errorFrom(response.status, parse(await response.text()))
  return response.body
}

async function headersOf(accept: string): Promise<Record<string, string>> {
  const { data } = await supabase().auth.getSession()
  // Errors come back as sentences to show: in the language Studio speaks, not the browser's.
  const headers: Record<string, string> = { accept, 'accept-language': document.documentElement.lang }
  if (data.session) headers.authorization = `Bearer ${data.session.access_token}`
  if (organization) headers['x-organization'] = organization
  return headers
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}
