import { type ChannelContext, say, type TestResult } from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import type { PigeonSettings } from './settings.ts'

/** The test button: does the token work? Says which field to repair, and how. */
export const check = async (ctx: ChannelContext<PigeonSettings>): Promise<TestResult> => {
  const answer = await ask('GET', '/me', ctx)
  if (!(answer instanceof Response)) return away
  if (answer.ok) return { ok: true }
  return answer.status === 401 || answer.status === 403 ? wrongToken : away
}

const wrongToken: TestResult = {
  ok: false,
  field: 'accessToken',
  message: say(
    'A Pigeon não aceitou este token. Copie outro no painel, em Integrações.',
    'Pigeon no aceptó este token. Copie otro en el panel, en Integraciones.',
    'Pigeon did not accept this token. Copy another from its console, under Integrations.',
  ),
}

const away: TestResult = {
  ok: false,
  field: 'baseUrl',
  message: say(
    'A Pigeon não respondeu como esperado. Confira o endereço e tente de novo em um minuto.',
    'Pigeon no respondió como se esperaba. Revise la dirección e intente otra vez en un minuto.',
    'Pigeon did not answer as expected. Check the address and try again in a minute.',
  ),
}
