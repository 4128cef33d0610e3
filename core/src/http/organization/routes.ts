import { Calendar, ChangeOrganization, Organization } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { readCalendar, setCalendar } from './calendar.ts'
import { changeOrganization, readOrganization } from './organization.ts'

const tag = 'Organization'

/** The organization itself and its business time. */
export const organizationRoutes = (api: Api, { db }: Host) => {
  api.get(
    '/organization',
    route('agent', tag, 'Read the organization', { response: { 200: Organization } }),
    ({ caller }) => inOrganizationOf(db, caller, (tx) => readOrganization(tx, caller)),
  )
  api.patch(
    '/organization',
    route('admin', tag, 'Change name, language, time zone, or what the AI may know', {
      body: ChangeOrganization,
      response: { 200: Organization },
    }),
    ({ caller, body }) => inOrganizationOf(db, caller, (tx) => changeOrganization(tx, caller, body)),
  )
  api.get(
    '/calendar',
    route('agent', tag, 'Read the business hours and holidays', { response: { 200: Calendar } }),
    ({ caller }) => inOrganizationOf(db, caller, readCalendar),
  )
  api.put(
    '/calendar',
    route('admin', tag, 'Replace the business hours and holidays', { body: Calendar, response: { 200: Calendar } }),
    ({ caller, body }) => inOrganizationOf(db, caller, (tx) => setCalendar(tx, caller, body)),
  )
}
