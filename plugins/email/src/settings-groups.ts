import { choice, group, number, optional, say, secret, text, toggle } from '@faladesk/plugin-sdk'

/** The fields of one mail server: where it is and who we are there. */
export const server = ({ port, secure, examples }: { port: number; secure: boolean; examples: string[] }) => ({
  host: text({
    title: say('Servidor', 'Servidor', 'Server'),
    wrong: say(
      'Escreva só o nome do servidor, sem porta, como imap.suaempresa.com.br.',
      'Escriba solo el nombre del servidor, sin puerto, como imap.suempresa.com.',
      'Write only the server’s name, without a port, such as imap.yourcompany.com.',
    ),
    pattern: '^\\s*[A-Za-z0-9._-]+\\s*$|^\\s*\\[?[0-9A-Fa-f:.]+\\]?\\s*$',
    maxLength: 253,
    examples,
  }),
  port: number({
    title: say('Porta', 'Puerto', 'Port'),
    integer: true,
    minimum: 1,
    maximum: 65535,
    default: port,
  }),
  secure: toggle({
    title: say('TLS desde o início', 'TLS desde el inicio', 'TLS from the start'),
    help: say(
      'Ligado nas portas 993 e 465. Desligado, usamos STARTTLS quando o servidor oferece (143 e 587).',
      'Activado en los puertos 993 y 465. Desactivado, usamos STARTTLS si el servidor lo ofrece (143 y 587).',
      'On for ports 993 and 465. When off, STARTTLS is used where the server offers it (143 and 587).',
    ),
    default: secure,
  }),
  user: text({
    title: say('Usuário', 'Usuario', 'User'),
    help: say(
      'Quase sempre o endereço de e-mail inteiro.',
      'Casi siempre la dirección de correo completa.',
      'Nearly always the whole e-mail address.',
    ),
    maxLength: 254,
  }),
  password: optional(secret({ title: say('Senha', 'Contraseña', 'Password'), maxLength: 1024 })),
})

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
