import { type Fact, type FactValue, fact, statements, value } from './fact.ts'
import { text } from './text.ts'

/** The languages told apart. */
export const LANGUAGES: readonly FactValue[] = [
  value('pt', 'português', 'portugués', 'Portuguese'),
  value('es', 'espanhol', 'español', 'Spanish'),
  value('en', 'inglês', 'inglés', 'English'),
  value('other', 'outro idioma', 'otro idioma', 'another language'),
]

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
  fact(
    'message.language',
    'enum',
    text('Idioma da mensagem', 'Idioma del mensaje', 'Message language'),
    text('o idioma da mensagem', 'el idioma del mensaje', 'the message language'),
    { values: LANGUAGES },
  ),
  fact(
    'message.is_reply',
    'boolean',
    text('Responde a outra mensagem', 'Responde a otro mensaje', 'Quotes another message'),
    text('a mensagem responder a outra', 'que el mensaje responda a otro', 'whether the message quotes another'),
    statements(
      text('a mensagem cita outra', 'el mensaje cita a otro', 'the message quotes another'),
      text('a mensagem não cita outra', 'el mensaje no cita a otro', 'the message quotes no other'),
    ),
  ),
  fact(
    'message.attachments',
    'number',
    text('Quantidade de anexos', 'Cantidad de adjuntos', 'Number of attachments'),
    text('o número de anexos', 'el número de adjuntos', 'the number of attachments'),
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
  fact(
    'contact.identities',
    'string[]',
    text(
      'Identidades do contato (wa_phone, email…)',
      'Identidades del contacto (wa_phone, email…)',
      'Contact identities (wa_phone, email…)',
    ),
    text(
      'a lista de identidades do contato',
      'la lista de identidades del contacto',
      "the list of the contact's identities",
    ),
  ),
  fact(
    'contact.since_days',
    'number',
    text('Dias desde o primeiro contato', 'Días desde el primer contacto', 'Days since first contact'),
    text(
      'o tempo desde o primeiro contato em dias',
      'el tiempo desde el primer contacto en días',
      'the number of days since first contact',
    ),
  ),
  fact(
    'contact.language',
    'enum',
    text('Idioma do contato', 'Idioma del contacto', 'Contact language'),
    text('o idioma do contato', 'el idioma del contacto', "the contact's language"),
    { values: LANGUAGES },
  ),
]
