import { type Locale, providerErrorOf, say } from '@faladesk/plugin-sdk'
import type { MessageTemplate, Page, PageQuery } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { syncTemplates } from '../../outbound/sync-templates.ts'
import type { Tx } from '../../store/database.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { conflict, Refusal } from '../refusal.ts'
import { readInbox } from './inboxes.ts'

/** The templates of an inbox, by name and language. */
export const listTemplates = async (tx: Tx, id: string, query: PageQuery): Promise<Page<MessageTemplate>> => {
  await readInbox(tx, id)
  const after = openCursor(query.cursor, [keyForms.text, keyForms.text, keyForms.text])
  const like = likeOf(query.search)
  const rows = await tx<MessageTemplate[]>`
    select ref, name, language, category, status, body, variables, synced_at from public.message_templates
    where inbox_id = ${id} and (name ilike ${like} or body ilike ${like})
      ${after ? tx`and (name, language, ref) > (${after[0] as string}, ${after[1] as string}, ${after[2] as string})` : tx``}
    order by name, language, ref limit ${query.limit + 1}`
  return pageOfRows(rows, query.limit, (row) => [row.name, row.language, row.ref])
}

/** Asks the provider for the templates now, and answers the first page of what it said. */
export const syncNow = async (
  host: Host,
  caller: Caller,
  id: string,
  language: Locale,
): Promise<Page<MessageTemplate>> => {
  await inOrganizationOf(host.db, caller, (tx) => readInbox(tx, id))
  host.inboxes.forget(id)
  const inbox = await host.inboxes.byId(id)
  if (!inbox?.channel.templates) throw conflict('no_templates', hasNone)
  try {
    await syncTemplates(host, inbox)
  } catch (error) {
    const reason = providerErrorOf(error)?.text?.[language]
    host.log.info({ inbox: id, reason: (error as Error).message.slice(0, 200) }, 'the templates could not be read')
    throw new Refusal(502, 'provider_failed', reason ? say(reason, reason, reason) : failed)
  }
  return inOrganizationOf(host.db, caller, async (tx) => {
    await audit(tx, caller, 'inbox.templates_synced', id)
    return listTemplates(tx, id, { limit: 200 })
  })
}

const hasNone = say(
  'O canal desta caixa não tem modelos.',
  'El canal de esta bandeja no tiene plantillas.',
  'The channel of this inbox has no templates.',
)
const failed = say(
  'O provedor não informou os modelos. Confira os ajustes da caixa e tente de novo.',
  'El proveedor no informó las plantillas. Revise los ajustes de la bandeja e intente de nuevo.',
  'The provider did not tell its templates. Check the inbox’s settings and try again.',
)
