import {
  DecideCandidate,
  IdParams,
  NewWorkflow,
  PageQuery,
  Publish,
  pageOf,
  Rollback,
  RuleCatalogue,
  RuleParams,
  SaveDraft,
  Simulate,
  Simulation,
  StopRule,
  VersionParams,
  Workflow,
  WorkflowDetail,
  WorkflowVersion,
  WorkflowVersionDetail,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { backtestRoutes } from './backtest-routes.ts'
import { decideCandidate } from './candidate.ts'
import { describeCatalogue } from './catalogue.ts'
import { checkRoutes } from './check-routes.ts'
import { documentLimit } from './document-limit.ts'
import { createWorkflow, listWorkflows, readWorkflow, saveDraft } from './drafts.ts'
import { publish } from './publish.ts'
import { simulate } from './simulate.ts'
import { startRule, stopRule } from './stop.ts'
import { listVersions, readVersion, rollBack } from './versions.ts'

const tag = 'Workflows'

/** Rules: draft, try, publish, go back. */
export const workflowRoutes = (api: Api, host: Host) => {
  const { db, workflows, catalogue } = host
  checkRoutes(api, host)
  backtestRoutes(api, host)

  api.get(
    '/catalogue',
    route('agent', tag, 'List the facts rules may ask about, those of the installed plugins included', {
      response: { 200: RuleCatalogue },
    }),
    () => describeCatalogue(catalogue),
  )
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
    {
      ...route('admin', tag, 'Make a workflow with its first draft', {
        body: NewWorkflow,
        response: { 201: WorkflowDetail },
      }),
      ...documentLimit,
    },
    async (request, answer) => {
      const { caller, body } = request
      const made = await inOrganizationOf(db, caller, (tx) =>
        createWorkflow(tx, caller, body, request.language, catalogue),
      )
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
    {
      ...route('admin', tag, 'Save the draft; refused when a newer one exists (409) or a rule is wrong (400)', {
        params: IdParams,
        body: SaveDraft,
        response: { 200: WorkflowDetail },
      }),
      ...documentLimit,
    },
    (request) => {
      const { caller, params, body } = request
      return inOrganizationOf(db, caller, (tx) => saveDraft(tx, caller, params.id, body, request.language, catalogue))
    },
  )
  api.post(
    '/workflows/:id/publish',
    route(
      'admin',
      tag,
      'Put the draft in force, or on trial, as a new, immutable version; failing tests refuse it (409)',
      {
        params: IdParams,
        body: Publish,
        response: { 201: WorkflowVersionDetail },
      },
    ),
    async ({ caller, params, body, language }, answer) => {
      const version = await publish(host, caller, params.id, body, language)
      workflows.forget(caller.organization.id)
      return answer.code(201).send(version)
    },
  )
  api.post(
    '/workflows/:id/rollback',
    route('admin', tag, 'Put an earlier version in force again, as a new version; ends a trial', {
      params: IdParams,
      body: Rollback,
      response: { 201: WorkflowVersionDetail },
    }),
    async ({ caller, params, body, language }, answer) => {
      const version = await inOrganizationOf(db, caller, (tx) =>
        rollBack(tx, caller, params.id, body, language, catalogue),
      )
      workflows.forget(caller.organization.id)
      return answer.code(201).send(version)
    },
  )
  const inForceAtOnce = async <T>(organizationId: string, work: Promise<T>): Promise<T> => {
    const done = await work
    workflows.forget(organizationId)
    return done
  }
  api.post(
    '/workflows/:id/candidate',
    route('admin', tag, 'Put the version on trial in force, or drop it', {
      params: IdParams,
      body: DecideCandidate,
      response: { 200: WorkflowDetail },
    }),
    ({ caller, params, body, language }) =>
      inForceAtOnce(
        caller.organization.id,
        inOrganizationOf(db, caller, (tx) => decideCandidate(tx, caller, params.id, body, language, catalogue)),
      ),
  )
  for (const [verb, summary, change] of [
    ['stop', 'Switch one rule off at once, in every version', stopRule],
    ['start', 'Let a stopped rule act again', startRule],
  ] as const)
    api.post(
      `/workflows/:id/rules/:ruleId/${verb}`,
      route('admin', tag, summary, { params: RuleParams, body: StopRule, response: { 200: WorkflowDetail } }),
      ({ caller, params, body }) =>
        inForceAtOnce(
          caller.organization.id,
          inOrganizationOf(db, caller, (tx) => change(tx, caller, params.id, params.ruleId, body)),
        ),
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
    {
      ...route('agent', tag, 'Try the draft or a version on facts or a message; nothing is sent or stored', {
        params: IdParams,
        body: Simulate,
        response: { 200: Simulation },
      }),
      ...documentLimit,
    },
    (request) => simulate(host, request.caller, request.params.id, request.body, request.language),
  )
}
