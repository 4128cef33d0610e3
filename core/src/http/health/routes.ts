import { Type } from 'typebox'
import { Live, Ready } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { type Api, route } from '../route.ts'
import { readiness } from './ready.ts'

/** For those who keep it running: is the process alive, may it get traffic, what does it count. */
export const healthRoutes = (api: Api, host: Host) => {
  const ready = readiness(host)

  api.get(
    '/health/live',
    route('public', 'Health', 'Is the process alive? Never asks the database', { response: { 200: Live } }),
    () => ({ ok: true }),
  )
  api.get(
    '/health/ready',
    route('public', 'Health', 'May this process get traffic? 503 says what is wrong', {
      response: { 200: Ready, 503: Ready },
    }),
    async (_request, answer) => {
      const state = await ready()
      return answer
        .code(state.ok ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(state)
    },
  )
  api.get(
    '/metrics',
    route('public', 'Health', 'What this process counts, for Prometheus', {
      produces: ['text/plain'],
      response: { 200: Type.String() },
    }),
    async (_request, answer) => {
      answer.type(host.metrics.register.contentType)
      return answer.send(await host.metrics.register.metrics())
    },
  )
}
