import { Type } from 'typebox'
import { IdParams, PageQuery, pageOf, SetSlaPolicy, SlaPolicy } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { createPolicy, deletePolicy, listPolicies, replacePolicy } from './policies.ts'

const tag = 'SLA policies'

/** What is promised to customers; rules give a policy to a conversation. */
export const slaRoutes = (api: Api, { db }: Host) => {
  api.get(
    '/sla-policies',
    route('agent', tag, 'List policies by name', { querystring: PageQuery, response: { 200: pageOf(SlaPolicy) } }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listPolicies(tx, query)),
  )
  api.post(
    '/sla-policies',
    route('admin', tag, 'Make a policy', { body: SetSlaPolicy, response: { 201: SlaPolicy } }),
    async ({ caller, body }, answer) => {
      const policy = await inOrganizationOf(db, caller, (tx) => createPolicy(tx, caller, body))
      return answer.code(201).send(policy)
    },
  )
  api.put(
    '/sla-policies/:id',
    route('admin', tag, 'Replace a policy; conversations that have it keep the times they were given', {
      params: IdParams,
      body: SetSlaPolicy,
      response: { 200: SlaPolicy },
    }),
    ({ caller, params, body }) => inOrganizationOf(db, caller, (tx) => replacePolicy(tx, caller, params.id, body)),
  )
  api.delete(
    '/sla-policies/:id',
    route('admin', tag, 'Remove a policy', { params: IdParams, response: { 204: Type.Null() } }),
    async ({ caller, params }, answer) => {
      await inOrganizationOf(db, caller, (tx) => deletePolicy(tx, caller, params.id))
      return answer.code(204).send(null)
    },
  )
}
