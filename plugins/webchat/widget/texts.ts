export type Language = 'pt-BR' | 'es' | 'en'

const portuguese = {
  open: 'Abrir o chat',
  openUnread: (count: number) => `Abrir o chat, ${count} ${count === 1 ? 'mensagem nova' : 'mensagens novas'}`,
  close: 'Fechar o chat',
  write: 'Escreva sua mensagem',
  send: 'Enviar',
  conversation: 'Conversa',
  sending: 'Enviando…',
  sent: 'Enviada',
  failed: 'Não foi enviada.',
  retry: 'Tentar de novo',
  offline: 'Sem conexão. Tentando de novo…',
  online: 'Responderemos por aqui',
  protocol: (number: string) => `Protocolo ${number}`,
  typing: 'Digitando…',
  you: 'Você',
  assistant: 'Assistente',
  team: 'Atendimento',
  today: 'Hoje',
  yesterday: 'Ontem',
  attachment: 'Abrir arquivo',
  map: 'Ver no mapa',
  unsupported: 'Mensagem que não pode ser mostrada aqui',
  tooLong: (limit: number) => `Use no máximo ${limit} caracteres.`,
}

const spanish: typeof portuguese = {
  open: 'Abrir el chat',
  openUnread: (count) => `Abrir el chat, ${count} ${count === 1 ? 'mensaje nuevo' : 'mensajes nuevos'}`,
  close: 'Cerrar el chat',
  write: 'Escriba su mensaje',
  send: 'Enviar',
  conversation: 'Conversación',
  sending: 'Enviando…',
  sent: 'Enviado',
  failed: 'No se envió.',
  retry: 'Intentar de nuevo',
  offline: 'Sin conexión. Reintentando…',
  online: 'Le responderemos por aquí',
  protocol: (number) => `Protocolo ${number}`,
  typing: 'Escribiendo…',
  you: 'Usted',
  assistant: 'Asistente',
  team: 'Atención',
  today: 'Hoy',
  yesterday: 'Ayer',
  attachment: 'Abrir archivo',
  map: 'Ver en el mapa',
  unsupported: 'Mensaje que no puede mostrarse aquí',
  tooLong: (limit) => `Use como máximo ${limit} caracteres.`,
}

const english: typeof portuguese = {
  open: 'Open the chat',
  openUnread: (count) => `Open the chat, ${count} new ${count === 1 ? 'message' : 'messages'}`,
  close: 'Close the chat',
  write: 'Write your message',
  send: 'Send',
  conversation: 'Conversation',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'Not sent.',
  retry: 'Try again',
  offline: 'No connection. Trying again…',
  online: 'We will answer right here',
  protocol: (number) => `Ticket number ${number}`,
  typing: 'Typing…',
  you: 'You',
  assistant: 'Assistant',
  team: 'Support',
  today: 'Today',
  yesterday: 'Yesterday',
  attachment: 'Open file',
  map: 'See on the map',
  unsupported: 'A message that cannot be shown here',
  tooLong: (limit) => `Use at most ${limit} characters.`,
}

export type Words = typeof portuguese

/** The widget's own words, in the visitor's language. */
export const wordsIn = (language: Language): Words => ({ 'pt-BR': portuguese, es: spanish, en: english })[language]

/** Finds the language of a page or browser tag such as `es-MX`; Portuguese when it is none of ours. */
export const languageOf = (tag: string | null | undefined): Language => {
  const short = (tag ?? '').slice(0, 2).toLowerCase()
  return short === 'es' ? 'es' : short === 'en' ? 'en' : 'pt-BR'
}
