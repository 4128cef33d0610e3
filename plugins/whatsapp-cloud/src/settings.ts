import { optional, type Static, say, secret, settings, text } from '@faladesk/plugin-sdk'

/** What an admin fills in to connect a number of Meta's WhatsApp Cloud API. */
export const cloudSettings = settings({
  phoneNumberId: text({
    title: say('Identificação do número', 'Identificador del número', 'Phone number ID'),
    help: say(
      'No app da Meta, em WhatsApp → Configuração da API. São só dígitos e não é o telefone.',
      'En la app de Meta, en WhatsApp → Configuración de la API. Son solo dígitos y no es el teléfono.',
      'In the Meta app, under WhatsApp → API Setup. It is only digits and not the phone itself.',
    ),
    wrong: say(
      'Copie o «Phone number ID» da Meta; não é o número de telefone.',
      'Copie el «Phone number ID» de Meta; no es el número de teléfono.',
      'Copy the “Phone number ID” from Meta; it is not the phone number.',
    ),
    pattern: '^[0-9A-Za-z_-]+$',
    maxLength: 64,
  }),
  accessToken: secret({
    title: say('Token de acesso', 'Token de acceso', 'Access token'),
    help: say(
      'De um usuário do sistema, sem validade, com whatsapp_business_messaging e whatsapp_business_management.',
      'De un usuario del sistema, sin vencimiento, con whatsapp_business_messaging y whatsapp_business_management.',
      'Of a system user, without expiry, with whatsapp_business_messaging and whatsapp_business_management.',
    ),
    wrong: say(
      'Copie o token inteiro, sem espaços.',
      'Copie el token completo, sin espacios.',
      'Copy the whole token, without spaces.',
    ),
    pattern: '^\\S+$',
    maxLength: 1024,
  }),
  appSecret: secret({
    title: say('Chave secreta do app', 'Clave secreta de la app', 'App secret'),
    help: say(
      'No app da Meta, em Configurações → Básico. Com ela conferimos que cada mensagem vem mesmo da Meta.',
      'En la app de Meta, en Configuración → Básica. Con ella comprobamos que cada mensaje viene de Meta.',
      'In the Meta app, under Settings → Basic. With it we check that each message really comes from Meta.',
    ),
    wrong: say(
      'Copie a chave inteira, sem espaços.',
      'Copie la clave completa, sin espacios.',
      'Copy the whole secret, without spaces.',
    ),
    pattern: '^\\S+$',
    maxLength: 256,
  }),
  previousAppSecret: optional(
    secret({
      title: say('Chave secreta anterior', 'Clave secreta anterior', 'Previous app secret'),
      help: say(
        'Durante uma troca: os dois valem até o provedor conhecer o novo. Depois, deixe em branco.',
        'Durante un cambio: ambos valen hasta que el proveedor conozca el nuevo. Después, déjelo vacío.',
        'While you change it: both count until the provider knows the new one. Then leave it empty.',
      ),
      maxLength: 256,
    }),
  ),
  verifyToken: secret({
    title: say('Token de verificação', 'Token de verificación', 'Verify token'),
    help: say(
      'Invente uma frase longa e escreva a mesma no webhook da Meta.',
      'Invente una frase larga y escriba la misma en el webhook de Meta.',
      'Make up a long phrase and write the same one in the webhook at Meta.',
    ),
    maxLength: 256,
  }),
  wabaId: optional(
    text({
      title: say('Conta do WhatsApp Business', 'Cuenta de WhatsApp Business', 'WhatsApp Business Account ID'),
      help: say(
        'Para sincronizar os modelos e ligar o webhook sozinho. Fica ao lado da identificação do número.',
        'Para sincronizar las plantillas y conectar el webhook solo. Está junto al identificador del número.',
        'To sync templates and connect the webhook by itself. It is next to the phone number ID.',
      ),
      wrong: say(
        'Copie o «WhatsApp Business Account ID» da Meta; são só dígitos.',
        'Copie el «WhatsApp Business Account ID» de Meta; son solo dígitos.',
        'Copy the “WhatsApp Business Account ID” from Meta; it is only digits.',
      ),
      pattern: '^[0-9A-Za-z_-]+$',
      maxLength: 64,
    }),
  ),
  baseUrl: optional(
    text({
      title: say('Endereço da API', 'Dirección de la API', 'API address'),
      help: say(
        'Deixe como está, a menos que use um proxy ou um ambiente de testes.',
        'Déjelo como está, salvo que use un proxy o un entorno de pruebas.',
        'Leave as it is unless you use a proxy or a test environment.',
      ),
      wrong: say(
        'Escreva um endereço completo, como https://graph.facebook.com.',
        'Escriba una dirección completa, como https://graph.facebook.com.',
        'Write a whole address, such as https://graph.facebook.com.',
      ),
      pattern: '^https?://[^\\s?#@]+$',
      maxLength: 200,
      default: 'https://graph.facebook.com',
    }),
  ),
})

export type CloudSettings = Static<typeof cloudSettings>
