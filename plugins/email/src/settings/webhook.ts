import { choice, group, optional, say, secret, text } from '@faladesk/plugin-sdk'

/** The provider that posts each mail to us, raw, and how it proves who it is. */
export const webhookSettings = group(
  {
    provider: choice(
      {
        sendgrid: say('SendGrid', 'SendGrid', 'SendGrid'),
        mailgun: say('Mailgun', 'Mailgun', 'Mailgun'),
        postmark: say('Postmark', 'Postmark', 'Postmark'),
        ses: say('Amazon SES', 'Amazon SES', 'Amazon SES'),
        raw: say('Outro (MIME puro)', 'Otro (MIME puro)', 'Other (raw MIME)'),
      },
      { title: say('Provedor', 'Proveedor', 'Provider') },
    ),
    secret: secret({
      title: say('Segredo', 'Secreto', 'Secret'),
      help: say(
        'Uma senha que você inventa: vai no endereço do webhook (https://faladesk:SEGREDO@…) ou no cabeçalho X-Faladesk-Secret.',
        'Una contraseña que usted inventa: va en la dirección del webhook (https://faladesk:SECRETO@…) o en el encabezado X-Faladesk-Secret.',
        'A password you make up: it goes in the webhook’s address (https://faladesk:SECRET@…) or in the header X-Faladesk-Secret.',
      ),
      wrong: say(
        'Use pelo menos 12 letras e números.',
        'Use al menos 12 letras y números.',
        'Use at least 12 letters and digits.',
      ),
      minLength: 12,
      maxLength: 256,
    }),
    previousSecret: optional(
      secret({
        title: say('Segredo anterior', 'Secreto anterior', 'Previous secret'),
        help: say(
          'Durante uma troca: os dois valem até o provedor conhecer o novo. Depois, deixe em branco.',
          'Durante un cambio: ambos valen hasta que el proveedor conozca el nuevo. Después, déjelo vacío.',
          'While you change it: both count until the provider knows the new one. Then leave it empty.',
        ),
        maxLength: 256,
      }),
    ),
    signingKey: optional(
      secret({
        title: say('Chave de assinatura', 'Clave de firma', 'Signing key'),
        help: say(
          'Só do Mailgun: a HTTP webhook signing key.',
          'Solo de Mailgun: la HTTP webhook signing key.',
          'Mailgun only: the HTTP webhook signing key.',
        ),
        maxLength: 256,
      }),
    ),
    topicArn: optional(
      text({
        title: say('ARN do tópico SNS', 'ARN del tema SNS', 'SNS topic ARN'),
        help: say(
          'Só do Amazon SES: só este tópico pode entregar aqui.',
          'Solo de Amazon SES: solo este tema puede entregar aquí.',
          'Amazon SES only: only this topic may deliver here.',
        ),
        wrong: say(
          'O ARN começa com arn:aws:sns:.',
          'El ARN empieza con arn:aws:sns:.',
          'The ARN starts with arn:aws:sns:.',
        ),
        pattern: '^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?$',
        maxLength: 400,
      }),
    ),
  },
  {
    title: say('Webhook do provedor', 'Webhook del proveedor', 'Provider webhook'),
    help: say(
      'O provedor recebe os e-mails e os entrega aqui, inteiros (MIME).',
      'El proveedor recibe los correos y los entrega aquí, enteros (MIME).',
      'The provider receives the mail and hands it over here, whole (MIME).',
    ),
    shown: { inbound: ['webhook'] },
  },
)
