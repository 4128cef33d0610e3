import { group, number, optional, say, secret, text, toggle } from '@faladesk/plugin-sdk'

const secretHelp = say(
  'Pelo menos 32 letras. Só o seu servidor e o Faladesk o conhecem.',
  'Al menos 32 letras. Solo su servidor y Faladesk lo conocen.',
  'At least 32 letters. Only your server and Faladesk know it.',
)

/** How the site proves who its visitor is. */
export const identity = group(
  {
    secret: optional(
      secret({ title: say('Segredo', 'Secreto', 'Secret'), help: secretHelp, minLength: 32, maxLength: 500 }),
    ),
    previousSecret: optional(
      secret({
        title: say('Segredo anterior', 'Secreto anterior', 'Previous secret'),
        help: say(
          'Vale também, enquanto você troca o segredo.',
          'También vale, mientras cambia el secreto.',
          'Counts as well, while you change the secret.',
        ),
        minLength: 32,
        maxLength: 500,
      }),
    ),
    publicKey: optional(
      text({
        title: say('Chave pública', 'Clave pública', 'Public key'),
        help: say(
          'Em vez do segredo: PEM, para tokens ES256 ou RS256.',
          'En vez del secreto: PEM, para tokens ES256 o RS256.',
          'Instead of the secret: PEM, for ES256 or RS256 tokens.',
        ),
        multiline: true,
        maxLength: 4000,
        pattern: '^\\s*-----BEGIN PUBLIC KEY-----[A-Za-z0-9+/=\\s]+-----END PUBLIC KEY-----\\s*$',
        wrong: say(
          'Cole a chave inteira, de BEGIN PUBLIC KEY a END PUBLIC KEY.',
          'Pegue la clave entera, de BEGIN PUBLIC KEY a END PUBLIC KEY.',
          'Paste the whole key, from BEGIN PUBLIC KEY to END PUBLIC KEY.',
        ),
      }),
    ),
    required: optional(
      toggle({
        title: say('Só visitantes identificados', 'Solo visitantes identificados', 'Identified visitors only'),
        default: false,
      }),
    ),
  },
  {
    title: say('Identidade', 'Identidad', 'Identity'),
    help: say(
      'O seu site diz quem é o visitante, com um token assinado.',
      'Su sitio dice quién es el visitante, con un token firmado.',
      'Your site says who the visitor is, by a signed token.',
    ),
  },
)

/** What becomes of answers to somebody who left. */
export const away = group(
  {
    continueBy: optional(
      text({
        title: say('Continuar por e-mail', 'Continuar por correo', 'Continue by e-mail'),
        help: say(
          '“first” usa a primeira caixa de e-mail; ou escreva o id de uma. Vazio: não continuar.',
          '“first” usa la primera bandeja de correo; o escriba el id de una. Vacío: no continuar.',
          '“first” is the first e-mail inbox; or write the id of one. Empty: do not continue.',
        ),
        pattern: '^(first|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
        wrong: say(
          'Escreva first ou o id de uma caixa de e-mail.',
          'Escriba first o el id de una bandeja de correo.',
          'Write first or the id of an e-mail inbox.',
        ),
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
