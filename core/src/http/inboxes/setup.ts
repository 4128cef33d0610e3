import { type Locale, say } from '@faladesk/plugin-sdk'
import type { SetUp, TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { type Answer, askPlugin } from '../../plugins/ask.ts'
import { noteHealth } from '../../plugins/health.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { inWords } from '../test-outcome.ts'
import { readInbox } from './inboxes.ts'

const deadlineMs = 10_000

/**
 * Tells the provider, through the plugin, where our webhooks are. Nobody waits for it: what went wrong becomes the inbox's
 * health, and the test button says the same.
 */
export const setUpInbox = (host: Host, id: string, replace = false): Promise<Answer | null> => {
  const work = setUp(host, id, replace).finally(() => settingUp.get(id) === work && settingUp.delete(id))
  settingUp.set(id, work)
  return work
}

/** Waits for what is being set up this moment: a test that looks for the webhook must not miss it. */
export const untilSetUp = async (id: string): Promise<void> => void (await settingUp.get(id))

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

const afterSetup = say(
  'Use “Configurar de novo” para repetir, ou informe os endereços de webhook no painel do provedor e use o teste.',
  'Use “Configurar de nuevo” para repetir, o indique las direcciones de webhook en el panel del proveedor y use la prueba.',
  'Use “Set up again” to repeat it, or enter the webhook addresses in the provider’s panel and press test.',
)
