import { choice, group, number, optional, say, text } from '@faladesk/plugin-sdk'

const httpsWrong = say(
  'Escreva um endereço https completo.',
  'Escriba una dirección https completa.',
  'Write a whole https address.',
)
const https = { pattern: '^https://[^\\s"\'<>\\\\]{3,500}$', wrong: httpsWrong } as const

/** How the widget looks on the page. */
export const look = group(
  {
    theme: optional(
      choice(
        {
          auto: say('O do visitante', 'El del visitante', 'The visitor’s'),
          light: say('Claro', 'Claro', 'Light'),
          dark: say('Escuro', 'Oscuro', 'Dark'),
        },
        { title: say('Tema', 'Tema', 'Theme'), default: 'auto' },
      ),
    ),
    position: optional(
      choice(
        {
          right: say('À direita', 'A la derecha', 'On the right'),
          left: say('À esquerda', 'A la izquierda', 'On the left'),
        },
        { title: say('Posição', 'Posición', 'Position'), default: 'right' },
      ),
    ),
    launcher: optional(
      choice(
        {
          bubble: say('Balão', 'Globo', 'Bubble'),
          question: say('Pergunta', 'Pregunta', 'Question mark'),
          headset: say('Fone', 'Auriculares', 'Headset'),
        },
        { title: say('Ícone do botão', 'Ícono del botón', 'Button icon'), default: 'bubble' },
      ),
    ),
    label: optional(
      text({
        title: say('Texto do botão', 'Texto del botón', 'Button text'),
        help: say(
          'Ao lado do ícone, como “Fale conosco”. Vazio: só o ícone.',
          'Junto al ícono, como “Hable con nosotros”. Vacío: solo el ícono.',
          'Beside the icon, such as “Talk to us”. Empty: the icon alone.',
        ),
        maxLength: 30,
      }),
    ),
    logo: optional(
      text({
        title: say('Imagem no topo', 'Imagen en la parte de arriba', 'Picture on top'),
        help: say(
          'O endereço https do seu logotipo ou de um rosto.',
          'La dirección https de su logotipo o de un rostro.',
          'The https address of your logo or of a face.',
        ),
        ...https,
      }),
    ),
    radius: optional(
      number({
        title: say('Cantos arredondados (px)', 'Esquinas redondeadas (px)', 'Rounded corners (px)'),
        integer: true,
        minimum: 0,
        maximum: 28,
        default: 18,
      }),
    ),
  },
  { title: say('Aparência', 'Apariencia', 'Appearance') },
)

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
