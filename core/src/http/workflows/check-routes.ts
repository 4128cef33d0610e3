import {
  CheckRules,
  CountWords,
  DecisionExplanation,
  DecisionParams,
  DifferenceQuery,
  Differences,
  IdParams,
  LintReport,
  RuleTestReport,
  Traffic,
  TrafficQuery,
  WordHits,
} from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { lint, test } from './check.ts'
import { difference } from './difference.ts'
import { documentLimit } from './document-limit.ts'
import { explainDecision } from './explanation.ts'
import { countWords, readTraffic } from './traffic.ts'

const tag = 'Workflows'

/** Looking at rules before they are published, and at what they did. */
export const checkRoutes = (api: Api, host: Host) => {
  const { db } = host

  api.post(
    '/workflows/:id/lint',
    {
      ...route('admin', tag, 'Ask the Rule Doctor about the draft or a document', {
        params: IdParams,
        body: CheckRules,
        response: { 200: LintReport },
      }),
      ...documentLimit,
    },
    ({ caller, params, body, language }) => lint(host, caller, params.id, body, language),
  )
  api.post(
    '/workflows/:id/test',
    {
      ...route('admin', tag, 'Run the tests that the draft or a document carries', {
        params: IdParams,
        body: CheckRules,
        response: { 200: RuleTestReport },
      }),
      ...documentLimit,
    },
    async ({ caller, params, body, language }) => {
      const { passed, failed, results, coverage } = await test(host, caller, params.id, body, language)
      return { passed, failed, results: [...results], coverage }
    },
  )
  api.get(
    '/workflows/:id/difference',
    route('agent', tag, 'Say in sentences what differs between two versions or the draft', {
      params: IdParams,
      querystring: DifferenceQuery,
      response: { 200: Differences },
    }),
    ({ caller, params, query, language }) => difference(host, caller, params.id, query, language),
  )
  api.get(
    '/workflows/:id/traffic',
    route('agent', tag, 'Count how often each rule acted lately', {
      params: IdParams,
      querystring: TrafficQuery,
      response: { 200: Traffic },
    }),
    ({ caller, params, query }) => inOrganizationOf(db, caller, (tx) => readTraffic(tx, params.id, query)),
  )
  api.post(
    '/workflows/:id/words',
    route('agent', tag, 'Count in how many of the latest messages words stand', {
      params: IdParams,
      body: CountWords,
      response: { 200: WordHits },
    }),
    ({ caller, params, body }) => inOrganizationOf(db, caller, (tx) => countWords(tx, params.id, body)),
  )
  api.get(
    '/conversations/:id/decisions/:decisionId/explanation',
    route('agent', 'Conversations', 'Read everything each rule said of a decision', {
      params: DecisionParams,
      response: { 200: DecisionExplanation },
    }),
    ({ caller, params }) => explainDecision(host, caller, params.id, params.decisionId),
  )
}
