import { say } from '@faladesk/plugin-sdk'
import { type Problems, problemsOf } from '@faladesk/twilio-codec'

const wrongNumber = say(
  'Este número de telefone não existe. Confira o número com o cliente.',
  'Este número de teléfono no existe. Confírmelo con el cliente.',
  'This phone number does not exist. Check it with the customer.',
)
const landline = say(
  'Este número é fixo ou não recebe SMS. Fale com o cliente por telefone ou peça um celular.',
  'Este número es fijo o no recibe SMS. Hable con el cliente por teléfono o pida un móvil.',
  'This is a landline, or receives no text messages. Call the customer or ask for a mobile number.',
)
const off = say(
  'O telefone está desligado ou fora de área. Tente de novo mais tarde.',
  'El teléfono está apagado o fuera de cobertura. Inténtelo de nuevo más tarde.',
  'The phone is off or out of reach. Try again later.',
)
const stopped = say(
  'O cliente pediu para não receber mensagens (STOP). Só ele pode voltar, escrevendo START; fale com ele por outro canal.',
  'El cliente pidió no recibir mensajes (STOP). Solo él puede volver, escribiendo START; háblele por otro canal.',
  'The customer asked not to receive messages (STOP). Only they can come back, by writing START; use another channel.',
)
const blocked = say(
  'A operadora recusa mensagens para este telefone. Fale com o cliente por outro canal.',
  'El operador rechaza mensajes para este teléfono. Hable con el cliente por otro canal.',
  'The carrier refuses messages to this phone. Use another channel.',
)
const filtered = say(
  'A operadora bloqueou o SMS por parecer spam. Tire links encurtados, escreva de outro modo e, se repetir, fale com o suporte da Twilio.',
  'El operador bloqueó el SMS porque parece spam. Quite los enlaces acortados, escríbalo de otro modo y, si se repite, hable con el soporte de Twilio.',
  'The carrier blocked the text as spam. Take out shortened links, word it differently and, if it happens again, ask Twilio’s support.',
)
const carrier = say(
  'A operadora não entregou o SMS e não disse por quê. Tente de novo ou fale com o cliente por outro canal.',
  'El operador no entregó el SMS y no dijo por qué. Inténtelo de nuevo o hable con el cliente por otro canal.',
  'The carrier did not deliver the text and did not say why. Try again or use another channel.',
)
const pair = say(
  'Este número da Twilio não consegue enviar para este telefone. Use um número do mesmo país ou libere o país na Twilio.',
  'Este número de Twilio no puede enviar a este teléfono. Use un número del mismo país o active el país en Twilio.',
  'This Twilio number cannot send to this phone. Use a number of the same country, or allow the country at Twilio.',
)
const sender = say(
  'A Twilio não aceita este número de envio: confira na caixa de entrada se ele é da conta e envia SMS.',
  'Twilio no acepta este número de envío: revise en la bandeja que sea de la cuenta y que envíe SMS.',
  'Twilio does not take this sender: check in the inbox that it belongs to the account and sends text messages.',
)
const service = say(
  'O Messaging Service não existe ou não tem números: confira-o na caixa de entrada e na Twilio.',
  'El Messaging Service no existe o no tiene números: revíselo en la bandeja y en Twilio.',
  'The Messaging Service does not exist or has no numbers: check it in the inbox and at Twilio.',
)
const unregistered = say(
  'As operadoras deste país exigem registro do número (nos EUA, A2P 10DLC ou verificação do número gratuito). Registre-o na Twilio.',
  'Los operadores de este país exigen registrar el número (en EE. UU., A2P 10DLC o verificación del número gratuito). Regístrelo en Twilio.',
  'This country’s carriers require the number to be registered (in the US, A2P 10DLC or toll-free verification). Register it at Twilio.',
)
const media = say(
  'O arquivo não pôde ser enviado: confira o tipo e o tamanho (até 5 MB), ou mande um link no texto.',
  'El archivo no pudo enviarse: revise el tipo y el tamaño (hasta 5 MB), o envíe un enlace en el texto.',
  'The file could not be sent: check its type and size (at most 5 MB), or send a link in the text.',
)
const slow = say(
  'O limite de envio da operadora foi atingido; tentaremos de novo sozinhos.',
  'Se alcanzó el límite de envío del operador; lo intentaremos de nuevo.',
  'The carrier’s sending limit was reached; we will try again by ourselves.',
)

/** The troubles of text messages, over those of the account, each with what to do. */
export const problems: Problems = problemsOf({
  '21211': ['recipient', wrongNumber],
  '21604': ['recipient', wrongNumber],
  '21214': ['recipient', wrongNumber],
  '21217': ['recipient', wrongNumber],
  '30005': ['recipient', wrongNumber],
  '21614': ['recipient', landline],
  '21635': ['recipient', landline],
  '30006': ['recipient', landline],
  // Not the person's to repair, and no reason to stop writing to them.
  '30003': ['transient', off],
  '21610': ['recipient', stopped],
  '30004': ['recipient', blocked],
  '30007': ['policy', filtered],
  '30008': ['content', carrier],
  '30410': ['content', carrier],
  '21612': ['config', pair],
  '21602': ['content', say('A mensagem está vazia.', 'El mensaje está vacío.', 'The message is empty.')],
  '21603': ['config', sender],
  '21606': ['config', sender],
  '21659': ['config', sender],
  '21660': ['config', sender],
  '21661': ['config', sender],
  '21701': ['config', service],
  '21703': ['config', service],
  '21704': ['config', service],
  '30032': ['policy', unregistered],
  '30034': ['policy', unregistered],
  '30022': ['throttled', slow],
  '11751': ['content', media],
  '12300': ['content', media],
  '21620': ['content', media],
  '21623': ['content', media],
  '30011': ['content', media],
  '30019': ['content', media],
})
