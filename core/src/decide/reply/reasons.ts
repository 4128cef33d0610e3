import { say } from '@faladesk/plugin-sdk'

/** Why a reply cannot go a way, and what can be done, as an agent reads it. */
export const reasons = {
  windowClosed: say(
    'A janela de conversa está fechada: o cliente não escreve há mais tempo do que o canal permite. Escolha um modelo aprovado ou responda por outro canal.',
    'La ventana de conversación está cerrada: el cliente no escribe hace más tiempo del que permite el canal. Elija una plantilla aprobada o responda por otro canal.',
    'The conversation window is closed: the customer last wrote longer ago than the channel allows. Choose an approved template or answer through another channel.',
  ),
  optedOut: say(
    'Esta pessoa pediu para não receber mensagens neste endereço. Responda por outro canal, ou espere que ela escreva.',
    'Esta persona pidió no recibir mensajes en esta dirección. Responda por otro canal, o espere a que escriba.',
    'This person asked not to receive messages at this address. Answer through another channel, or wait until they write.',
  ),
  noAdverts: say(
    'Esta pessoa não quer propaganda neste endereço, e este é um modelo de marketing. Use um modelo de utilidade ou responda por outro canal.',
    'Esta persona no quiere publicidad en esta dirección, y esta es una plantilla de marketing. Use una plantilla de utilidad o responda por otro canal.',
    'This person wants no advertising at this address, and this is a marketing template. Use a utility template or answer through another channel.',
  ),
  unreachable: say(
    'Este endereço não recebe mensagens: a última tentativa foi recusada para sempre. Confira-o ou responda por outro canal.',
    'Esta dirección no recibe mensajes: el último intento fue rechazado para siempre. Revísela o responda por otro canal.',
    'This address receives no messages: the last attempt was refused for good. Check it or answer through another channel.',
  ),
  templateAlone: say(
    'Um modelo vai sozinho; envie os anexos em outra mensagem.',
    'Una plantilla va sola; envíe los adjuntos en otro mensaje.',
    'A template goes alone; send the attachments in another message.',
  ),
  notFree: say(
    'Este modelo custaria dinheiro agora; a política desta caixa só o usa quando é grátis. Permita o modelo pago nos Ajustes da caixa.',
    'Esta plantilla costaría dinero ahora; la política de esta bandeja solo la usa cuando es gratis. Permita la plantilla de pago en los Ajustes de la bandeja.',
    'This template would cost money now; the policy of this inbox uses it only while it is free. Allow the paid template in the inbox’s Settings.',
  ),
  off: say(
    'A caixa de entrada está desligada. Ligue-a em Ajustes para responder.',
    'La bandeja está apagada. Enciéndala en Ajustes para responder.',
    'The inbox is switched off. Switch it on in Settings to answer.',
  ),
  deleted: say(
    'A caixa de entrada desta conversa foi excluída; não há por onde responder.',
    'La bandeja de esta conversación fue eliminada; no hay por dónde responder.',
    'The inbox of this conversation was deleted; there is no way to answer through it.',
  ),
  missing: say(
    'O canal desta conversa não está instalado neste servidor.',
    'El canal de esta conversación no está instalado en este servidor.',
    'The channel of this conversation is not installed on this server.',
  ),
  noAddress: say(
    'O contato não tem um endereço para este canal.',
    'El contacto no tiene una dirección para este canal.',
    'The contact has no address for this channel.',
  ),
  notLive: say(
    'O visitante não está com o chat aberto agora.',
    'El visitante no tiene el chat abierto ahora.',
    'The visitor does not have the chat open now.',
  ),
  unknownInbox: say(
    'O contato não pode ser alcançado por esta caixa de entrada; escolha uma das que a prévia da resposta mostra.',
    'No se puede contactar a esta persona por esta bandeja; elija una de las que muestra la vista previa de la respuesta.',
    'The contact cannot be reached through this inbox; choose one of those the reply preview shows.',
  ),
  noTemplates: say(
    'Modelos não são aceitos neste canal; envie texto.',
    'Este canal no acepta plantillas; envíe texto.',
    'Templates are not supported by this channel; send text.',
  ),
}
