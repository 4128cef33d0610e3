import { DeadLetter, DeadLetterQuery, IdParams, pageOf } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { dismissLetter, listLetters, replayLetter } from './letters.ts'

const tag = 'Dead letters'

/** What could not be processed: seen, played again, or put away by admins. */
export const deadLetterRoutes = (api: Api, host: Host) => {
  const { db } = host

  api.get(
    '/dead-letters',
    route('admin', tag, 'List what could not be processed', {
      querystring: DeadLetterQuery,
      response: { 200: pageOf(DeadLetter) },
    }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listLetters(tx, query)),
  )
  api.post(
    '/dead-letters/:id/replay',
    route('admin', tag, 'Play it again; 409 says why it still cannot be', {
      params: IdParams,
      response: { 200: DeadLetter },
    }),
    async ({ caller, params }) => {
      const { letter, messages } = await inOrganizationOf(db, caller, (tx) => replayLetter(tx, host, caller, params.id))
      if (messages.length > 0) await host.live.show(caller.organization.id, messages)
      host.wake()
      host.changed()
      return letter
    },
  )
  api.post(
    '/dead-letters/:id/dismiss',
    route('admin', tag, 'Put it away', { params: IdParams, response: { 200: DeadLetter } }),
    ({ caller, params }) => inOrganizationOf(db, caller, (tx) => dismissLetter(tx, caller, params.id)),
  )
}
