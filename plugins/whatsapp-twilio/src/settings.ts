import { optional, type Static, say, settings, text, toggle } from '@faladesk/plugin-sdk'
import { accountFields, apiBaseUrl, messagingServiceSid, secondaryAuthToken } from '@faladesk/twilio-codec'

/** What an admin fills in to connect a Twilio WhatsApp sender. */
export const twilioSettings = settings({
  ...accountFields,
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
  messagingServiceSid,
  secondaryAuthToken,
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
  apiBaseUrl,
})

export type TwilioSettings = Static<typeof twilioSettings>
