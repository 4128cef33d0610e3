import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Locale } from '@faladesk/plugin-sdk'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, FastifySchema, RawServerDefault } from 'fastify'
import { ErrorBody } from '../contract/index.ts'
import type { Bearer } from './auth/authenticate.ts'
import type { Caller } from './auth/caller.ts'

/** Fastify with routes typed by their TypeBox schemas. */
export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Who may call a route: anyone, anyone signed in, members of the organization, or its admins. */
export type Access = 'public' | 'signed-in' | 'agent' | 'admin'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
  interface FastifyRequest {
    /** What Accept-Language asks for. */
    language: Locale
    /** The caller in the organization of this request, on routes for agents and admins. */
    caller: Caller
    /** Who the token stands for, on every route but public ones. */
    bearer: Bearer
  }
}

/** What every route declares: who may call it, its group and sentence in the documentation, and its schemas. */
export const route = <const S extends FastifySchema & { response: Record<number, unknown> }>(
  access: Access,
  tag: string,
  summary: string,
  schema: S & { description?: string },
) => ({
  config: { access },
  schema: {
    ...schema,
    summary,
    tags: [tag],
    security: access === 'public' ? [] : [{ bearer: [] }],
    response: { ...failuresOf(access, schema), ...schema.response } as S['response'],
  },
})

const refusals: Record<number, string> = {
  400: 'A field is wrong; `details` names each with its remedy',
  401: 'Not signed in, or the token is no longer valid',
  403: 'Signed in, but not allowed to do this',
  404: 'There is no such thing in this organization',
  409: 'It changed meanwhile, or cannot be done in its present state',
  429: 'Too many failed sign-ins; wait `Retry-After` seconds',
  500: 'Our mistake; it was logged',
  503: 'Not available now; try again in a moment',
}

const failuresOf = (access: Access, schema: FastifySchema) => {
  const statuses = [500, 503]
  if (access !== 'public') statuses.push(400, 401, 403, 429)
  else if (schema.body || schema.querystring) statuses.push(400)
  if (schema.params) statuses.push(404)
  if (schema.body) statuses.push(409)
  return Object.fromEntries(
    statuses.sort().map((status) => [status, { ...ErrorBody, description: refusals[status] ?? '' }]),
  )
}
