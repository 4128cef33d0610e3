import { type Locale, say } from '@faladesk/plugin-sdk'
import type { TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { askPlugin, noteTest } from '../../plugins/ask.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { inWords } from '../test-outcome.ts'
import { readInbox } from './inboxes.ts'
import { untilSetUp } from './setup.ts'

const deadlineMs = 10_000

/** Asks the provider, through the plugin, whether the inbox's settings work, and keeps the answer as its health. */
export const testInbox = async (host: Host, caller: Caller, id: string, language: Locale): Promise<TestOutcome> => {
  await inOrganizationOf(host.db, caller, (tx) => readInbox(tx, id))
  await untilSetUp(id)
  host.inboxes.forget(id)
  const inbox = await host.inboxes.byId(id)
  if (!inbox) return { ok: false, tested: false, message: notUsable[language] }
  const { channel } = inbox
  if (!channel.test) return { ok: true, tested: false }
  const answer = await askPlugin(() => channel.test?.(inbox.context({ deadlineMs })), host)
  await noteTest(host, inbox, answer)
  return inWords(answer, language)
}

const notUsable = say(
  'O canal desta caixa não está instalado, ou as credenciais guardadas não podem ser abertas.',
  'El canal de esta bandeja no está instalado, o las credenciales guardadas no se pueden abrir.',
  'The channel of this inbox is not installed, or its stored credentials cannot be opened.',
)
