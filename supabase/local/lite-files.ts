// Where Lite's storage API differs from what supabase-js 2.119 sends and expects, and what sharing an origin asks for.
import { jwtVerify } from 'jose'

type Answer = (request: Request) => Promise<Response>

const objects = '/storage/v1/object/'

/** Answers a request to /storage/v1/object with Lite, so that supabase-js is content and nobody is harmed. */
export async function answerFile(request: Request, jwtSecret: string, lite: Answer): Promise<Response> {
  const url = new URL(request.url)
  const verb = /^(?:upload\/)?\w+\//.exec(url.pathname.slice(objects.length))?.[0] ?? ''
  const signs = /^(upload\/)?sign\/$/.test(verb)
  if (signs && request.method !== 'POST' && !(await isSigned(url.searchParams.get('token'), jwtSecret)))
    return Response.json(
      { statusCode: '400', error: 'InvalidJWT', message: 'This address is not valid any more' },
      { status: 400 },
    )
  const prefix = verb === 'list/' ? await prefixOf(request.clone()) : ''
  const response = await lite(await unpackForm(request))
  if (!response.ok) return response
  if (signs && request.method === 'POST') return rewrite(response, nameSignedUrls)
  if (verb === 'list/') return rewrite(response, (entries) => listFolder(entries as Entry[], prefix))
  if (request.method === 'GET') makeHarmless(response.headers)
  return response
}

// Lite answers an ended or forged address with an internal error.
const isSigned = (token: string | null, secret: string) =>
  jwtVerify(token ?? '', new TextEncoder().encode(secret), { algorithms: ['HS256'] }).then(
    () => true,
    () => false,
  )

// supabase-js uploads a file as a form whose file field has no name; Lite looks for one called "file". It understands
// plain bodies as well, so such a form is unpacked into one.
async function unpackForm(request: Request): Promise<Request> {
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) return request
  const form = await request.formData()
  const file = [...form.values()].find((value) => value instanceof Blob)
  const headers = new Headers(request.headers)
  headers.set('content-type', file?.type || 'application/octet-stream')
  headers.set('content-length', String(file?.size ?? 0))
  if (form.has('cacheControl')) headers.set('cache-control', `max-age=${form.get('cacheControl')}`)
  return new Request(request.url, { method: request.method, headers, body: (await file?.arrayBuffer()) ?? '' })
}

async function rewrite(response: Response, change: (body: unknown) => unknown): Promise<Response> {
  return Response.json(change(await response.json()), { status: response.status })
}

type Signed = { signedUrl?: string }

// Supabase answers `signedURL` (to read) and `url` (to upload), both relative to the storage address.
function nameSignedUrls(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(nameSignedUrls)
  const relative = (body as Signed).signedUrl?.replace(/^\/storage\/v1/, '') || null
  return { ...(body as Signed), signedURL: relative, url: relative }
}

type Entry = { name: string; [field: string]: unknown }

async function prefixOf(request: Request): Promise<string> {
  const { prefix = '' } = (await request.json().catch(() => ({}))) as { prefix?: string }
  return prefix && !prefix.endsWith('/') ? `${prefix}/` : prefix
}

// Supabase lists one folder: names within it, and each folder below it once, without an id. Lite lists whole paths.
function listFolder(entries: Entry[], prefix: string): Entry[] {
  const listed = new Map<string, Entry>()
  for (const entry of entries.filter(({ name }) => name.startsWith(prefix))) {
    const [name = '', below] = entry.name.slice(prefix.length).split('/')
    const folder = { name, id: null, updated_at: null, created_at: null, last_accessed_at: null, metadata: null }
    listed.set(name, below === undefined ? { ...entry, name } : folder)
  }
  return [...listed.values()]
}

// Supabase serves files from another origin than the application. Here they share one, so a file that a customer sent
// must not be able to run in it: no scripts, no guessing of types, and only media opens in the browser.
function makeHarmless(headers: Headers): void {
  headers.set('x-content-type-options', 'nosniff')
  headers.set('content-security-policy', "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
  const opens = /^(image\/(?!svg)|audio\/|video\/|application\/(json|pdf)$|text\/plain)/.test(
    headers.get('content-type') ?? '',
  )
  if (!opens && !headers.has('content-disposition')) headers.set('content-disposition', 'attachment')
}
