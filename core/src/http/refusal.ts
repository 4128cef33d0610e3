import { say, type Text } from '@faladesk/plugin-sdk'
import { Refused } from '../errors.ts'

/** One wrong field of a request and what to do about it, in every language. */
export interface Wrong {
  field: string
  message: Text
}

/** A Refused that speaks every language; thrown by a route, answered in the one the request asks for. */
export class Refusal extends Refused {
  override name = 'Refusal'
  readonly text: Text
  readonly headers: Record<string, string>
  constructor(
    status: number,
    code: string,
    text: Text,
    extra: { details?: readonly unknown[] | undefined; headers?: Record<string, string> } = {},
  ) {
    super(status, code, text.en, extra.details)
    this.text = text
    this.headers = extra.headers ?? {}
  }
}

/** 404, also for what exists in another organization: the two cannot be told apart. */
export const notFound = () =>
  new Refusal(404, 'not_found', say('Não encontramos isto.', 'No encontramos esto.', 'There is no such thing here.'))

/** 400 for fields only the route can judge, each named with its remedy. */
export const badFields = (...wrong: Wrong[]) => new Refusal(400, 'bad_input', someFieldsAreWrong, { details: wrong })

/** 409 for a request that was right when it was written but no longer fits. */
export const conflict = (code: string, text: Text, details?: readonly unknown[]) =>
  new Refusal(409, code, text, { details })

export const someFieldsAreWrong: Text = say(
  'Há algo a corrigir no pedido.',
  'Hay algo que corregir en la solicitud.',
  'Something in the request must be corrected.',
)
