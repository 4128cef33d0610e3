import { type Locale, say } from '@faladesk/plugin-sdk'
import { type Catalogue, type RuleDocument, validateDocument } from '@faladesk/rules'
import type { NewWorkflow, Page, PageQuery, SaveDraft, Workflow, WorkflowDetail } from '../../contract/index.ts'
import { orderedJson, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { conflict, notFound, Refusal } from '../refusal.ts'

const columns = (tx: Tx) => tx`
  w.id, w.name, w.draft_revision, w.draft_saved_at, w.draft_saved_by, w.published_version, w.position, w.created_at`

/** Workflows in the order they are asked. */
export const listWorkflows = async (tx: Tx, query: PageQuery): Promise<Page<Workflow>> => {
  const after = openCursor(query.cursor, [keyForms.number, keyForms.instant, keyForms.uuid])
  const rows = await tx<Workflow[]>`
    select ${columns(tx)} from public.workflows w
    where w.name ilike ${likeOf(query.search)}
      ${
        after
          ? tx`and (w.position, w.created_at, w.id) > (${Number(after[0])}, ${after[1] as string}::timestamptz, ${after[2] as string}::uuid)`
          : tx``
      }
    order by w.position, w.created_at, w.id limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.position, row.created_at, row.id])
}

/** One workflow with its draft and what is published; throws 404 outside the organization. */
export const readWorkflow = async (tx: Tx, id: string): Promise<WorkflowDetail> => {
  const [row] = await tx<WorkflowDetail[]>`
    select ${columns(tx)}, w.draft, v.document as published, v.document::jsonb is distinct from w.draft::jsonb as changed,
      w.stopped, case when w.candidate is not null then jsonb_build_object('version', w.candidate -> 'version',
        'mode', w.candidate -> 'mode', 'percent', w.candidate -> 'percent', 'inboxes', coalesce(w.candidate -> 'inboxes', '[]'),
        'since', w.candidate -> 'since', 'compared', t.compared, 'different', t.different) end as candidate
    from public.workflows w
    left join public.workflow_versions v on v.workflow_id = w.id and v.version = w.published_version
    left join lateral (
      select count(*) as compared, count(*) filter (where not x.candidate_same) as different
      from (select d.candidate_same from public.decisions d
        where d.organization_id = w.organization_id and d.candidate is not null and d.candidate_same is not null
          and d.candidate_version = (w.candidate ->> 'version')::int and d.created_at >= (w.candidate ->> 'since')::timestamptz
        limit 100000) x) t on w.candidate is not null
    where w.id = ${id}`
  if (!row) throw notFound()
  return row
}

/** Makes a workflow with its first draft, asked after those that exist; nothing is in force until it is published. */
export const createWorkflow = async (
  tx: Tx,
  caller: Caller,
  { document }: NewWorkflow,
  language: Locale,
  catalogue: Catalogue,
): Promise<WorkflowDetail> => {
  const { name } = checked(document, language, catalogue)
  const [row] = await tx<{ id: string }[]>`
    insert into public.workflows (organization_id, name, draft, draft_saved_by, position)
    select ${caller.organization.id}, ${name}, ${orderedJson(tx, document)}, ${caller.userId}::uuid, coalesce(max(position), 0) + 1
    from public.workflows returning id`
  if (!row) throw new Error('a workflow that was inserted came back empty')
  await audit(tx, caller, 'workflow.created', row.id, { name })
  return readWorkflow(tx, row.id)
}

/** Saves a draft over the one its author started from; throws 409 with the newer draft when there is one. */
export const saveDraft = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { document, revision }: SaveDraft,
  language: Locale,
  catalogue: Catalogue,
): Promise<WorkflowDetail> => {
  await refuseOlder(tx, id, revision)
  const { name } = checked(document, language, catalogue)
  await tx`
    update public.workflows set name = ${name}, draft = ${orderedJson(tx, document)}, draft_revision = draft_revision + 1,
      draft_saved_by = ${caller.userId}::uuid, draft_saved_at = now()
    where id = ${id}`
  await audit(tx, caller, 'workflow.saved', id, { revision: revision + 1 })
  return readWorkflow(tx, id)
}

/** Locks a workflow and throws 409 with the newer draft unless `revision` (when given) is the latest; 404 where there is none. */
export const refuseOlder = async (tx: Tx, id: string, revision: number | undefined): Promise<void> => {
  const [row] = await tx<{ revision: number; document: unknown; saved_by: string | null; saved_at: string }[]>`
    select draft_revision as revision, draft as document, draft_saved_by as saved_by, draft_saved_at as saved_at
    from public.workflows where id = ${id} for update`
  if (!row) throw notFound()
  if (revision !== undefined && row.revision !== revision) throw conflict('draft_changed', changedMeanwhile, [row])
}

/** The document, typed, when it may be saved; else throws 400 with every problem: pointer, field and remedy. */
export const checked = (document: unknown, language: Locale, catalogue: Catalogue): RuleDocument => {
  const result = validateDocument(document, { locale: language, catalogue })
  if (result.ok) return result.document
  throw new Refusal(400, 'bad_input', wrongDocument, { details: result.problems })
}

const wrongDocument = say(
  'As regras têm algo a corrigir; nada foi salvo.',
  'Las reglas tienen algo que corregir; no se guardó nada.',
  'The rules have something to correct; nothing was saved.',
)
const changedMeanwhile = say(
  'Alguém salvou estas regras depois que você as abriu. Veja a versão mais nova e aplique a sua mudança nela.',
  'Alguien guardó estas reglas después de que usted las abrió. Vea la versión más nueva y aplique su cambio en ella.',
  'Somebody saved these rules after you opened them. Look at the newer draft and apply your change to it.',
)
