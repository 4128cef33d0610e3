import { list, optional, type Static, say, settings, text } from '@faladesk/plugin-sdk'
import { accountFields, apiBaseUrl, messagingServiceSid, secondaryAuthToken } from '@faladesk/twilio-codec'

/** Words by which a customer in Brazil or Latin America asks for no more, where none are set. */
export const usualStopWords = ['PARE', 'PARAR', 'SAIR', 'DESCADASTRAR', 'BAJA']

const fields = settings({
  ...accountFields,
  from: optional(
    text({
      title: say('Número de SMS', 'Número de SMS', 'SMS number'),
      help: say(
        'O número da Twilio, com + e código do país, ou um número curto. Deixe vazio se um Messaging Service escolhe o número.',
        'El número de Twilio, con + y código de país, o un código corto. Déjelo vacío si un Messaging Service elige el número.',
        'The Twilio number, with + and the country code, or a short code. Leave it empty if a Messaging Service chooses the number.',
      ),
      wrong: say(
        'Escreva o número com + e o código do país, como +55 11 90000-0000, ou só os dígitos de um número curto. A um nome ninguém consegue responder.',
        'Escriba el número con + y el código de país, como +52 55 1234 5678, o solo los dígitos de un código corto. A un nombre nadie puede responder.',
        'Write the number with + and the country code, such as +55 11 90000-0000, or only the digits of a short code. Nobody can answer to a name.',
      ),
      // Seven to fifteen digits (E.164) with the signs people copy along, or a short code.
      pattern: '^\\s*(\\+(?:[\\s().-]*[0-9]){7,15}|[0-9]{3,8})\\s*$',
      maxLength: 64,
      examples: ['+5511900000000'],
    }),
  ),
  messagingServiceSid,
  secondaryAuthToken,
  stopWords: optional(
    list({
      title: say('Palavras de descadastro', 'Palabras de baja', 'Words for opting out'),
      help: say(
        'Quem escreve só uma destas palavras não recebe mais mensagens. STOP e as outras em inglês a Twilio já atende sozinha.',
        'Quien escribe solo una de estas palabras no recibe más mensajes. STOP y las demás en inglés ya las atiende Twilio.',
        'Whoever writes one of these words alone receives no more messages. STOP and its like Twilio heeds by itself.',
      ),
      wrong: say(
        'Até 20 palavras, de no máximo 30 letras.',
        'Hasta 20 palabras, de 30 letras como máximo.',
        'At most 20 words of 30 letters.',
      ),
      default: usualStopWords,
      maxItems: 20,
      item: { maxLength: 30 },
    }),
  ),
  apiBaseUrl,
})

/** What an admin fills in to connect a Twilio number or Messaging Service: one of the two is needed. */
export const smsSettings = Object.assign(fields, {
  anyOf: [{ required: ['from'] }, { required: ['messagingServiceSid'] }],
})

export type TwilioSmsSettings = Static<typeof fields>
