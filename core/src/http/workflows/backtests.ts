import { randomUUID } from 'node:crypto'
import { type Locale, say } from '@faladesk/plugin-sdk'
import { chosenAi } from '../../act/ai/choice.ts'
import type { Plan } from '../../backtest/job.ts'
import type { Jobs } from '../../backtest/jobs.ts'
import { countPast, type Scope } from '../../backtest/pages.ts'
import { readClosedWindows } from '../../backtest/read-closed-windows.ts'
import type { Replayed } from '../../backtest/replay.ts'
import type { Candidate, StartBacktest, WorkflowDetail } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, conflict } from '../refusal.ts'
import { candidateOf } from './candidate.ts'
import { checked, readWorkflow } from './drafts.ts'
import { publishedDocument } from './versions.ts'

/** How many decisions one backtest replays at most. */
const most = 50_000
const atOnce = 2
/** A replica whose heartbeat stands still for so long is gone. */
export const deadAfter = '10 seconds'

/** Starts to replay past decisions of the organization; answers the id at once, the work goes on without the caller. */
export async function startBacktest(
  host: Host,
  jobs: Jobs,
  caller: Caller,
  id: string,
  asked: StartBacktest,
  locale: Locale,
): Promise<{ id: string }> {
  if ([asked.days, asked.conversationIds, asked.trial].filter((one) => one !== undefined).length !== 1)
    throw badFields({ field: 'days', message: oneOfThree })
  const plan = await inOrganizationOf(host.db, caller, async (tx): Promise<Plan> => {
    const detail = await readWorkflow(tx, id)
    const candidate = asked.trial ? candidateOf(detail) : null
    const workflows = await readWorkflows(tx, host, detail, asked, candidate, locale)
    await refuseStrangeConversations(tx, asked.conversationIds ?? [])
    await refuseTooMany(tx, caller)
    await forgetOld(tx)
    const scope = await scopeOf(tx, caller, asked, candidate)
    const { total, more } = await countPast(tx, scope)
    const [ai] = await tx<{ plugin: string; enabled: boolean }[]>`select plugin, enabled from public.ai_plugins`
    const plan = {
      id: randomUUID(),
      scope,
      total,
      workflows,
      fallback: chosenAi(host, ai ?? null) ? ('ai-default' as const) : ('human-default' as const),
      inboxes: await readClosedWindows(tx, host),
    }
    const what = {
      days: asked.days,
      conversations: asked.conversationIds?.length,
      trial: candidate?.version,
      against: asked.against,
      cut: more,
    }
    await tx`
      insert into public.backtests (id, organization_id, workflow_id, asked, total, started_by)
      values (${plan.id}, ${caller.organization.id}, ${id}, ${json(tx, what)}, ${total}, ${caller.userId}::uuid)`
    await audit(tx, caller, 'backtest.started', id, { backtest: plan.id })
    return plan
  })
  jobs.start(plan)
  return { id: plan.id }
}

/** Stops a backtest, wherever it runs; one that has ended stays as it is. */
export async function cancelBacktest(
  host: Host,
  jobs: Jobs,
  caller: Caller,
  id: string,
  backtest: string,
): Promise<void> {
  const rows = await inOrganizationOf(
    host.db,
    caller,
    (tx) => tx`
      update public.backtests set state = 'cancelled', ended_at = now()
      where id = ${backtest} and workflow_id = ${id} and state = 'running' returning id`,
  )
  // Only what was found in the caller's organization; another replica sees it in the row within a second.
  if (rows.length > 0) jobs.find(backtest)?.cancel()
}

const readWorkflows = async (
  tx: Tx,
  { catalogue }: Host,
  { id, draft, published }: WorkflowDetail,
  asked: StartBacktest,
  candidate: Candidate | null,
  locale: Locale,
): Promise<Replayed[]> => {
  const changed = candidate ? await publishedDocument(tx, id, candidate.version, 'trial') : draft
  const after = checked(asked.document ?? changed, locale, catalogue)
  const before =
    asked.against === undefined ? (published ?? empty) : await publishedDocument(tx, id, asked.against, 'against')
  const all = await tx<{ id: string; document: object | null; stopped: string[] }[]>`
    select w.id, v.document, w.stopped from public.workflows w
    left join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
    where w.published_version is not null or w.id = ${id}
    order by w.position, w.created_at, w.id`
  return all.map(({ id: one, document, stopped }) =>
    one === id ? { id, before, after, stopped } : { id: one, before: document, after: document, stopped },
  )
}

const scopeOf = async (
  tx: Tx,
  caller: Caller,
  { days, conversationIds }: StartBacktest,
  candidate: Candidate | null,
): Promise<Scope> => {
  const [row] = await tx<{ until: string; since: string | null }[]>`
    select now() as until, now() - make_interval(days => ${days ?? null}::int) as since`
  if (!row) throw new Error('the clock of the database says nothing')
  return {
    organizationId: caller.organization.id,
    until: row.until,
    since: candidate?.since ?? row.since,
    conversationIds: conversationIds ?? null,
    trial: candidate?.version ?? null,
    most,
  }
}

const refuseStrangeConversations = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  const known = await tx<
    { id: string }[]
  >`select id from public.conversations where id = any (${ids as string[]}::uuid[])`
  const found = new Set(known.map(({ id }) => id))
  const wrong = ids.flatMap((id, index) =>
    found.has(id) ? [] : [{ field: `conversationIds.${index}`, message: noSuchConversation }],
  )
  if (wrong.length > 0) throw badFields(...wrong.slice(0, 20))
}

// Two that start at once count each other.
const refuseTooMany = async (tx: Tx, caller: Caller): Promise<void> => {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`backtests ${caller.organization.id}`}, 0))`
  const [row] = await tx<{ running: number }[]>`
    select count(*) as running from public.backtests
    where state = 'running' and beat_at > now() - ${deadAfter}::text::interval`
  if ((row?.running ?? 0) >= atOnce) throw conflict('backtests_running', tooMany)
}

const forgetOld = (tx: Tx) => tx`delete from public.backtests where created_at < now() - interval '7 days'`

const empty = { name: '-', facts: 1, rules: [] }

const oneOfThree = say(
  'Informe `days` (de 1 a 90), `conversationIds` ou `trial`, um dos três.',
  'Indique `days` (de 1 a 90), `conversationIds` o `trial`, uno de los tres.',
  'Give one of `days` (1 to 90), `conversationIds` or `trial`.',
)
const noSuchConversation = say(
  'Esta conversa não existe; tire-a da lista.',
  'Esta conversación no existe; quítela de la lista.',
  'There is no such conversation; take it off the list.',
)
const tooMany = say(
  'Já há dois testes com o histórico em andamento; espere um terminar ou cancele um.',
  'Ya hay dos pruebas con el historial en curso; espere a que termine una o cancele una.',
  'Two backtests are running already; wait for one to end or cancel one.',
)
