import { choice, group, number, optional, say, text } from '@faladesk/plugin-sdk'
import { https } from './https.ts'

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
