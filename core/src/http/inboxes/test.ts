import { type Locale, say, type Text } from '@faladesk/plugin-sdk'
import type { TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { json } from '../../store/database.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { readInbox } from './inboxes.ts'

const deadlineMs = 10_000

/** Asks the provider, through the plugin, whether the inbox's settings work, and keeps the answer as its health. */
export const testInbox = async (host: Host, caller: Caller, id: string, language: Locale): Promise<TestOutcome> => {
  await inOrganizationOf(host.db, caller, (tx) => readInbox(tx, id))
  host.inboxes.forget(id)
  const inbox = await host.inboxes.byId(id)
  if (!inbox) return { ok: false, tested: false, message: notUsable[language] }
  const { channel } = inbox
  if (!channel.test) return { ok: true, tested: false }
  const outcome = await ask(() => channel.test?.(inbox.context({ deadlineMs })), host, language)
  await keep(host, caller, id, outcome)
  return outcome
}

/**
 * Tells the provider, through the plugin, where our webhooks are. Nobody waits for it: what went wrong becomes the inbox's
 * health, and the test button says the same.
 */
export const setUpInbox = async (host: Host, caller: Caller, id: string, language: Locale): Promise<void> => {
  try {
    host.inboxes.forget(id)
    const inbox = await host.inboxes.byId(id)
    if (!inbox?.channel.setup || inbox.simulated) return
    const outcome = await ask(() => inbox.channel.setup?.(inbox.context({ deadlineMs })), host, language)
    if (!outcome.ok) await keep(host, caller, id, outcome)
  } catch (error) {
    host.log.warn({ err: error, inbox: id }, 'the provider could not be told of the webhooks')
  }
}

const keep = (host: Host, caller: Caller, id: string, outcome: TestOutcome) => {
  const at = new Date().toISOString()
  const health = outcome.ok ? { status: 'ok', at } : { status: 'error', reason: outcome.message, at }
  return inOrganizationOf(
    host.db,
    caller,
    (tx) => tx`update public.inboxes set health = ${json(tx, health)} where id = ${id}`,
  )
}

/** Runs a plugin's test; whatever it throws is a failed test with a sentence, never a failed request. */
export const ask = async (
  test: () => Promise<{ ok: true } | { ok: false; field?: string; message: Text }> | undefined,
  { log }: Pick<Host, 'log'>,
  language: Locale,
): Promise<TestOutcome> => {
  try {
    const result = await test()
    if (!result || result.ok) return { ok: true, tested: result !== undefined }
    const field = result.field === undefined ? {} : { field: `settings.${result.field}` }
    return { ok: false, tested: true, ...field, message: result.message[language] }
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'the test of a plugin failed')
    return { ok: false, tested: true, message: failed[language] }
  }
}

const failed = say(
  'O provedor não respondeu como esperado. Confira os ajustes e tente de novo.',
  'El proveedor no respondió como se esperaba. Revise los ajustes e intente de nuevo.',
  'The provider did not answer as expected. Check the settings and try again.',
)
const notUsable = say(
  'O canal desta caixa não está instalado, ou as credenciais guardadas não podem ser abertas.',
  'El canal de esta bandeja no está instalado, o las credenciales guardadas no se pueden abrir.',
  'The channel of this inbox is not installed, or its stored credentials cannot be opened.',
)
