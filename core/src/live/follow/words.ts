import type { Locale, Text } from '@faladesk/plugin-sdk'

/** What the e-mail and the notes say when a web chat goes on by e-mail. */
export const followWords = (locale: Locale) => {
  const pick = (text: Text) => text[locale]
  return {
    subject: (protocol: string) =>
      `${pick({ 'pt-BR': 'Sua conversa no nosso site', es: 'Su conversación en nuestro sitio', en: 'Your chat on our site' })} (${protocol})`,
    intro: pick({
      'pt-BR': 'Você saiu do chat antes de ver a nossa resposta. Aqui está:',
      es: 'Salió del chat antes de ver nuestra respuesta. Aquí está:',
      en: 'You left the chat before you saw our answer. Here it is:',
    }),
    outro: pick({
      'pt-BR': 'Para continuar, é só responder a este e-mail.',
      es: 'Para continuar, basta responder a este correo.',
      en: 'To go on, just answer this e-mail.',
    }),
    file: (name: string) => pick({ 'pt-BR': `[arquivo: ${name}]`, es: `[archivo: ${name}]`, en: `[file: ${name}]` }),
    noteHere: (count: number, protocol: string) =>
      pick({
        'pt-BR': `O visitante saiu sem ler: ${count === 1 ? '1 mensagem seguiu' : `${count} mensagens seguiram`} por e-mail. A resposta dele chega na conversa ${protocol}.`,
        es: `El visitante se fue sin leer: ${count === 1 ? '1 mensaje siguió' : `${count} mensajes siguieron`} por correo. Su respuesta llega en la conversación ${protocol}.`,
        en: `The visitor left without reading: ${count === 1 ? '1 message' : `${count} messages`} followed by e-mail. Their answer comes in conversation ${protocol}.`,
      }),
    noteThere: (protocol: string) =>
      pick({
        'pt-BR': `Continuação do chat do site, conversa ${protocol}.`,
        es: `Continuación del chat del sitio, conversación ${protocol}.`,
        en: `Continues the web chat of conversation ${protocol}.`,
      }),
  }
}
