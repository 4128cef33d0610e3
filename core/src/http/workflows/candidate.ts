import { type Locale, say } from '@faladesk/plugin-sdk'
import type { Catalogue } from '@faladesk/rules'
import type { Candidate, DecideCandidate, Publish, WorkflowDetail } from '../../contract/index.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, conflict } from '../refusal.ts'
import { checked, readWorkflow, refuseOlder } from './drafts.ts'
import { refuseUndoable } from './undoable.ts'
import { publishedDocument, putInForce } from './versions.ts'

/** Puts a version on trial beside the one in force, in place of what was on trial before. */
export async function putOnTrial(
  tx: Tx,
  caller: Caller,
  id: string,
  version: number,
  { mode, percent, inboxes = [] }: NonNullable<Publish['as']>,
): Promise<void> {
  if (mode === 'shadow' && (percent !== undefined || inboxes.length > 0))
    throw badFields({ field: 'as.mode', message: shadowIsWhole })
  if (mode === 'canary' && percent === undefined && inboxes.length === 0)
    throw badFields({ field: 'as.percent', message: canaryNeedsShare })
  await refuseStrangeInboxes(tx, inboxes)
  await refuseSecondTrial(tx, id)
  const candidate = { version, mode, percent: percent ?? (mode === 'canary' ? 100 : null), inboxes, by: caller.userId }
  await tx`
    update public.workflows
    set candidate = ${json(tx, candidate)}::jsonb || jsonb_build_object('since', to_char(clock_timestamp() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    where id = ${id}`
}

/** Ends a trial: the version comes into force as it is, or is dropped. Throws 409 where nothing is on trial. */
export async function decideCandidate(
  tx: Tx,
  caller: Caller,
  id: string,
  { action, note }: DecideCandidate,
  language: Locale,
  catalogue: Catalogue,
): Promise<WorkflowDetail> {
  await refuseOlder(tx, id, undefined)
  const workflow = await readWorkflow(tx, id)
  const { version, mode, compared, different } = candidateOf(workflow)
  if (action === 'promote') {
    refuseUndoable(checked(await publishedDocument(tx, id, version, 'version'), language, catalogue))
    await putInForce(tx, id, version)
  }
  await tx`update public.workflows set candidate = null where id = ${id}`
  await audit(tx, caller, action === 'promote' ? 'workflow.promoted' : 'workflow.dropped', id, {
    version,
    mode,
    compared,
    different,
    from: workflow.published_version,
    ...(note?.trim() && { note: note.trim() }),
  })
  return readWorkflow(tx, id)
}

/** The version on trial; throws 409 where there is none. */
export const candidateOf = ({ candidate }: WorkflowDetail): Candidate => {
  if (!candidate) throw conflict('no_candidate', nothingOnTrial)
  return candidate
}

const refuseStrangeInboxes = async (tx: Tx, inboxes: readonly string[]): Promise<void> => {
  if (inboxes.length === 0) return
  const known = await tx<{ id: string }[]>`
    select id from public.inboxes where id = any (${inboxes as string[]}::uuid[]) and deleted_at is null`
  const wrong = inboxes.flatMap((inbox, index) =>
    known.some(({ id }) => id === inbox) ? [] : [{ field: `as.inboxes.${index}`, message: noSuchInbox }],
  )
  if (wrong.length > 0) throw badFields(...wrong)
}

// Two trials at once would each change what the other is compared with.
const refuseSecondTrial = async (tx: Tx, id: string): Promise<void> => {
  const [other] = await tx<{ name: string }[]>`
    select name from public.workflows where candidate is not null and id <> ${id}`
  if (other)
    throw conflict(
      'candidate_exists',
      say(
        `As regras “${other.name}” já têm uma versão em teste; promova ou descarte aquela antes.`,
        `Las reglas “${other.name}” ya tienen una versión a prueba; promuévala o descártela antes.`,
        `The rules “${other.name}” already have a version on trial; promote or drop that one first.`,
      ),
    )
}

const shadowIsWhole = say(
  'Em modo sombra todas as conversas são comparadas; deixe `percent` e `inboxes` de fora.',
  'En modo sombra se comparan todas las conversaciones; no indique `percent` ni `inboxes`.',
  'In shadow mode every conversation is compared; leave `percent` and `inboxes` out.',
)
const canaryNeedsShare = say(
  'Diga que parte das conversas a versão decide: `percent`, `inboxes`, ou ambos.',
  'Diga qué parte de las conversaciones decide la versión: `percent`, `inboxes`, o ambos.',
  'Say which conversations the version decides: `percent`, `inboxes`, or both.',
)
const noSuchInbox = say('Esta entrada não existe.', 'Esta entrada no existe.', 'There is no such inbox.')
const nothingOnTrial = say('Nenhuma versão está em teste.', 'Ninguna versión está a prueba.', 'No version is on trial.')
