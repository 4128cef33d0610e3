import { group, optional, say, secret, text } from '@faladesk/plugin-sdk'

/** A gate that takes raw mails over HTTPS, for those whose host lets no SMTP out. */
export const relaySettings = group(
  {
    url: text({
      title: say('Endereço', 'Dirección', 'Address'),
      wrong: say(
        'Escreva um endereço completo, com https://.',
        'Escriba una dirección completa, con https://.',
        'Write a whole address, with https://.',
      ),
      pattern: '^https?://[^\\s#@]+$',
      maxLength: 500,
      examples: ['https://mail.example.com/mails'],
    }),
    secret: optional(
      secret({
        title: say('Segredo', 'Secreto', 'Secret'),
        help: say(
          'Vai no cabeçalho X-Faladesk-Secret de cada e-mail entregue.',
          'Va en el encabezado X-Faladesk-Secret de cada correo entregado.',
          'Goes in the header X-Faladesk-Secret of each mail handed over.',
        ),
        pattern: '^[!-~]+$',
        wrong: say(
          'Use letras, números e sinais comuns, sem espaços.',
          'Use letras, números y signos comunes, sin espacios.',
          'Use plain letters, digits and signs, without spaces.',
        ),
        maxLength: 256,
      }),
    ),
  },
  {
    title: say('Envio por HTTPS', 'Envío por HTTPS', 'Sending over HTTPS'),
    help: say(
      'No lugar do SMTP, onde a hospedagem o bloqueia: cada e-mail é entregue inteiro (MIME) neste endereço.',
      'En lugar del SMTP, donde el alojamiento lo bloquea: cada correo se entrega entero (MIME) en esta dirección.',
      'In place of SMTP where the hosting blocks it: each mail is handed over whole (MIME) at this address.',
    ),
  },
)
