import type { Workflow, WorkflowDetail } from '../../src/contract/index.ts'
import { type Given, Usage } from '../command.ts'

/** The options every command that speaks to a server takes. */
export const serverOptions = { url: { type: 'string' }, key: { type: 'string' } } as const

/** A server's refusal: its status and code, a sentence, and what it says in detail. */
export class ServerRefused extends Error {
  override name = 'ServerRefused'
  readonly status: number
  readonly code: string
  readonly details: readonly unknown[]
  constructor(status: number, code: string, message: string, details: readonly unknown[]) {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

/** A Faladesk server, spoken to with an API key. */
export interface Server {
  readonly url: string
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
}

/** The server that `--url` and `--key`, or FALADESK_URL and FALADESK_API_KEY, name. */
export function serverOf(given: Given, language: string, env: NodeJS.ProcessEnv = process.env): Server {
  const url = String(given.url ?? env.FALADESK_URL ?? '').replace(/\/+$/, '')
  const key = String(given.key ?? env.FALADESK_API_KEY ?? '')
  if (!/^https?:\/\/[^\s/]+/.test(url))
    throw new Usage('The server is missing: set FALADESK_URL or give --url, such as https://sac.example.com.')
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new Usage('The API key is missing: set FALADESK_API_KEY (Studio → Settings → API keys), or give --key.')
  return { url, ask: (method, path, body) => ask(`${url}/v1${path}`, key, language, method, body) }
}

async function ask<T>(address: string, key: string, language: string, method: string, body: unknown): Promise<T> {
  const answer = await fetch(address, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'accept-language': language,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  }).catch((error: unknown) => {
    const cause = (error as { cause?: { code?: string } }).cause?.code
    throw new Error(`${new URL(address).origin} does not answer (${cause ?? (error as Error).message}).`)
  })
  const content = await answer.text()
  const json = parsed(content)
  if (answer.ok && json !== undefined) return json as T
  const { code = 'not_faladesk', message, details = [] } = (json as Refusal | undefined)?.error ?? {}
  const unexpected = `${new URL(address).origin} answered ${answer.status}, and not as Faladesk does: is the address right?`
  throw new ServerRefused(answer.status, code, message ?? unexpected, details)
}

interface Refusal {
  error?: { code?: string; message?: string; details?: readonly unknown[] }
}

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content)
  } catch {
    return undefined
  }
}

/** Every workflow of the organization. */
export async function workflowsOf(server: Server): Promise<readonly Workflow[]> {
  const all: Workflow[] = []
  for (let cursor = ''; ; ) {
    const page = await server.ask<{ data: Workflow[]; next: string | null }>('GET', `/workflows?limit=100${cursor}`)
    all.push(...page.data)
    if (!page.next) return all
    cursor = `&cursor=${encodeURIComponent(page.next)}`
  }
}

/** The one workflow a name or id means; null when none does. Throws when a name is ambiguous. */
export async function findWorkflow(server: Server, asked: string): Promise<Workflow | null> {
  const all = await workflowsOf(server)
  const byId = all.find(({ id }) => id === asked)
  if (byId) return byId
  const named = all.filter(({ name }) => name === asked)
  if (named.length > 1)
    throw new Usage(`Several workflows are called "${asked}"; give an id: ${named.map(({ id }) => id).join(', ')}.`)
  return named[0] ?? null
}

/** A workflow with its draft. */
export const readWorkflow = (server: Server, id: string): Promise<WorkflowDetail> =>
  server.ask('GET', `/workflows/${encodeURIComponent(id)}`)

/** The workflows there are, for a message that asks to choose. */
export const listed = (workflows: readonly Workflow[]): string =>
  workflows.length === 0 ? 'there is none yet' : workflows.map(({ name, id }) => `"${name}" (${id})`).join(', ')
