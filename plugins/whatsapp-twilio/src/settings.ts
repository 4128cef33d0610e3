import { optional, type Static, say, secret, settings, text, toggle } from '@faladesk/plugin-sdk'

/** What an admin fills in to connect a Twilio WhatsApp sender. */
export const twilioSettings = settings({
  accountSid: text({
    title: say('Account SID', 'Account SID', 'Account SID'),
    help: say(
      'Na página inicial do console da Twilio. Começa com AC.',
      'En la página de inicio de la consola de Twilio. Empieza con AC.',
      'On the first page of the Twilio console. It starts with AC.',
    ),
    wrong: say(
      'O Account SID começa com AC; copie-o do console da Twilio.',
      'El Account SID empieza con AC; cópielo de la consola de Twilio.',
      'The Account SID starts with AC; copy it from the Twilio console.',
    ),
    pattern: '^AC[0-9A-Za-z_-]+$',
    maxLength: 64,
  }),
  authToken: secret({
    title: say('Auth Token', 'Auth Token', 'Auth Token'),
    help: say(
      'Logo abaixo do Account SID. Com ele enviamos as respostas e conferimos que cada mensagem vem mesmo da Twilio.',
      'Justo debajo del Account SID. Con él enviamos las respuestas y comprobamos que cada mensaje viene de Twilio.',
      'Right below the Account SID. We send answers with it and check that each message really comes from Twilio.',
    ),
    maxLength: 128,
  }),
  from: text({
    title: say('Número do WhatsApp', 'Número de WhatsApp', 'WhatsApp number'),
    help: say(
      'O número que seus clientes chamam, com + e código do país: +55 11 99999-0000.',
      'El número al que escriben sus clientes, con + y código de país: +52 55 1234 5678.',
      'The number your customers write to, with + and the country code: +55 11 99999-0000.',
    ),
    wrong: say(
      'Escreva o número com + e o código do país, como +55 11 99999-0000.',
      'Escriba el número con + y el código de país, como +52 55 1234 5678.',
      'Write the number with + and the country code, such as +55 11 99999-0000.',
    ),
    // Seven to fifteen digits (E.164), with the spaces and dashes people copy along.
    pattern: '^\\s*(whatsapp:)?\\s*\\+(?:[\\s().-]*[0-9]){7,15}\\s*$',
    maxLength: 64,
    examples: ['+5511999990000'],
  }),
  messagingServiceSid: optional(
    text({
      title: say('Messaging Service SID', 'Messaging Service SID', 'Messaging Service SID'),
      help: say(
        'Só se o número faz parte de um Messaging Service. Começa com MG.',
        'Solo si el número pertenece a un Messaging Service. Empieza con MG.',
        'Only when the number belongs to a Messaging Service. It starts with MG.',
      ),
      wrong: say(
        'O Messaging Service SID começa com MG.',
        'El Messaging Service SID empieza con MG.',
        'The Messaging Service SID starts with MG.',
      ),
      pattern: '^MG[0-9A-Za-z_-]+$',
      maxLength: 64,
    }),
  ),
  secondaryAuthToken: optional(
    secret({
      title: say('Auth Token secundário', 'Auth Token secundario', 'Secondary Auth Token'),
      help: say(
        'Só durante a troca do token: enquanto preenchido, mensagens assinadas com ele também são aceitas.',
        'Solo durante el cambio de token: mientras esté, también se aceptan mensajes firmados con él.',
        'Only while you rotate the token: messages signed with it are accepted too.',
      ),
      maxLength: 128,
    }),
  ),
  realButtons: optional(
    toggle({
      title: say('Botões e listas de verdade', 'Botones y listas de verdad', 'Real buttons and lists'),
      help: say(
        'Cada pergunta diferente é guardada uma vez como Content na sua conta da Twilio. Desligado, as opções vão como linhas numeradas.',
        'Cada pregunta distinta se guarda una vez como Content en su cuenta de Twilio. Apagado, las opciones van como líneas numeradas.',
        'Each different question is kept once as a Content in your Twilio account. Off, choices are written as numbered lines.',
      ),
      default: true,
    }),
  ),
  apiBaseUrl: optional(
    text({
      title: say('Endereço da API', 'Dirección de la API', 'API address'),
      help: say(
        'Deixe como está, a menos que use um proxy ou um ambiente de testes.',
        'Déjelo como está, salvo que use un proxy o un entorno de pruebas.',
        'Leave as it is unless you use a proxy or a test environment.',
      ),
      wrong: say(
        'Escreva um endereço completo, como https://api.twilio.com.',
        'Escriba una dirección completa, como https://api.twilio.com.',
        'Write a whole address, such as https://api.twilio.com.',
      ),
      pattern: '^https?://[^\\s?#@]+$',
      maxLength: 200,
      default: 'https://api.twilio.com',
    }),
  ),
})

export type TwilioSettings = Static<typeof twilioSettings>
