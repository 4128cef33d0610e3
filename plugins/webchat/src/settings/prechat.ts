import { choice, group, optional, say, text } from '@faladesk/plugin-sdk'
import { https } from './https.ts'

const asked = (title: ReturnType<typeof say>) =>
  optional(
    choice(
      {
        off: say('Não perguntar', 'No preguntar', 'Do not ask'),
        optional: say('Opcional', 'Opcional', 'Optional'),
        required: say('Obrigatório', 'Obligatorio', 'Required'),
      },
      { title, default: 'off' },
    ),
  )

/** What is asked before the first message. */
export const prechat = group(
  {
    name: asked(say('Nome', 'Nombre', 'Name')),
    email: asked(say('E-mail', 'Correo', 'E-mail')),
    phone: asked(say('Telefone', 'Teléfono', 'Phone')),
    question: asked(say('Pergunta sua', 'Pregunta suya', 'A question of yours')),
    questionText: optional(
      text({
        title: say('Texto da pergunta', 'Texto de la pregunta', 'The question’s words'),
        help: say(
          'Como “Qual é o número do pedido?”.',
          'Como “¿Cuál es el número de pedido?”.',
          'Such as “What is your order number?”.',
        ),
        maxLength: 120,
      }),
    ),
    consent: asked(say('Concordância', 'Consentimiento', 'Consent')),
    consentText: optional(
      text({
        title: say('Texto da concordância', 'Texto del consentimiento', 'The consent’s words'),
        help: say(
          'Vazio: “Li e aceito a política de privacidade”.',
          'Vacío: “Leí y acepto la política de privacidad”.',
          'Empty: “I have read and accept the privacy policy”.',
        ),
        maxLength: 300,
      }),
    ),
    privacyUrl: optional(
      text({ title: say('Política de privacidade', 'Política de privacidad', 'Privacy policy'), ...https }),
    ),
  },
  {
    title: say('Antes da conversa', 'Antes de la conversación', 'Before the conversation'),
    help: say(
      'Um formulário curto antes da primeira mensagem.',
      'Un formulario corto antes del primer mensaje.',
      'A short form before the first message.',
    ),
  },
)
