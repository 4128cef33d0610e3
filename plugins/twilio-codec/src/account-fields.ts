import { optional, say, secret, text } from '@faladesk/plugin-sdk'

/** The form's fields for the account itself, the same in every channel of Twilio. */
export const accountFields = {
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
}

/** The second token, for the days of a rotation. */
export const secondaryAuthToken = optional(
  secret({
    title: say('Auth Token secundário', 'Auth Token secundario', 'Secondary Auth Token'),
    help: say(
      'Só durante a troca do token: enquanto preenchido, mensagens assinadas com ele também são aceitas.',
      'Solo durante el cambio de token: mientras esté, también se aceptan mensajes firmados con él.',
      'Only while you rotate the token: messages signed with it are accepted too.',
    ),
    maxLength: 128,
  }),
)

/** The Messaging Service the number belongs to. */
export const messagingServiceSid = optional(
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
)

/** Where Twilio's API is, for proxies and tests. */
export const apiBaseUrl = optional(
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
)
