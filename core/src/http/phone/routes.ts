import { InboxIdParams, PhoneMessage, PhoneQuery, PhoneReceipt, PhoneRecord, pageOf } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { writeFromPhone } from './phone.ts'
import { readPhone } from './screen.ts'

const tag = 'Simulated phone'

/** The phone with which one tries Faladesk without an account at a provider. */
export const phoneRoutes = (api: Api, host: Host) => {
  api.post(
    '/phone/:inboxId/messages',
    route('agent', tag, 'Write as a customer, through the public webhook, signed as the provider would', {
      params: InboxIdParams,
      body: PhoneMessage,
      response: { 200: PhoneReceipt },
    }),
    ({ caller, params, body }) => writeFromPhone(host, caller, params.inboxId, body),
  )
  api.get(
    '/phone/:inboxId/messages',
    route('agent', tag, 'Read what the phone sent and received', {
      params: InboxIdParams,
      querystring: PhoneQuery,
      response: { 200: pageOf(PhoneRecord) },
    }),
    ({ caller, params, query }) =>
      inOrganizationOf(host.db, caller, (tx) => readPhone(tx, host, params.inboxId, query)),
  )
}
