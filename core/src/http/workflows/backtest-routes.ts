import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { createJobs } from '../../backtest/jobs.ts'
import { Backtest, BacktestParams, Done, Id, IdParams, StartBacktest } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import { type Api, route } from '../route.ts'
import { streamBacktest } from './backtest-stream.ts'
import { readBacktest } from './backtest-view.ts'
import { cancelBacktest, startBacktest } from './backtests.ts'
import { documentLimit } from './document-limit.ts'

const tag = 'Workflows'

/** What would change: rules replayed on the organization's own past. */
export const backtestRoutes = (api: Api, host: Host) => {
  const jobs = createJobs(host)
  // Before the port closes: whoever still watches is told the end, and the rows say so.
  api.addHook('preClose', () => jobs.stop())

  api.post(
    '/workflows/:id/backtest',
    {
      ...route('admin', tag, 'Replay past messages on the draft, a document or a version, and compare', {
        params: IdParams,
        body: StartBacktest,
        response: { 202: Type.Object({ id: Id }) },
      }),
      ...documentLimit,
    },
    async ({ caller, params, body, language }, answer) =>
      answer.code(202).send(await startBacktest(host, jobs, caller, params.id, body, language)),
  )
  api.get(
    '/workflows/:id/backtests/:backtestId',
    route('admin', tag, 'Read how far a backtest is, and what it found', {
      params: BacktestParams,
      response: { 200: Backtest },
    }),
    ({ caller, params, language }) =>
      inOrganizationOf(host.db, caller, (tx) => readBacktest(tx, params.id, params.backtestId, language)),
  )
  api.delete(
    '/workflows/:id/backtests/:backtestId',
    route('admin', tag, 'Cancel a backtest', { params: BacktestParams, response: { 200: Done } }),
    async ({ caller, params, language }) => {
      await inOrganizationOf(host.db, caller, (tx) => readBacktest(tx, params.id, params.backtestId, language))
      await cancelBacktest(host, jobs, caller, params.id, params.backtestId)
      return { ok: true }
    },
  )
  api.get(
    '/workflows/:id/backtests/:backtestId/events',
    route('admin', tag, 'Watch a backtest: server-sent events progress, group and done', {
      params: BacktestParams,
      response: { 200: Type.String({ description: 'text/event-stream' }) },
    }),
    async ({ caller, params, language }, answer) => {
      // What is not there is answered as such, before the stream begins.
      await inOrganizationOf(host.db, caller, (tx) => readBacktest(tx, params.id, params.backtestId, language))
      const steps = streamBacktest(host, jobs, caller, params.id, params.backtestId, language)
      return answer
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(Readable.from(steps) as never)
    },
  )
}
