import { type FastifyBaseLogger, fastify } from 'fastify'

/** The host's log (pino). Fields are ids, codes and counts; what a person wrote or is called never is one. */
export type Log = FastifyBaseLogger

/** Makes the log: JSON lines on stdout, with a second net under secrets and personal data that slip into a field. */
export const createLog = (level: string): Log =>
  fastify({
    logger: {
      level,
      base: null,
      redact: { paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
      serializers: { err: describeError, req: describeRequest, res: ({ statusCode }) => ({ statusCode }) },
    },
  }).log

const hidden = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'apiKey',
  'authToken',
  'settings',
  'sealed',
  'body',
  'text',
  'content',
  'phone',
  'email',
  'address',
  'identities',
  'recipients',
  'from',
  'to',
]

// A database error's message and detail may repeat the row that caused it: only its code and place are kept.
function describeError(error: Error & { code?: unknown; routine?: unknown }) {
  const fromDatabase = error.routine !== undefined
  return {
    type: error.name,
    message: fromDatabase ? `PostgreSQL refused it (${String(error.code)})` : error.message,
    stack: error.stack?.split('\n').slice(1).join('\n') ?? '',
    ...(error.code !== undefined && { code: String(error.code) }),
  }
}

// The query string is left out, since providers put signatures and tokens there; so is the inbox key.
function describeRequest({ method, url }: { method?: string; url?: string }) {
  return { method: method ?? '', url: url?.split('?')[0]?.replace(/[0-9a-f]{32}/g, '{inboxKey}') ?? '' }
}
