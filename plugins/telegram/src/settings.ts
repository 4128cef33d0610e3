import { optional, type Static, say, secret, settings, text } from '@faladesk/plugin-sdk'

/** What an admin fills in to connect a Telegram bot. */
export const telegramSettings = settings({
  botToken: secret({
    title: say('Token do bot', 'Token del bot', 'Bot token'),
    help: say(
      'O @BotFather dá o token quando você cria o bot com /newbot; /token mostra de novo.',
      'El @BotFather da el token al crear el bot con /newbot; /token lo muestra de nuevo.',
      '@BotFather gives the token when you create the bot with /newbot; /token shows it again.',
    ),
    wrong: say(
      'O token tem números, dois-pontos e letras, como 123456:ABC-DEF…; copie-o inteiro do @BotFather.',
      'El token tiene números, dos puntos y letras, como 123456:ABC-DEF…; cópielo entero del @BotFather.',
      'The token is digits, a colon and letters, such as 123456:ABC-DEF…; copy all of it from @BotFather.',
    ),
    pattern: '^\\s*[0-9]{3,20}:[A-Za-z0-9_-]{10,100}\\s*$',
    maxLength: 128,
  }),
  webhookSecret: optional(
    secret({
      title: say('Segredo do webhook', 'Secreto del webhook', 'Webhook secret'),
      help: say(
        'Só se você mesmo configura o webhook: o secret_token dado ao setWebhook. Sem ele, a caixa usa um segredo próprio.',
        'Solo si usted configura el webhook: el secret_token dado a setWebhook. Sin él, la bandeja usa un secreto propio.',
        'Only when you set the webhook yourself: the secret_token given to setWebhook. Without it the inbox uses one of its own.',
      ),
      wrong: say(
        'Use de 16 a 256 letras, números, _ e -.',
        'Use de 16 a 256 letras, números, _ y -.',
        'Use 16 to 256 letters, digits, _ and -.',
      ),
      pattern: '^[A-Za-z0-9_-]{16,256}$',
    }),
  ),
  previousWebhookSecret: optional(
    secret({
      title: say('Segredo anterior do webhook', 'Secreto anterior del webhook', 'Previous webhook secret'),
      help: say(
        'Durante uma troca: os dois valem até o provedor conhecer o novo. Depois, deixe em branco.',
        'Durante un cambio: ambos valen hasta que el proveedor conozca el nuevo. Después, déjelo vacío.',
        'While you change it: both count until the provider knows the new one. Then leave it empty.',
      ),
      maxLength: 256,
    }),
  ),
  apiBaseUrl: optional(
    text({
      title: say('Endereço da API', 'Dirección de la API', 'API address'),
      help: say(
        'Deixe como está, a menos que use um servidor próprio da Bot API.',
        'Déjelo como está, salvo que use un servidor propio de la Bot API.',
        'Leave as it is unless you run a Bot API server of your own.',
      ),
      wrong: say(
        'Escreva um endereço completo, como https://api.telegram.org.',
        'Escriba una dirección completa, como https://api.telegram.org.',
        'Write a whole address, such as https://api.telegram.org.',
      ),
      pattern: '^https?://[^\\s?#@]+$',
      maxLength: 200,
      default: 'https://api.telegram.org',
    }),
  ),
})

export type TelegramSettings = Static<typeof telegramSettings>
