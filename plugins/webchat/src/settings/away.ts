import { group, inbox, number, optional, say } from '@faladesk/plugin-sdk'

/** What becomes of answers to somebody who left. */
export const away = group(
  {
    continueBy: optional(
      inbox({
        channel: 'email',
        title: say('Continuar por e-mail', 'Continuar por correo', 'Continue by e-mail'),
        help: say(
          'A caixa pela qual a resposta segue. Sem caixa, ela espera a próxima visita.',
          'La bandeja por la que sigue la respuesta. Sin bandeja, espera la próxima visita.',
          'The inbox the answer follows through. Without one, it waits for the next visit.',
        ),
        first: say('A primeira caixa de e-mail', 'La primera bandeja de correo', 'The first e-mail inbox'),
        wrong: say('Escolha uma caixa de e-mail.', 'Elija una bandeja de correo.', 'Choose an e-mail inbox.'),
      }),
    ),
    minutes: optional(
      number({
        title: say('Depois de quantos minutos', 'Después de cuántos minutos', 'After how many minutes'),
        integer: true,
        minimum: 1,
        maximum: 1440,
        default: 10,
      }),
    ),
  },
  {
    title: say('Quando o visitante sai', 'Cuando el visitante se va', 'When the visitor leaves'),
    help: say(
      'O que ele não leu segue por e-mail, uma vez, se o endereço é conhecido.',
      'Lo que no leyó sigue por correo, una vez, si se conoce la dirección.',
      'What was not read follows by e-mail, once, where the address is known.',
    ),
  },
)
