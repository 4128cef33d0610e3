import { say } from '@faladesk/plugin-sdk'

/** What the test and the set-up find, with the remedy. */
export const words = {
  key: say(
    'A 360dialog recusou esta chave: se outra foi gerada, só a nova vale. Copie-a do 360dialog Hub e salve aqui.',
    '360dialog rechazó esta clave: si se generó otra, solo vale la nueva. Cópiela de 360dialog Hub y guárdela aquí.',
    '360dialog refused this key: if another was made, only the new one works. Copy it from the 360dialog Hub and save it here.',
  ),
  payment: say(
    'A 360dialog desativou este número, talvez por um pagamento em atraso. Resolva no 360dialog Hub.',
    '360dialog desactivó este número, quizás por un pago atrasado. Resuélvalo en 360dialog Hub.',
    '360dialog switched this number off, perhaps for an overdue payment. Settle it in the 360dialog Hub.',
  ),
  webhook: say(
    'A 360dialog não envia as mensagens para esta caixa: o webhook se perdeu ou aponta para outro lugar. Use “Configurar de novo” nos endereços da caixa para religá-lo.',
    '360dialog no envía los mensajes a esta bandeja: el webhook se perdió o apunta a otro lugar. Use “Configurar de nuevo” en las direcciones de la bandeja para reconectarlo.',
    '360dialog does not send messages to this inbox: the webhook was lost or points elsewhere. Use “Set up again” at the inbox’s addresses to reconnect it.',
  ),
  secret: say(
    'O webhook na 360dialog não leva este segredo, e as mensagens seriam recusadas. Salve a caixa de entrada de novo.',
    'El webhook en 360dialog no lleva este secreto y los mensajes serían rechazados. Guarde la bandeja de nuevo.',
    'The webhook at 360dialog does not carry this secret, so messages would be refused. Save the inbox again.',
  ),
  address: say(
    'A 360dialog não aceitou o endereço desta caixa: ele precisa abrir pela internet, com https.',
    '360dialog no aceptó la dirección de esta bandeja: debe abrirse por internet, con https.',
    '360dialog did not accept this inbox’s address: it must open from the internet, with https.',
  ),
  away: say(
    'A 360dialog não respondeu como esperado. Confira o endereço da API e tente de novo em instantes.',
    '360dialog no respondió como se esperaba. Revise la dirección de la API e inténtelo de nuevo en unos instantes.',
    '360dialog did not answer as expected. Check the API address and try again in a moment.',
  ),
}
