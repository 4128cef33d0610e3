import { type Locale, say } from '@faladesk/plugin-sdk'
import type { DifferenceQuery, Differences } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields } from '../refusal.ts'
import { patiently } from './check.ts'
import { checked, readWorkflow } from './drafts.ts'
import { publishedDocument } from './versions.ts'

/** Says in sentences what differs between two versions, the draft, or what is in force. */
export async function difference(
  host: Host,
  caller: Caller,
  id: string,
  { from, to }: DifferenceQuery,
  locale: Locale,
): Promise<Differences> {
  const [before, after] = await inOrganizationOf(host.db, caller, async (tx) => [
    checked(await documentAt(tx, id, from, 'from'), locale, host.catalogue),
    checked(await documentAt(tx, id, to, 'to'), locale, host.catalogue),
  ])
  const differences = await patiently(host.thread.ask('difference', { before, after, locale }, 25_000))
  return { differences: [...differences] }
}

const documentAt = async (tx: Tx, id: string, which: string, field: string): Promise<unknown> => {
  const { draft, published } = await readWorkflow(tx, id)
  if (which === 'draft') return draft
  if (which !== 'published') return publishedDocument(tx, id, Number(which), field)
  if (published) return published
  throw badFields({ field, message: nothingInForce })
}

const nothingInForce = say(
  'Nada foi publicado ainda; compare com uma versão ou com o rascunho.',
  'Aún no se publicó nada; compare con una versión o con el borrador.',
  'Nothing was published yet; compare with a version or with the draft.',
)
