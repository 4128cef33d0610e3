import { choice, list, optional, type Static, say, settings, text } from '@faladesk/plugin-sdk'
import { away } from './settings/away.ts'
import { identity } from './settings/identity.ts'
import { look } from './settings/look.ts'
import { prechat } from './settings/prechat.ts'

/** What an admin may set for a web chat; everything has a default, and only what proves identities is secret. */
export const webchatSettings = settings({
  title: optional(
    text({
      title: say('Título', 'Título', 'Title'),
      help: say(
        'No alto da janela. Em geral, o nome da empresa.',
        'Arriba de la ventana. Suele ser el nombre de la empresa.',
        'On top of the window. Usually the company’s name.',
      ),
      maxLength: 60,
    }),
  ),
  greeting: optional(
    text({
      title: say('Saudação', 'Saludo', 'Greeting'),
      help: say(
        'A primeira coisa que o visitante lê.',
        'Lo primero que lee el visitante.',
        'The first thing a visitor reads.',
      ),
      maxLength: 500,
      multiline: true,
    }),
  ),
  colour: optional(
    text({
      title: say('Cor', 'Color', 'Colour'),
      help: say(
        'A cor da sua marca, como #2563eb.',
        'El color de su marca, como #2563eb.',
        'Your brand’s colour, such as #2563eb.',
      ),
      wrong: say('Escreva a cor como #2563eb.', 'Escriba el color como #2563eb.', 'Write the colour as #2563eb.'),
      pattern: '^#[0-9a-fA-F]{6}$',
      default: '#2563eb',
    }),
  ),
  locale: optional(
    choice(
      {
        auto: say('O da página', 'El de la página', 'The page’s'),
        'pt-BR': say('Português', 'Portugués', 'Portuguese'),
        es: say('Espanhol', 'Español', 'Spanish'),
        en: say('Inglês', 'Inglés', 'English'),
      },
      { title: say('Idioma', 'Idioma', 'Language'), default: 'auto' },
    ),
  ),
  allowedOrigins: optional(
    list({
      title: say('Sites permitidos', 'Sitios permitidos', 'Allowed sites'),
      help: say(
        'Um endereço por linha, como https://loja.com.br ou https://*.loja.com.br. Vazio: qualquer site.',
        'Una dirección por línea, como https://tienda.mx o https://*.tienda.mx. Vacío: cualquier sitio.',
        'One address a line, such as https://shop.example or https://*.shop.example. Empty: any site.',
      ),
      wrong: say(
        'Escreva só o início do endereço, como https://loja.com.br.',
        'Escriba solo el inicio de la dirección, como https://tienda.mx.',
        'Write only the address’s beginning, such as https://shop.example.',
      ),
      item: { pattern: '^https?://(\\*\\.)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/?$', maxLength: 200 },
      maxItems: 50,
      default: [],
    }),
  ),
  look: optional(look),
  prechat: optional(prechat),
  identity: optional(identity),
  away: optional(away),
})

export type WebchatSettings = Static<typeof webchatSettings>
