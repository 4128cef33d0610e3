import { type Locale, say } from '@faladesk/plugin-sdk'
import type { Catalogue, RuleDocument } from '@faladesk/rules'
import type { Page, PageQuery, Rollback, WorkflowVersion, WorkflowVersionDetail } from '../../contract/index.ts'
import { orderedJson, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { badFields, notFound } from '../refusal.ts'
import { checked, readWorkflow, refuseOlder } from './drafts.ts'
import { refuseUndoable } from './undoable.ts'

const columns = (tx: Tx) => tx`
  v.version, v.note, v.published_by, m.name as published_by_name, v.published_at, v.rolled_back_from,
  v.version is not distinct from w.published_version as current, v.trial, v.override`
const tables = (tx: Tx) => tx`
  public.workflow_versions v join public.workflows w on w.id = v.workflow_id
  left join public.memberships m on m.organization_id = v.organization_id and m.user_id = v.published_by`

/** What was published, the latest first. */
export const listVersions = async (tx: Tx, id: string, query: PageQuery): Promise<Page<WorkflowVersion>> => {
  await readWorkflow(tx, id)
  const before = openCursor(query.cursor, [keyForms.number])
  const rows = await tx<WorkflowVersion[]>`
    select ${columns(tx)} from ${tables(tx)}
    where v.workflow_id = ${id} and v.note ilike ${likeOf(query.search)}
      ${before ? tx`and v.version < ${Number(before[0])}` : tx``}
    order by v.version desc limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.version])
}

/** One version with its document; throws 404 where it was never published. */
export const readVersion = async (tx: Tx, id: string, version: number): Promise<WorkflowVersionDetail> => {
  const [row] = await tx<WorkflowVersionDetail[]>`
    select ${columns(tx)}, v.document from ${tables(tx)} where v.workflow_id = ${id} and v.version = ${version}`
  if (!row) throw notFound()
  return row
}

/** Puts an old document in force again, as a new version; the draft stays as it is, and what was on trial is dropped. */
export const rollBack = async (
  tx: Tx,
  caller: Caller,
  id: string,
  asked: Rollback,
  language: Locale,
  catalogue: Catalogue,
): Promise<WorkflowVersionDetail> => {
  await refuseOlder(tx, id, undefined)
  const { published_version, candidate } = await readWorkflow(tx, id)
  const document = checked(await publishedDocument(tx, id, asked.version, 'version'), language, catalogue)
  refuseUndoable(document)
  const version = await addVersion(tx, caller, id, { document, note: asked.note, from: published_version })
  await putInForce(tx, id, version)
  if (candidate) await tx`update public.workflows set candidate = null where id = ${id}`
  const dropped = candidate && { dropped: candidate.version }
  await audit(tx, caller, 'workflow.rolled_back', id, {
    version,
    to: asked.version,
    from: published_version,
    ...dropped,
  })
  return readVersion(tx, id, version)
}

/** The document of a version, as it was published; throws 400 naming `field` where there is none. */
export const publishedDocument = async (tx: Tx, id: string, version: number, field: string): Promise<RuleDocument> => {
  const [old] = await tx<{ document: RuleDocument }[]>`
    select document from public.workflow_versions where workflow_id = ${id} and version = ${version}`
  if (!old) throw badFields({ field, message: neverPublished })
  return old.document
}

interface NewVersion {
  document: object
  note: string | undefined
  from?: number | null
  trial?: 'shadow' | 'canary' | undefined
  override?: string | undefined
}

/** Adds a version. The caller holds the workflow's lock, so that numbers have no gaps and no two take the same one. */
export const addVersion = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { document, note, from, trial, override }: NewVersion,
): Promise<number> => {
  const [row] = await tx<{ version: number }[]>`
    insert into public.workflow_versions
      (workflow_id, organization_id, version, document, note, published_by, rolled_back_from, trial, override)
    select ${id}, ${caller.organization.id}, coalesce(max(version), 0) + 1, ${orderedJson(tx, document)}, ${note?.trim() ?? ''},
      ${caller.userId}::uuid, ${from ?? null}::int, ${trial ?? null}, ${override ?? null}
    from public.workflow_versions where workflow_id = ${id} returning version`
  if (!row) throw new Error('a version that was inserted came back empty')
  return row.version
}

/** Puts a version in force. */
export const putInForce = (tx: Tx, id: string, version: number) =>
  tx`update public.workflows set published_version = ${version} where id = ${id}`

const neverPublished = say(
  'Esta versão nunca foi publicada; escolha uma da lista de versões.',
  'Esta versión nunca se publicó; elija una de la lista de versiones.',
  'This version was never published; choose one of the list of versions.',
)
