import { group, optional, say, secret, text, toggle } from '@faladesk/plugin-sdk'

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
