import { type ErrorClass, type ProviderError, say, type Text } from '@faladesk/plugin-sdk'

/** Says in plain words what a Twilio error code means (twilio.com/docs/api/errors) and which class of trouble it is. */
export const problemOf = (code: string | number | undefined, detail?: string): ProviderError => {
  const key = code === undefined ? undefined : String(code)
  const known = key === undefined ? undefined : problems[key]
  if (known) return { class: known[0], code: key as string, message: known[1].en, text: known[1] }
  const note = detail ? `: ${detail.slice(0, 200)}` : ''
  const text = say(
    `A Twilio não entregou a mensagem${key ? ` (erro ${key})` : ''}.`,
    `Twilio no entregó el mensaje${key ? ` (error ${key})` : ''}.`,
    `Twilio did not deliver the message${key ? ` (error ${key})` : ''}.`,
  )
  return { class: 'content', ...(key && { code: key }), message: `${text.en.slice(0, -1)}${note}`, text }
}

/** True when the table knows the code. */
export const isKnown = (code: string | number | undefined): boolean => code !== undefined && String(code) in problems

const window = say(
  'Passaram 24 horas da última mensagem do cliente: agora só um modelo aprovado pode ser enviado.',
  'Pasaron 24 horas desde el último mensaje del cliente: ahora solo puede enviarse una plantilla aprobada.',
  'More than 24 hours have passed since the customer last wrote: only an approved template can be sent now.',
)
const slow = say(
  'A Twilio pediu para enviar mais devagar; tentaremos de novo sozinhos.',
  'Twilio pidió enviar más despacio; lo intentaremos de nuevo.',
  'Twilio asked us to slow down; we will try again by ourselves.',
)
const unreachable = say(
  'Este número não recebe mensagens no WhatsApp.',
  'Este número no recibe mensajes en WhatsApp.',
  'This number does not receive WhatsApp messages.',
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
const sender = say(
  'A Twilio não conhece este número de envio: confira o número do WhatsApp na caixa de entrada.',
  'Twilio no conoce este número de envío: revise el número de WhatsApp de la bandeja.',
  'Twilio does not know this sender: check the WhatsApp number of the inbox.',
)
const template = say(
  'O modelo foi recusado: confira o nome e as variáveis.',
  'La plantilla fue rechazada: revise el nombre y las variables.',
  'The template was refused: check its name and variables.',
)
const media = say(
  'O WhatsApp não aceitou o arquivo: confira o tipo e o tamanho.',
  'WhatsApp no aceptó el archivo: revise el tipo y el tamaño.',
  'WhatsApp did not accept the file: check its type and size.',
)
const tooLong = say(
  'O texto é longo demais para uma mensagem.',
  'El texto es demasiado largo para un mensaje.',
  'The text is too long for one message.',
)
const policy = say(
  'O WhatsApp bloqueou esta mensagem pelas regras dele.',
  'WhatsApp bloqueó este mensaje por sus reglas.',
  'WhatsApp blocked this message under its rules.',
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

const sandbox = say(
  'No sandbox da Twilio, só recebe quem enviou a ele a palavra de entrada (join …).',
  'En el sandbox de Twilio solo recibe quien le envió la palabra de entrada (join …).',
  'In Twilio’s sandbox only people who sent it the word to join (join …) receive messages.',
)
const paused = say(
  'O WhatsApp pausou ou desativou este modelo: use outro, ou corrija-o na Twilio.',
  'WhatsApp pausó o desactivó esta plantilla: use otra, o corríjala en Twilio.',
  'WhatsApp paused or disabled this template: use another, or repair it at Twilio.',
)
const region = say(
  'A conta da Twilio não tem permissão para enviar a este país: libere-o em Geo permissions.',
  'La cuenta de Twilio no tiene permiso para enviar a este país: actívelo en Geo permissions.',
  'The Twilio account may not send to this country: allow it in Geo permissions.',
)

const problems: Record<string, [ErrorClass, Text]> = {
  '63016': ['window_closed', window],
  '63018': ['throttled', slow],
  '20429': ['throttled', slow],
  '429': ['throttled', slow],
  '14107': ['throttled', slow],
  '30001': ['throttled', slow],
  '21611': ['throttled', slow],
  '21610': ['recipient', stopped],
  '63024': ['recipient', unreachable],
  '63003': ['recipient', unreachable],
  '21211': ['recipient', unreachable],
  '21614': ['recipient', unreachable],
  '21604': ['recipient', unreachable],
  '30003': ['recipient', unreachable],
  '30005': ['recipient', unreachable],
  '30006': ['recipient', unreachable],
  '63032': ['policy', policy],
  '63049': ['policy', policy],
  '63051': ['policy', policy],
  '30007': ['policy', policy],
  '30004': ['recipient', unreachable],
  '20003': ['auth', credentials],
  '20008': ['auth', credentials],
  '401': ['auth', credentials],
  '30002': ['auth', suspended],
  '20005': ['auth', suspended],
  '63007': ['config', sender],
  '21603': ['config', sender],
  '21606': ['config', sender],
  '21659': ['config', sender],
  '21660': ['config', sender],
  '63015': ['recipient', sandbox],
  '63033': ['recipient', unreachable],
  '63036': ['recipient', unreachable],
  '63038': ['throttled', slow],
  '63040': ['content', paused],
  '63041': ['content', paused],
  '63042': ['content', paused],
  '21408': ['config', region],
  '63013': ['content', template],
  '63021': ['content', template],
  '63027': ['content', template],
  '63005': ['content', template],
  '21656': ['content', template],
  '63019': ['content', media],
  '12300': ['content', media],
  '21620': ['content', media],
  '21623': ['content', media],
  '21617': ['content', tooLong],
  '30036': ['transient', expired],
  '30008': [
    'content',
    say(
      'A operadora não entregou a mensagem.',
      'El operador no entregó el mensaje.',
      'The carrier did not deliver the message.',
    ),
  ],
}
