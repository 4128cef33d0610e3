import { locales } from '@faladesk/plugin-sdk'
import { Type } from 'typebox'
import { Me, Presence, PublicConfig } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { version } from '../version.ts'
import { demoLogins } from './demo.ts'
import { me } from './me.ts'
import { notePresence } from './presence.ts'

/** What a browser asks first: how to sign in, and who is signed in. */
export const sessionRoutes = (api: Api, host: Host) => {
  const { config } = host

  api.get(
    '/config',
    route('public', 'Session', 'What a browser needs before sign-in', { response: { 200: PublicConfig } }),
    async () => {
      const logins = await demoLogins(host)
      return {
        supabaseUrl: config.supabaseUrl,
        supabaseKey: config.supabaseAnonKey,
        version,
        locales: [...locales],
        ...(logins && { demo: { logins } }),
      }
    },
  )

  api.get(
    '/me',
    route('signed-in', 'Session', 'Who is signed in, and the organizations they work in', { response: { 200: Me } }),
    (request) => me(host, request.bearer),
  )

  api.post(
    '/session/presence',
    route('agent', 'Session', 'Say once a minute that a person is at work, or that they leave', {
      body: Presence,
      response: { 204: Type.Null() },
    }),
    async (request, answer) => {
      const { caller, body } = request
      await inOrganizationOf(host.db, caller, (tx) => notePresence(tx, caller, body.online))
      return answer.code(204).send(null)
    },
  )
}
