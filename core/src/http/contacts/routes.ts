import { Type } from 'typebox'
import {
  CandidateParams,
  Contact,
  ContactCandidates,
  IdParams,
  MergeContacts,
  Merged,
  Merges,
  PageQuery,
  Parted,
  pageOf,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { candidatesFor, dismissCandidate } from './candidates.ts'
import { listContacts, readContact } from './contacts.ts'
import { listMerges, mergeContacts, undoMerge } from './merge.ts'

const tag = 'Contacts'

/** People and their addresses: found, joined, parted again. */
export const contactRoutes = (api: Api, host: Host) => {
  const { db } = host

  api.get(
    '/contacts',
    route('agent', tag, 'List contacts, the latest first', {
      querystring: PageQuery,
      response: { 200: pageOf(Contact) },
    }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listContacts(tx, query)),
  )
  api.get(
    '/contacts/:id',
    route('agent', tag, 'Read one contact', { params: IdParams, response: { 200: Contact } }),
    ({ caller, params }) => inOrganizationOf(db, caller, (tx) => readContact(tx, params.id)),
  )
  api.get(
    '/contacts/:id/candidates',
    route('agent', tag, 'Who may be the same person, and why', {
      params: IdParams,
      response: { 200: ContactCandidates },
    }),
    async ({ caller, params, language }) => ({
      data: await inOrganizationOf(db, caller, (tx) => candidatesFor(tx, host, params.id, language)),
    }),
  )
  api.post(
    '/contacts/:id/candidates/:other/dismiss',
    route('agent', tag, 'Say that two contacts are not the same person; joining them by hand takes it back', {
      params: CandidateParams,
      response: { 204: Type.Null() },
    }),
    async ({ caller, params }, answer) => {
      await inOrganizationOf(db, caller, (tx) => dismissCandidate(tx, caller, params.id, params.other))
      return answer.code(204).send(null)
    },
  )
  api.get(
    '/contacts/:id/merges',
    route('agent', tag, 'The merges a contact took part in', { params: IdParams, response: { 200: Merges } }),
    async ({ caller, params }) => ({ data: await inOrganizationOf(db, caller, (tx) => listMerges(tx, params.id)) }),
  )
  api.post(
    '/contacts/:id/merge',
    route('agent', tag, 'Join another contact to this one; undoing gives both back as they were', {
      params: IdParams,
      body: MergeContacts,
      response: { 200: Merged },
    }),
    async ({ caller, params, body }) => {
      const merged = await inOrganizationOf(db, caller, (tx) => mergeContacts(tx, caller, params.id, body.with))
      host.changed()
      return merged
    },
  )
  api.post(
    '/merges/:id/undo',
    route('agent', tag, 'Part what a merge joined', { params: IdParams, response: { 200: Parted } }),
    async ({ caller, params }) => {
      const parted = await inOrganizationOf(db, caller, (tx) => undoMerge(tx, caller, params.id))
      host.changed()
      return parted
    },
  )
}
