import { type Locale, say } from '@faladesk/plugin-sdk'
import type { SetUp, TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { type Answer, askPlugin, noteTest, type Question } from '../../plugins/ask.ts'
import { noteHealth } from '../../plugins/health.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { readInbox } from './inboxes.ts'

const deadlineMs = 10_000

/** Asks the provider, through the plugin, whether the inbox's settings work, and keeps the answer as its health. */
export const testInbox = async (host: Host, caller: Caller, id: string, language: Locale): Promise<TestOutcome> => {
  await inOrganizationOf(host.db, caller, (tx) => readInbox(tx, id))
  // A webhook that is being set up this moment must not be missed by the test that looks for it.
  await settingUp.get(id)
  host.inboxes.forget(id)
  const inbox = await host.inboxes.byId(id)
  if (!inbox) return { ok: false, tested: false, message: notUsable[language] }
  const { channel } = inbox
  if (!channel.test) return { ok: true, tested: false }
  const answer = await askPlugin(() => channel.test?.(inbox.context({ deadlineMs })), host)
  await noteTest(host, inbox, answer)
  return inWords(answer, language)
}

/**
 * Tells the provider, through the plugin, where our webhooks are. Nobody waits for it: what went wrong becomes the inbox's
 * health, and the test button says the same.
 */
export const setUpInbox = (host: Host, id: string, replace = false): Promise<Answer | null> => {
  const work = setUp(host, id, replace).finally(() => settingUp.get(id) === work && settingUp.delete(id))
  settingUp.set(id, work)
  return work
}

const settingUp = new Map<string, Promise<unknown>>()

const setUp = async (host: Host, id: string, replace: boolean): Promise<Answer | null> => {
  try {
    host.inboxes.forget(id)
    const inbox = await host.inboxes.byId(id)
    if (!inbox?.channel.setup || inbox.simulated) return null
    const answer = await askPlugin(() => inbox.channel.setup?.(inbox.context({ deadlineMs }), { replace }), host)
    const { text, field } = answer
    const unwell = text && { status: 'error' as const, text, remedy: afterSetup, ...(field && { field }) }
    await noteHealth(host.db, id, 'setup', unwell ?? null)
    return answer
  } catch (error) {
    host.log.warn({ err: error, inbox: id }, 'the provider could not be told of the webhooks')
    return null
  }
}

/** Tells the provider of the webhooks once more and waits for it; with `replace` also where another system has set its own. */
export const setUpAgain = async (
  host: Host,
  caller: Caller,
  id: string,
  { replace = false }: SetUp,
  language: Locale,
): Promise<TestOutcome> => {
  await inOrganizationOf(host.db, caller, async (tx) => {
    await readInbox(tx, id)
    await audit(tx, caller, 'inbox.set_up', id, { replace })
  })
  const answer = await setUpInbox(host, id, replace)
  return answer ? inWords(answer, language) : { ok: true, tested: false }
}

/** Asks a plugin and answers in the caller's language. */
export const ask = async (question: Question, host: Pick<Host, 'log'>, language: Locale): Promise<TestOutcome> =>
  inWords(await askPlugin(question, host), language)

const inWords = ({ text, ...outcome }: Answer, language: Locale): TestOutcome =>
  text ? { ...outcome, message: text[language] } : outcome

const afterSetup = say(
  'Use “Configurar de novo” para repetir, ou informe os endereços de webhook no painel do provedor e use o teste.',
  'Use “Configurar de nuevo” para repetir, o indique las direcciones de webhook en el panel del proveedor y use la prueba.',
  'Use “Set up again” to repeat it, or enter the webhook addresses in the provider’s panel and press test.',
)

const notUsable = say(
  'O canal desta caixa não está instalado, ou as credenciais guardadas não podem ser abertas.',
  'El canal de esta bandeja no está instalado, o las credenciales guardadas no se pueden abrir.',
  'The channel of this inbox is not installed, or its stored credentials cannot be opened.',
)
