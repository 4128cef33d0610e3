import { type ErrorClass, type ProviderError, say, type Text } from '@faladesk/plugin-sdk'

/** Error codes of Twilio (twilio.com/docs/api/errors), each with its class of trouble and its words. */
export type ProblemTable = Readonly<Record<string, readonly [ErrorClass, Text]>>

/** What a channel says of Twilio's error codes. */
export interface Problems {
  /** Says in plain words what a code means and which class of trouble it is. */
  of(code: string | number | undefined, detail?: string): ProviderError
  /** True when the table knows the code. */
  knows(code: string | number | undefined): boolean
}

/** The problems of a channel: those of the account, which all have, under its own. */
export const problemsOf = (own: ProblemTable): Problems => {
  const table: ProblemTable = { ...common, ...own }
  const entry = (code: string | number | undefined) =>
    code !== undefined && Object.hasOwn(table, String(code)) ? table[String(code)] : undefined
  return {
    of(code, detail) {
      const known = entry(code)
      if (known) return { class: known[0], code: String(code), message: known[1].en, text: known[1] }
      const number = code === undefined ? undefined : String(code)
      const text = unknown(number)
      const note = detail ? `: ${detail.slice(0, 200)}` : ''
      return { class: 'content', ...(number && { code: number }), message: `${text.en.slice(0, -1)}${note}`, text }
    },
    knows: (code) => entry(code) !== undefined,
  }
}

const unknown = (code: string | undefined): Text =>
  say(
    `A Twilio não entregou a mensagem${code ? ` (erro ${code})` : ''}.`,
    `Twilio no entregó el mensaje${code ? ` (error ${code})` : ''}.`,
    `Twilio did not deliver the message${code ? ` (error ${code})` : ''}.`,
  )

const slow = say(
  'A Twilio pediu para enviar mais devagar; tentaremos de novo sozinhos.',
  'Twilio pidió enviar más despacio; lo intentaremos de nuevo.',
  'Twilio asked us to slow down; we will try again by ourselves.',
)
const stopped = say(
  'O cliente pediu para não receber mensagens (STOP).',
  'El cliente pidió no recibir mensajes (STOP).',
  'The customer asked not to receive messages (STOP).',
)
const credentials = say(
  'A Twilio recusou as credenciais: confira o Account SID e o Auth Token.',
  'Twilio rechazó las credenciales: revise el Account SID y el Auth Token.',
  'Twilio refused the credentials: check the Account SID and the Auth Token.',
)
const tooLong = say(
  'O texto é longo demais para uma mensagem.',
  'El texto es demasiado largo para un mensaje.',
  'The text is too long for one message.',
)
const expired = say(
  'A mensagem demorou demais na fila da Twilio e expirou.',
  'El mensaje esperó demasiado en la cola de Twilio y caducó.',
  'The message waited too long in Twilio’s queue and expired.',
)
const suspended = say(
  'A conta da Twilio está suspensa: verifique o saldo e o console da Twilio.',
  'La cuenta de Twilio está suspendida: revise el saldo y la consola de Twilio.',
  'The Twilio account is suspended: check its balance and the Twilio console.',
)
const region = say(
  'A conta da Twilio não tem permissão para enviar a este país: libere-o em Geo permissions.',
  'La cuenta de Twilio no tiene permiso para enviar a este país: actívelo en Geo permissions.',
  'The Twilio account may not send to this country: allow it in Geo permissions.',
)
const carrier = say(
  'A operadora não entregou a mensagem.',
  'El operador no entregó el mensaje.',
  'The carrier did not deliver the message.',
)

const common: ProblemTable = {
  '429': ['throttled', slow],
  '20429': ['throttled', slow],
  '14107': ['throttled', slow],
  '30001': ['throttled', slow],
  '21611': ['throttled', slow],
  '21610': ['recipient', stopped],
  '401': ['auth', credentials],
  '20003': ['auth', credentials],
  '20008': ['auth', credentials],
  '20005': ['auth', suspended],
  '30002': ['auth', suspended],
  '21408': ['config', region],
  '21617': ['content', tooLong],
  '30036': ['transient', expired],
  '30008': ['content', carrier],
}

/** What is said of the account itself, whatever the channel. */
export const accountProblems: Problems = problemsOf({})
