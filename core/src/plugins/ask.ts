import { say, type Text } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { noteHealth } from './health.ts'
import type { Inbox } from './inbox-cache.ts'

/** What a plugin found when it looked at its settings, its webhooks, its provider; `text` says what is wrong. */
export interface Answer {
  ok: boolean
  tested: boolean
  field?: string
  text?: Text
}

type Question = () => Promise<{ ok: true } | { ok: false; field?: string; message: Text }> | undefined

/** Asks a plugin; whatever it throws is a failed test with a sentence, never a failed request. */
export const askPlugin = async (question: Question, { log }: Pick<Host, 'log'>): Promise<Answer> => {
  try {
    const result = await question()
    if (!result || result.ok) return { ok: true, tested: result !== undefined }
    const field = result.field === undefined ? {} : { field: `settings.${result.field}` }
    return { ok: false, tested: true, ...field, text: result.message }
  } catch (error) {
    log.warn({ reason: (error as Error).name }, 'the test of a plugin failed')
    return { ok: false, tested: true, text: failed }
  }
}

/**
 * Notes what a test of an inbox found as its health. A passed one ends what sending and setting up had said of the settings; a
 * mailbox speaks for itself.
 */
export const noteTest = async (
  { db }: Pick<Host, 'db'>,
  { id }: Pick<Inbox, 'id'>,
  { text, field }: Answer,
): Promise<void> => {
  if (text) await noteHealth(db, id, 'test', { status: 'error', text, remedy: afterTest, ...(field && { field }) })
  else for (const source of ['test', 'setup', 'send'] as const) await noteHealth(db, id, source, null)
}

const afterTest = say(
  'Corrija o que foi indicado nos ajustes desta caixa, ou use “Configurar de novo” para registrar os webhooks, e teste outra vez.',
  'Corrija lo indicado en los ajustes de esta bandeja, o use “Configurar de nuevo” para registrar los webhooks, y pruebe otra vez.',
  'Correct what it names in this inbox’s settings, or use “Set up again” to register the webhooks, and test once more.',
)
const failed = say(
  'O provedor não respondeu como esperado. Confira os ajustes e tente de novo.',
  'El proveedor no respondió como se esperaba. Revise los ajustes e intente de nuevo.',
  'The provider did not answer as expected. Check the settings and try again.',
)
