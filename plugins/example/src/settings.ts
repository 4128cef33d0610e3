import { optional, type Static, say, secret, settings, text } from '@faladesk/plugin-sdk'

/** Where Pigeon's interface is, unless the settings name another. */
export const defaultBaseUrl = 'https://api.pigeon.example'

/** What an admin fills in to connect a sender. */
export const pigeonSettings = settings({
  sender: text({
    title: say('Remetente', 'Remitente', 'Sender'),
    help: say(
      'O endereço que seus clientes veem, como ele aparece no painel da Pigeon.',
      'La dirección que ven sus clientes, como aparece en el panel de Pigeon.',
      'The address your customers see, as the Pigeon console shows it.',
    ),
    maxLength: 120,
  }),
  accessToken: secret({
    title: say('Token de acesso', 'Token de acceso', 'Access token'),
    help: say('Com ele enviamos respostas.', 'Con él enviamos respuestas.', 'We send answers with it.'),
  }),
  signingKey: secret({
    title: say('Chave de assinatura', 'Clave de firma', 'Signing key'),
    help: say(
      'Com ela sabemos que uma mensagem veio mesmo da Pigeon.',
      'Con ella sabemos que un mensaje vino de verdad de Pigeon.',
      'It tells us that a message really came from Pigeon.',
    ),
  }),
  baseUrl: optional(
    text({
      title: say('Endereço da interface', 'Dirección de la interfaz', 'API address'),
      wrong: say(
        'Escreva um endereço como https://api.pigeon.example.',
        'Escriba una dirección como https://api.pigeon.example.',
        'Write an address such as https://api.pigeon.example.',
      ),
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      default: defaultBaseUrl,
      maxLength: 200,
    }),
  ),
})

export type PigeonSettings = Static<typeof pigeonSettings>
