import { type Locale, say } from '@faladesk/plugin-sdk'
import type { RuleDocument } from '@faladesk/rules'
import { undoable } from '../../act/actions.ts'
import type {
  Page,
  PageQuery,
  Publish,
  Rollback,
  WorkflowVersion,
  WorkflowVersionDetail,
} from '../../contract/index.ts'
import { orderedJson, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { escapeLike } from '../conversations/read.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { badFields, notFound } from '../refusal.ts'
import { checked, readWorkflow, refuseOlder } from './drafts.ts'

const columns = (tx: Tx) => tx`
  v.version, v.note, v.published_by, m.name as published_by_name, v.published_at, v.rolled_back_from,
  v.version = w.published_version as current`
const tables = (tx: Tx) => tx`
  public.workflow_versions v join public.workflows w on w.id = v.workflow_id
  left join public.memberships m on m.organization_id = v.organization_id and m.user_id = v.published_by`

/** What was published, the latest first. */
export const listVersions = async (tx: Tx, id: string, query: PageQuery): Promise<Page<WorkflowVersion>> => {
  await readWorkflow(tx, id)
  const before = openCursor(query.cursor, [keyForms.number])
  const rows = await tx<WorkflowVersion[]>`
    select ${columns(tx)} from ${tables(tx)}
    where v.workflow_id = ${id} and v.note ilike ${`%${escapeLike(query.search?.trim() ?? '')}%`}
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

/** Puts the draft in force as a new version that never changes; every replica takes it with the commit. */
export const publish = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { note, revision }: Publish,
  language: Locale,
): Promise<WorkflowVersionDetail> => {
  await refuseOlder(tx, id, revision)
  const { draft } = await readWorkflow(tx, id)
  const document = checked(draft, language)
  refuseUndoable(document)
  const version = await putInForce(tx, caller, id, { document, note })
  await audit(tx, caller, 'workflow.published', id, { version })
  return readVersion(tx, id, version)
}

// Saved for later is fine; in force, a rule that asks for what this host cannot do would be a promise broken at every message.
const refuseUndoable = (document: RuleDocument): void => {
  const wrong = undoable(document).map(({ index, type }) => ({
    field: `rules.${index}.event.type`,
    message: say(
      `A ação "${type}" ainda não está disponível aqui; escolha outra ou desligue a regra.`,
      `La acción "${type}" todavía no está disponible aquí; elija otra o apague la regla.`,
      `The action "${type}" is not available here yet; choose another or switch the rule off.`,
    ),
  }))
  if (wrong.length > 0) throw badFields(...wrong)
}

/** Puts an old document in force again, as a new version; the draft stays as it is. */
export const rollBack = async (tx: Tx, caller: Caller, id: string, asked: Rollback): Promise<WorkflowVersionDetail> => {
  await refuseOlder(tx, id, undefined)
  const { published_version } = await readWorkflow(tx, id)
  const [old] = await tx<{ document: object }[]>`
    select document from public.workflow_versions where workflow_id = ${id} and version = ${asked.version}`
  if (!old) throw badFields({ field: 'version', message: neverPublished })
  const version = await putInForce(tx, caller, id, {
    document: old.document,
    note: asked.note,
    from: published_version,
  })
  await audit(tx, caller, 'workflow.rolled_back', id, { version, to: asked.version, from: published_version })
  return readVersion(tx, id, version)
}

// The caller holds the workflow's lock, so that numbers have no gaps and no two publishes take the same one.
const putInForce = async (
  tx: Tx,
  caller: Caller,
  id: string,
  { document, note, from }: { document: object; note: string | undefined; from?: number | null },
): Promise<number> => {
  const [row] = await tx<{ version: number }[]>`
    insert into public.workflow_versions (workflow_id, organization_id, version, document, note, published_by, rolled_back_from)
    select ${id}, ${caller.organization.id}, coalesce(max(version), 0) + 1, ${orderedJson(tx, document)}, ${note?.trim() ?? ''},
      ${caller.userId}::uuid, ${from ?? null}::int
    from public.workflow_versions where workflow_id = ${id} returning version`
  if (!row) throw new Error('a version that was inserted came back empty')
  await tx`update public.workflows set published_version = ${row.version} where id = ${id}`
  return row.version
}

const neverPublished = say(
  'Esta versão nunca foi publicada; escolha uma da lista de versões.',
  'Esta versión nunca se publicó; elija una de la lista de versiones.',
  'This version was never published; choose one of the list of versions.',
)
