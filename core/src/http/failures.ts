import { type Locale, say, type Text } from '@faladesk/plugin-sdk'
import type { ErrorObject } from 'ajv'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isDatabaseDown, isDataError, Refused } from '../errors.ts'
import { languageOf } from './language.ts'
import { notFound, Refusal, someFieldsAreWrong, type Wrong } from './refusal.ts'
import { wrongFields } from './validation.ts'

/** Answers any error as `{error: {code, message, details?}}` in the language the request asks for. */
export const answerError = (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const language = languageOf(request.headers['accept-language'])
  const refused = asRefused(error)
  if (refused.status >= 500) request.log.error({ err: error }, 'a request failed')
  if (refused instanceof Refusal) reply.headers(refused.headers)
  const details = refused.details?.map((detail) => inLanguage(detail, language))
  return reply.code(refused.status).send({
    error: {
      code: refused.code,
      message: refused instanceof Refusal ? refused.text[language] : refused.message,
      ...(details && { details }),
    },
  })
}

/** The answer of addresses that do not exist below /v1. */
export const answerMissing = (request: FastifyRequest, reply: FastifyReply) =>
  answerError(
    new Refusal(
      404,
      'no_such_route',
      say(
        'Este endereço não existe na API; veja /docs.',
        'Esta dirección no existe en la API; vea /docs.',
        'The API has no such address; see /docs.',
      ),
    ),
    request,
    reply,
  )

const inLanguage = (detail: unknown, language: Locale): unknown => {
  const message = (detail as Partial<Wrong> | null)?.message
  return message && typeof message === 'object' ? { ...(detail as Wrong), message: message[language] } : detail
}

const asRefused = (error: unknown): Refused => {
  if (error instanceof Refused) return error
  const { code, validation, validationContext, statusCode } = (error ?? {}) as {
    code?: string
    validation?: ErrorObject[]
    validationContext?: string
    statusCode?: number
  }
  // An id in the address that is no id names nothing: the same answer as for one that is not there.
  if (validation && validationContext === 'params') return notFound()
  if (validation) return new Refusal(400, 'bad_input', someFieldsAreWrong, { details: wrongFields(validation) })
  const known = code && fastifyErrors[code]
  if (known) return new Refusal(known.status, known.code, known.text)
  if (isDatabaseDown(error)) return new Refusal(503, 'unavailable', unavailable, { headers: { 'retry-after': '2' } })
  // The last net: a value only PostgreSQL found wrong, or two commands that got in each other's way.
  if (isDataError(error))
    return code?.startsWith('22') ? new Refusal(400, 'bad_input', outOfRange) : new Refusal(409, 'conflict', changed)
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refusal(statusCode, 'bad_input', unreadable)
  return new Refusal(500, 'internal', mistake)
}

const unreadable = say(
  'O pedido não pôde ser lido; confira se o corpo é JSON válido.',
  'No se pudo leer la solicitud; revise que el cuerpo sea JSON válido.',
  'The request could not be read; check that its body is valid JSON.',
)
const outOfRange = say(
  'Um valor do pedido está fora do que o banco de dados aceita.',
  'Un valor de la solicitud está fuera de lo que acepta la base de datos.',
  'A value of the request is outside what the database accepts.',
)
const changed = say(
  'Isto mudou enquanto o pedido era feito; recarregue e tente de novo.',
  'Esto cambió mientras se hacía la solicitud; recargue e intente de nuevo.',
  'This changed while the request was made; reload and try again.',
)
const unavailable = say(
  'O banco de dados não responde agora; tente de novo em instantes.',
  'La base de datos no responde ahora; intente de nuevo en instantes.',
  'The database does not answer now; try again in a moment.',
)
const mistake = say(
  'Algo deu errado do nosso lado e foi registrado. Tente de novo.',
  'Algo falló de nuestro lado y quedó registrado. Intente de nuevo.',
  'Something went wrong on our side and was logged. Try again.',
)
const notJson = say(
  'Envie o corpo como JSON, com Content-Type: application/json.',
  'Envíe el cuerpo como JSON, con Content-Type: application/json.',
  'Send the body as JSON, with Content-Type: application/json.',
)
const tooLarge = say('O corpo é grande demais.', 'El cuerpo es demasiado grande.', 'The body is too large.')

const fastifyErrors: Record<string, { status: number; code: string; text: Text }> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { status: 415, code: 'not_json', text: notJson },
  FST_ERR_CTP_INVALID_JSON_BODY: { status: 400, code: 'bad_input', text: unreadable },
  FST_ERR_CTP_EMPTY_JSON_BODY: { status: 400, code: 'bad_input', text: unreadable },
  FST_ERR_CTP_BODY_TOO_LARGE: { status: 413, code: 'too_large', text: tooLarge },
}
