import { Call, CallQuery, CallSecret, IdParams, pageOf } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { callAgain, listCalls } from './calls.ts'
import { changeSecret, readSecret } from './secret.ts'

const tag = 'Calls'

/** Calls to the organization's own systems: what was sent, once more, and the secret they are signed with. */
export const callRoutes = (api: Api, host: Host) => {
  const { db } = host
  const secretKey = host.config.derivationKey

  api.get(
    '/calls',
    route('admin', tag, 'List the calls rules asked for, the latest first', {
      querystring: CallQuery,
      response: { 200: pageOf(Call) },
    }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listCalls(tx, query)),
  )
  api.post(
    '/calls/:id/replay',
    route('admin', tag, 'Make a call once more, with the same id', { params: IdParams, response: { 200: Call } }),
    async ({ caller, params }) => {
      const call = await inOrganizationOf(db, caller, (tx) => callAgain(tx, caller, params.id))
      host.wake('calls')
      return call
    },
  )
  api.get(
    '/calls/secret',
    route('admin', tag, 'Read the secret calls are signed with', { response: { 200: CallSecret } }),
    async ({ caller }, answer) => {
      answer.header('cache-control', 'no-store')
      return inOrganizationOf(db, caller, (tx) => readSecret(tx, caller, secretKey))
    },
  )
  api.post(
    '/calls/secret',
    route('admin', tag, 'Change the secret; the one before signs too for 24 hours', { response: { 200: CallSecret } }),
    async ({ caller }, answer) => {
      answer.header('cache-control', 'no-store')
      return inOrganizationOf(db, caller, (tx) => changeSecret(tx, caller, secretKey))
    },
  )
}
