import { say, type TestResult } from '@faladesk/plugin-sdk'
import type { AccountContext } from './account.ts'
import { connect } from './client.ts'
import { troubleOf } from './outcome.ts'
import { accountProblems } from './problems.ts'

/** Asks Twilio for the account, and says what is wrong with it or its credentials and how to repair it. */
export const checkAccount = async (ctx: AccountContext): Promise<TestResult> => {
  const { api, retryAfter } = connect(ctx)
  try {
    const { status } = await api.api.v2010.accounts(ctx.settings.accountSid).fetch()
    return status === 'active' ? { ok: true } : { ok: false, field: 'accountSid', message: inactive }
  } catch (error) {
    const trouble = troubleOf(error, retryAfter(), accountProblems)
    if (trouble.class === 'auth') return { ok: false, field: 'authToken', message: wrongCredentials }
    if (trouble.code === '20404' || trouble.class === 'config')
      return { ok: false, field: 'accountSid', message: unknown }
    return { ok: false, field: 'apiBaseUrl', message: away }
  }
}

/** What to do when Twilio refuses the credentials. */
export const wrongCredentials = say(
  'A Twilio recusou estas credenciais. Copie de novo o Account SID e o Auth Token do console da Twilio.',
  'Twilio rechazó estas credenciales. Copie de nuevo el Account SID y el Auth Token de la consola de Twilio.',
  'Twilio refused these credentials. Copy the Account SID and the Auth Token from the Twilio console again.',
)
const unknown = say(
  'A Twilio não conhece este Account SID. Copie-o de novo do console da Twilio.',
  'Twilio no conoce este Account SID. Cópielo de nuevo de la consola de Twilio.',
  'Twilio does not know this Account SID. Copy it from the Twilio console again.',
)
const inactive = say(
  'Esta conta da Twilio está suspensa ou encerrada. Verifique o saldo no console da Twilio.',
  'Esta cuenta de Twilio está suspendida o cerrada. Revise el saldo en la consola de Twilio.',
  'This Twilio account is suspended or closed. Check its balance in the Twilio console.',
)
const away = say(
  'A Twilio não respondeu. Confira o endereço da API e tente de novo em instantes.',
  'Twilio no respondió. Revise la dirección de la API e inténtelo de nuevo en unos instantes.',
  'Twilio did not answer. Check the API address and try again in a moment.',
)
