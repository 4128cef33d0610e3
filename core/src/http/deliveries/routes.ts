import { Delivery, DeliveryDetail, DeliveryParams, DeliveryQuery, pageOf, Replayed } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { listDeliveries, readDelivery, replayDelivery } from './deliveries.ts'

const tag = 'Deliveries'

/** What providers sent us, byte for byte: listed, shown and read again by admins. */
export const deliveryRoutes = (api: Api, host: Host) => {
  const { db } = host

  api.get(
    '/deliveries',
    route('admin', tag, 'List what came in, the latest first', {
      querystring: DeliveryQuery,
      response: { 200: pageOf(Delivery) },
    }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listDeliveries(tx, query)),
  )
  api.get(
    '/deliveries/:id',
    route('admin', tag, 'Show one delivery as it came', { params: DeliveryParams, response: { 200: DeliveryDetail } }),
    ({ caller, params }) => inOrganizationOf(db, caller, (tx) => readDelivery(tx, params.id)),
  )
  api.post(
    '/deliveries/:id/replay',
    route('admin', tag, 'Read it again; messages known already stay single', {
      params: DeliveryParams,
      response: { 200: Replayed },
    }),
    async ({ caller, params }) => {
      const messages = await inOrganizationOf(db, caller, (tx) => replayDelivery(tx, host, caller, params.id))
      if (messages.length > 0) await host.live.show(caller.organization.id, messages)
      host.wake()
      host.changed()
      return { messages: messages.length }
    },
  )
}
