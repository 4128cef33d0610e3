import { say } from '@faladesk/plugin-sdk'
import { type Problems, problemsOf } from '@faladesk/twilio-codec'

const window = say(
  'Passaram 24 horas da última mensagem do cliente: agora só um modelo aprovado pode ser enviado.',
  'Pasaron 24 horas desde el último mensaje del cliente: ahora solo puede enviarse una plantilla aprobada.',
  'More than 24 hours have passed since the customer last wrote: only an approved template can be sent now.',
)
const slow = say(
  'O WhatsApp pediu para enviar mais devagar; tentaremos de novo sozinhos.',
  'WhatsApp pidió enviar más despacio; lo intentaremos de nuevo.',
  'WhatsApp asked us to slow down; we will try again by ourselves.',
)
const unreachable = say(
  'Este número não recebe mensagens no WhatsApp.',
  'Este número no recibe mensajes en WhatsApp.',
  'This number does not receive WhatsApp messages.',
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
const policy = say(
  'O WhatsApp bloqueou esta mensagem pelas regras dele.',
  'WhatsApp bloqueó este mensaje por sus reglas.',
  'WhatsApp blocked this message under its rules.',
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

/** WhatsApp's own troubles, over those of the account. */
export const problems: Problems = problemsOf({
  '63016': ['window_closed', window],
  '63018': ['throttled', slow],
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
  '63013': ['content', template],
  '63021': ['content', template],
  '63027': ['content', template],
  '63005': ['content', template],
  '21656': ['content', template],
  '63019': ['content', media],
  '12300': ['content', media],
  '21620': ['content', media],
  '21623': ['content', media],
})
