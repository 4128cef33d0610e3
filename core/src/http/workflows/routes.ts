import {
  IdParams,
  NewWorkflow,
  PageQuery,
  Publish,
  pageOf,
  Rollback,
  SaveDraft,
  Simulate,
  Simulation,
  VersionParams,
  Workflow,
  WorkflowDetail,
  WorkflowVersion,
  WorkflowVersionDetail,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { createWorkflow, listWorkflows, readWorkflow, saveDraft } from './drafts.ts'
import { simulate } from './simulate.ts'
import { listVersions, publish, readVersion, rollBack } from './versions.ts'

const tag = 'Workflows'

/** Rules: draft, try, publish, go back. */
export const workflowRoutes = (api: Api, host: Host) => {
  const { db, workflows } = host

  api.get(
    '/workflows',
    route('agent', tag, 'List workflows in the order they are asked', {
      querystring: PageQuery,
      response: { 200: pageOf(Workflow) },
    }),
    ({ caller, query }) => inOrganizationOf(db, caller, (tx) => listWorkflows(tx, query)),
  )
  api.post(
    '/workflows',
    route('admin', tag, 'Make a workflow with its first draft', {
      body: NewWorkflow,
      response: { 201: WorkflowDetail },
    }),
    async (request, answer) => {
      const { caller, body } = request
      const made = await inOrganizationOf(db, caller, (tx) => createWorkflow(tx, caller, body, request.language))
      return answer.code(201).send(made)
    },
  )
  api.get(
    '/workflows/:id',
    route('agent', tag, 'Read a workflow with its draft and what is published', {
      params: IdParams,
      response: { 200: WorkflowDetail },
    }),
    ({ caller, params }) => inOrganizationOf(db, caller, (tx) => readWorkflow(tx, params.id)),
  )
  api.put(
    '/workflows/:id/draft',
    route('admin', tag, 'Save the draft; refused when a newer one exists (409) or a rule is wrong (400)', {
      params: IdParams,
      body: SaveDraft,
      response: { 200: WorkflowDetail },
    }),
    (request) => {
      const { caller, params, body } = request
      return inOrganizationOf(db, caller, (tx) => saveDraft(tx, caller, params.id, body, request.language))
    },
  )
  api.post(
    '/workflows/:id/publish',
    route('admin', tag, 'Put the draft in force as a new, immutable version', {
      params: IdParams,
      body: Publish,
      response: { 201: WorkflowVersionDetail },
    }),
    async (request, answer) => {
      const { caller, params, body } = request
      const version = await inOrganizationOf(db, caller, (tx) => publish(tx, caller, params.id, body, request.language))
      workflows.forget(caller.organization.id)
      return answer.code(201).send(version)
    },
  )
  api.post(
    '/workflows/:id/rollback',
    route('admin', tag, 'Put an earlier version in force again, as a new version', {
      params: IdParams,
      body: Rollback,
      response: { 201: WorkflowVersionDetail },
    }),
    async ({ caller, params, body }, answer) => {
      const version = await inOrganizationOf(db, caller, (tx) => rollBack(tx, caller, params.id, body))
      workflows.forget(caller.organization.id)
      return answer.code(201).send(version)
    },
  )
  api.get(
    '/workflows/:id/versions',
    route('agent', tag, 'List what was published, the latest first', {
      params: IdParams,
      querystring: PageQuery,
      response: { 200: pageOf(WorkflowVersion) },
    }),
    ({ caller, params, query }) => inOrganizationOf(db, caller, (tx) => listVersions(tx, params.id, query)),
  )
  api.get(
    '/workflows/:id/versions/:version',
    route('agent', tag, 'Read one version with its document', {
      params: VersionParams,
      response: { 200: WorkflowVersionDetail },
    }),
    ({ caller, params }) => inOrganizationOf(db, caller, (tx) => readVersion(tx, params.id, params.version)),
  )
  api.post(
    '/workflows/:id/simulate',
    route('agent', tag, 'Try the draft or a version on facts or a message; nothing is sent or stored', {
      params: IdParams,
      body: Simulate,
      response: { 200: Simulation },
    }),
    (request) => simulate(host, request.caller, request.params.id, request.body, request.language),
  )
}
