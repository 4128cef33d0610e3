import { locales } from '@faladesk/plugin-sdk'
import { Me, PublicConfig } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { type Api, route } from '../route.ts'
import { version } from '../version.ts'
import { demoLogins } from './demo.ts'
import { me } from './me.ts'

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
}
