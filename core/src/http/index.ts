import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Host } from '../host.ts'
import { cleaned } from '../inbound/clean.ts'
import { aiRoutes } from './ai/routes.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { authentication } from './auth/authenticate.ts'
import { callRoutes } from './calls/routes.ts'
import { contactRoutes } from './contacts/routes.ts'
import { conversationRoutes } from './conversations/routes.ts'
import { deadLetterRoutes } from './dead-letters/routes.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { answerError, answerMissing } from './failures.ts'
import { healthRoutes } from './health/routes.ts'
import { inboxRoutes } from './inboxes/routes.ts'
import { languageOf } from './language.ts'
import { atMost } from './limits.ts'
import { openapi } from './openapi.ts'
import { organizationRoutes } from './organization/routes.ts'
import { phoneRoutes } from './phone/routes.ts'
import type { Api } from './route.ts'
import { sessionRoutes } from './session/routes.ts'
import { slaRoutes } from './sla/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { compileSchema } from './validation.ts'
import { workflowRoutes } from './workflows/routes.ts'

/** The HTTP API: /v1, /health, /metrics and their description. */
export async function http(app: FastifyInstance, { host }: { host: Host }): Promise<void> {
  app.setErrorHandler(answerError)
  app.setValidatorCompiler(compileSchema)
  readOnlyJson(app)
  app.addHook('onRoute', refuseUndescribed)
  await openapi(app)
  await app.register(async (scope) => healthRoutes(scope.withTypeProvider<TypeBoxTypeProvider>(), host))
  await app.register(async (scope) => v1(scope.withTypeProvider<TypeBoxTypeProvider>(), host), { prefix: '/v1' })
}

async function v1(api: Api, host: Host): Promise<void> {
  api.setNotFoundHandler(answerMissing)
  const { identify, admit } = authentication(host)
  const patience = atMost(
    api,
    'api',
    () => host.config.apiPerMinute,
    ({ bearer }) => (bearer.kind === 'user' ? bearer.claims.sub : bearer.owner.id),
  )
  api.decorateRequest('language')
  api.decorateRequest('caller')
  api.decorateRequest('bearer')
  // Before the body is read: strangers make us parse nothing.
  api.addHook('onRequest', async (request) => {
    request.language = languageOf(request.headers['accept-language'])
    const { access } = request.routeOptions.config
    if (access === undefined || access === 'public') return
    request.bearer = await identify(request)
    await patience(request)
    if (access !== 'signed-in') request.caller = admit(request.bearer, access, request)
  })
  // A command without a body means one without fields: what is missing is then told by name. What PostgreSQL cannot
  // store (NUL, half surrogate pairs) is taken out of every text before anything reads it.
  api.addHook('preValidation', async (request) => {
    request.query = cleaned(request.query)
    request.body = cleaned(request.body ?? (request.routeOptions.schema?.body ? {} : undefined))
  })
  sessionRoutes(api, host)
  conversationRoutes(api, host)
  contactRoutes(api, host)
  inboxRoutes(api, host)
  phoneRoutes(api, host)
  workflowRoutes(api, host)
  aiRoutes(api, host)
  organizationRoutes(api, host)
  teamRoutes(api, host)
  apiKeyRoutes(api, host)
  deadLetterRoutes(api, host)
  deliveryRoutes(api, host)
  callRoutes(api, host)
  slaRoutes(api, host)
}

// One content type and one parser for it, so that no spelling of another type slips past the schemas.
const readOnlyJson = (app: FastifyInstance) => {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) =>
    body.length === 0 ? done(null, undefined) : parse(request, body as string, done),
  )
}

const refuseUndescribed = ({ url, method, schema, config }: RouteOptions) => {
  if (!url.startsWith('/v1')) return
  if (!config?.access || !schema?.summary || !schema.tags || !schema.response)
    throw new Error(`${method} ${url} must say who may call it, what it does and what it answers: use route()`)
}
