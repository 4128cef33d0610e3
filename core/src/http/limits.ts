import { say } from '@faladesk/plugin-sdk'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Host } from '../host.ts'
import { Refusal } from './refusal.ts'

const minute = 60_000

/** Makes counting possible on this app: in memory, or in Redis for all replicas together. While Redis is away nobody is counted. */
export const countRequests = (app: FastifyInstance, { redis }: Pick<Host, 'redis'>) =>
  app.register(rateLimit, {
    global: false,
    nameSpace: 'faladesk:limit:',
    skipOnError: true,
    ...(redis && { redis }),
  })

/** Makes the check that one `who` sends at most so many requests a minute; throws 429 with when to come back. */
export const atMost = (
  app: FastifyInstance,
  name: string,
  perMinute: (request: FastifyRequest) => number,
  who: (request: FastifyRequest) => string,
): ((request: FastifyRequest) => Promise<void>) => {
  const look = app.createRateLimit({
    timeWindow: minute,
    max: perMinute,
    keyGenerator: (request) => `${name}:${who(request)}`,
  })
  return async (request) => {
    const found = await look(request)
    if (!found.isAllowed && found.isExceeded) throw tooFast(Math.max(1, found.ttlInSeconds))
  }
}

const tooFast = (seconds: number) =>
  new Refusal(
    429,
    'too_many_requests',
    say(
      `São pedidos demais em pouco tempo. Tente de novo em ${seconds} segundos.`,
      `Son demasiadas solicitudes en poco tiempo. Intente de nuevo en ${seconds} segundos.`,
      `Too many requests in a short time. Try again in ${seconds} seconds.`,
    ),
    { headers: { 'retry-after': String(seconds) } },
  )
