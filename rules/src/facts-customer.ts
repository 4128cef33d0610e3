import { type Fact, fact, statements, value } from './fact.ts'
import { text } from './text.ts'

/** What the customer just wrote. */
export const MESSAGE: readonly Fact[] = [
  fact(
    'message.text',
    'string',
    text('Texto da mensagem', 'Texto del mensaje', 'Message text'),
    text('a mensagem', 'el mensaje', 'the message'),
  ),
  fact(
    'message.kind',
    'enum',
    text('Tipo da mensagem', 'Tipo de mensaje', 'Message kind'),
    text('o tipo da mensagem', 'el tipo de mensaje', 'the message kind'),
    {
      values: [
        value('text', 'texto', 'texto', 'text'),
        value('image', 'imagem', 'imagen', 'image'),
        value('audio', 'áudio', 'audio', 'audio'),
        value('video', 'vídeo', 'video', 'video'),
        value('document', 'documento', 'documento', 'document'),
        value('sticker', 'figurinha', 'sticker', 'sticker'),
        value('location', 'localização', 'ubicación', 'location'),
        value('contact', 'contato', 'contacto', 'contact card'),
        value('choice', 'botão ou opção', 'botón u opción', 'button or option'),
        value('form', 'formulário', 'formulario', 'form'),
        value('calendar', 'convite de agenda', 'invitación de calendario', 'calendar invitation'),
        value('unsupported', 'não suportado', 'no compatible', 'unsupported'),
      ],
    },
  ),
  fact(
    'message.hasAttachment',
    'boolean',
    text('Mensagem com anexo', 'Mensaje con adjunto', 'Message has attachment'),
    text('a mensagem ter anexo', 'que el mensaje tenga adjunto', 'whether the message has an attachment'),
    statements(
      text('a mensagem tem anexo', 'el mensaje tiene adjunto', 'the message has an attachment'),
      text('a mensagem não tem anexo', 'el mensaje no tiene adjunto', 'the message has no attachment'),
    ),
  ),
  fact(
    'message.choice',
    'string',
    text('Opção escolhida', 'Opción elegida', 'Chosen option'),
    text('a opção escolhida', 'la opción elegida', 'the chosen option'),
  ),
  fact(
    'message.length',
    'number',
    text('Tamanho da mensagem (caracteres)', 'Largo del mensaje (caracteres)', 'Message length (characters)'),
    text('o tamanho da mensagem', 'el largo del mensaje', 'the message length'),
  ),
]

/** Who wrote. */
export const CONTACT: readonly Fact[] = [
  fact(
    'contact.name',
    'string',
    text('Nome do contato', 'Nombre del contacto', 'Contact name'),
    text('o nome do contato', 'el nombre del contacto', "the contact's name"),
  ),
  fact(
    'contact.tags',
    'string[]',
    text('Etiquetas do contato', 'Etiquetas del contacto', 'Contact tags'),
    text('a lista de etiquetas do contato', 'la lista de etiquetas del contacto', "the contact's tag list"),
  ),
  fact(
    'contact.first_contact',
    'boolean',
    text('Primeiro contato', 'Primer contacto', 'First contact'),
    text('ser o primeiro contato', 'ser el primer contacto', 'whether this is the first contact'),
    statements(
      text('é o primeiro contato da pessoa', 'es el primer contacto de la persona', "it is the person's first contact"),
      text('a pessoa já falou conosco', 'la persona ya habló con nosotros', 'the person has written to us before'),
    ),
  ),
  fact(
    'contact.conversations',
    'number',
    text('Conversas do contato', 'Conversaciones del contacto', 'Conversations of the contact'),
    text(
      'o número de conversas do contato',
      'el número de conversaciones del contacto',
      'the number of their conversations',
    ),
    { lazy: true },
  ),
  fact(
    'contact.attributes',
    'object',
    text('Campos do contato', 'Campos del contacto', 'Contact fields'),
    text('o campo do contato', 'el campo del contacto', 'the contact field'),
  ),
]
