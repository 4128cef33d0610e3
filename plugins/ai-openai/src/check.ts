import { type AiContext, Reconnect, Rejected, say, type TestResult } from '@faladesk/plugin-sdk'
import { connect, modelOf } from './client.ts'
import type { OpenAiSettings } from './settings.ts'
import { troubleOf } from './trouble.ts'

/** Makes one tiny request and says which field is wrong and how to repair it. */
export const check = async (ctx: AiContext<OpenAiSettings>): Promise<TestResult> => {
  try {
    await connect(ctx).responses.create(
      { model: modelOf(ctx.settings), input: 'ok?', max_output_tokens: 16, store: false },
      { signal: AbortSignal.any([ctx.signal, AbortSignal.timeout(10_000)]) },
    )
    return { ok: true }
  } catch (error) {
    const trouble = troubleOf(error, ctx.now())
    if (trouble instanceof Reconnect)
      return { ok: false, field: 'apiKey', message: trouble.code === 'no_key' ? noKey : refusedKey }
    if (trouble instanceof Rejected) return { ok: false, field: 'model', message: unknownModel }
    return { ok: false, field: 'baseUrl', message: away }
  }
}

const noKey = say(
  'Falta a chave da API. Crie uma em platform.openai.com e cole aqui.',
  'Falta la clave de la API. Cree una en platform.openai.com y péguela aquí.',
  'The API key is missing. Create one at platform.openai.com and paste it here.',
)
const refusedKey = say(
  'A chave foi recusada ou está sem crédito. Confira a chave e o saldo em platform.openai.com.',
  'La clave fue rechazada o no tiene saldo. Revise la clave y el saldo en platform.openai.com.',
  'The key was refused or has no credit. Check the key and the balance at platform.openai.com.',
)
const unknownModel = say(
  'Este modelo não aceita o pedido. Confira o nome do modelo.',
  'Este modelo no acepta el pedido. Revise el nombre del modelo.',
  'This model does not take the request. Check the model’s name.',
)
const away = say(
  'O serviço não respondeu agora. Confira o endereço e tente de novo em instantes.',
  'El servicio no respondió ahora. Revise la dirección e inténtelo de nuevo en unos instantes.',
  'The service did not answer now. Check the address and try again in a moment.',
)
