import { optional, type Static, say, secret, settings, text } from '@faladesk/plugin-sdk'

/** What an admin fills in to connect a number at 360dialog. */
export const dialogSettings = settings({
  apiKey: secret({
    title: say('Chave da API', 'Clave de API', 'API key'),
    help: say(
      'No 360dialog Hub, em seu número → API Key. Gerar outra desliga a antiga e o webhook dela.',
      'En 360dialog Hub, en su número → API Key. Generar otra desactiva la anterior y su webhook.',
      'In the 360dialog Hub, under your number → API Key. Making a new one switches off the old one and its webhook.',
    ),
    wrong: say(
      'Copie a chave inteira, sem espaços.',
      'Copie la clave completa, sin espacios.',
      'Copy the whole key, without spaces.',
    ),
    pattern: '^\\S+$',
    maxLength: 512,
  }),
  webhookSecret: secret({
    title: say('Segredo do webhook', 'Secreto del webhook', 'Webhook secret'),
    help: say(
      'Invente uma frase longa. A 360dialog a repete em cada mensagem, e é assim que sabemos que vem dela.',
      'Invente una frase larga. 360dialog la repite en cada mensaje, y así sabemos que viene de ella.',
      'Make up a long phrase. 360dialog repeats it with every message, which is how we know it comes from there.',
    ),
    wrong: say(
      'Use letras, números e sinais comuns, sem acentos nem espaços nas pontas.',
      'Use letras, números y signos comunes, sin acentos ni espacios en los extremos.',
      'Use plain letters, digits and signs, without accents or spaces at the ends.',
    ),
    // It travels as an HTTP header.
    pattern: '^[!-~]([ -~]*[!-~])?$',
    maxLength: 256,
  }),
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
  baseUrl: optional(
    text({
      title: say('Endereço da API', 'Dirección de la API', 'API address'),
      help: say(
        'Deixe como está, a menos que use o sandbox (https://waba-sandbox.360dialog.io/v1) ou um proxy.',
        'Déjelo como está, salvo que use el sandbox (https://waba-sandbox.360dialog.io/v1) o un proxy.',
        'Leave as it is unless you use the sandbox (https://waba-sandbox.360dialog.io/v1) or a proxy.',
      ),
      wrong: say(
        'Escreva um endereço completo, como https://waba-v2.360dialog.io.',
        'Escriba una dirección completa, como https://waba-v2.360dialog.io.',
        'Write a whole address, such as https://waba-v2.360dialog.io.',
      ),
      pattern: '^https?://[^\\s?#@]+$',
      maxLength: 200,
      default: 'https://waba-v2.360dialog.io',
    }),
  ),
})

export type DialogSettings = Static<typeof dialogSettings>
