import { type Locale, say, withDefaults } from '@faladesk/plugin-sdk'
import type { TestOutcome } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { askPlugin } from '../../plugins/ask.ts'
import { guardedFetch } from '../../plugins/guarded-fetch.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict } from '../refusal.ts'
import { inWords } from '../test-outcome.ts'
import { readAi } from './setup.ts'

const deadlineMs = 15_000

/** Asks the AI's provider, through the plugin, whether the saved settings work. */
export const testAi = async (host: Host, caller: Caller, language: Locale): Promise<TestOutcome> => {
  const kept = await inOrganizationOf(host.db, caller, (tx) => readAi(tx, host, caller))
  const plugin = kept && host.plugins.ais.get(kept.plugin)
  if (!kept || !plugin) throw conflict('no_ai', noAi)
  if (!plugin.test) return { ok: true, tested: false }
  const signal = AbortSignal.timeout(deadlineMs)
  const fetch = guardedFetch({
    allowPrivate: host.config.allowPrivateNetwork,
    deadlineMs,
    maxBytes: 4 * 1024 * 1024,
    signal,
  })
  const settings = withDefaults(plugin.settings, { ...kept.settings, ...kept.secrets })
  const log = host.log.child({ ai: plugin.name })
  const context = { settings, env: host.config.openai, fetch, log, signal, now: () => new Date() }
  return inWords(await askPlugin(() => plugin.test?.(context), host), language)
}

const noAi = say(
  'Nenhuma IA foi escolhida; escolha uma e salve antes de testar.',
  'No se eligió ninguna IA; elija una y guarde antes de probar.',
  'No AI was chosen; choose one and save before testing.',
)
