import { optional, type Static, say, secret, settings, text } from '@faladesk/plugin-sdk'

/** What an admin may set; everything has a default when the installation brings its own key. */
export const openaiSettings = settings({
  apiKey: optional(
    secret({
      title: say('Chave da API', 'Clave de la API', 'API key'),
      help: say(
        'Crie em platform.openai.com → API keys. Sem ela vale a chave da instalação, se houver.',
        'Créela en platform.openai.com → API keys. Sin ella vale la clave de la instalación, si existe.',
        'Create it at platform.openai.com → API keys. Without it the installation’s key is used, if there is one.',
      ),
      maxLength: 300,
    }),
  ),
  model: optional(
    text({
      title: say('Modelo', 'Modelo', 'Model'),
      help: say(
        'O modelo que responde. O padrão é rápido e custa frações de centavo por conversa.',
        'El modelo que responde. El predeterminado es rápido y cuesta fracciones de centavo por conversación.',
        'The model that answers. The default is fast and costs fractions of a cent a conversation.',
      ),
      maxLength: 100,
      default: 'gpt-6-luna',
    }),
  ),
  baseUrl: optional(
    text({
      title: say('Endereço da API', 'Dirección de la API', 'API address'),
      help: say(
        'Só para um serviço compatível com a API Responses. Um endereço próprio precisa de uma chave própria.',
        'Solo para un servicio compatible con la API Responses. Una dirección propia necesita una clave propia.',
        'Only for a service that speaks the Responses API. An address of your own needs a key of its own.',
      ),
      wrong: say(
        'Escreva um endereço completo, como https://api.openai.com/v1.',
        'Escriba una dirección completa, como https://api.openai.com/v1.',
        'Write a whole address, such as https://api.openai.com/v1.',
      ),
      pattern: '^https?://[^\\s?#@]+$',
      maxLength: 200,
    }),
  ),
})

export type OpenAiSettings = Static<typeof openaiSettings>
