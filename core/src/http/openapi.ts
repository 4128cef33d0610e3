import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { version } from './version.ts'

/** Describes every route registered after it, at /openapi.json, and shows the description at /docs from our own origin. */
export async function openapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Faladesk',
        version,
        description: [
          'Commands and reads of one organization.',
          'Send `Authorization: Bearer` with a Supabase access token or an API key (`fdk_…`);',
          'name the organization in `X-Organization` (its slug) where a person belongs to several.',
          'Lists answer `{data, next}`; pass `next` as `cursor` for the following page.',
          'Errors answer `{error: {code, message, details?}}`, in Portuguese, Spanish or English by `Accept-Language`.',
        ].join(' '),
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'Supabase access token, or an API key `fdk_…`' },
        },
      },
      paths: { '/hooks/v1/{inboxKey}/{name}': { post: hook } },
    },
    hideUntagged: true,
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    transformStaticCSP: () => ownOriginOnly,
    // The default asks a validator on somebody else's server.
    uiConfig: { validatorUrl: null, deepLinking: true, docExpansion: 'none', persistAuthorization: false },
    theme: { title: 'Faladesk API' },
    logo: { type: 'image/svg+xml', content: Buffer.from(logo) },
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

// Instead of the plugin's own policy, which allows other hosts and asks browsers to leave plain HTTP.
const ownOriginOnly = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="150" height="40"><text x="4" y="28" font-family="system-ui, sans-serif" font-size="24" font-weight="700" fill="#fff">Faladesk</text></svg>'

/** Served by inbound/, described here: what a provider calls. */
const hook = {
  summary: 'Receive a webhook of a provider: verified, stored, then answered',
  tags: ['Webhooks'],
  description:
    'The address of each inbox is in its `webhooks`. The body is the provider’s own and is checked by its signature.',
  security: [],
  parameters: ['inboxKey', 'name'].map((name) => ({
    name,
    in: 'path' as const,
    required: true,
    schema: { type: 'string' as const },
  })),
  responses: {
    200: { description: 'Stored; a repetition is answered the same and stored once' },
    403: { description: 'The signature is missing or wrong; nothing was stored' },
    404: { description: 'There is no such inbox' },
    503: { description: 'The database is away; repeat in a moment' },
  },
}
