import { type ChannelFacts, type FactMessage, say } from '@faladesk/plugin-sdk'
import { record, text } from './read.ts'

/** What rules may ask about a WhatsApp message, through whichever door it came: the advertisement or product it began with. */
export const facts: ChannelFacts = {
  about: 'whatsapp',
  title: say('WhatsApp', 'WhatsApp', 'WhatsApp'),
  facts: [
    {
      name: 'from_ad',
      type: 'boolean',
      label: say('Chegou por um anúncio', 'Llegó por un anuncio', 'Came by an advertisement'),
      says: {
        true: say(
          'o cliente chegou por um anúncio',
          'el cliente llegó por un anuncio',
          'the customer came by an advertisement',
        ),
        false: say(
          'o cliente não chegou por um anúncio',
          'el cliente no llegó por un anuncio',
          'the customer did not come by an advertisement',
        ),
      },
      from: (message) => adOf(message) !== undefined,
    },
    {
      name: 'ad_type',
      type: 'choice',
      label: say('Tipo de anúncio', 'Tipo de anuncio', 'Kind of advertisement'),
      noun: say('o tipo de anúncio', 'el tipo de anuncio', 'the kind of advertisement'),
      choices: [
        { value: 'ad', label: say('anúncio', 'anuncio', 'advertisement') },
        { value: 'post', label: say('publicação', 'publicación', 'post') },
      ],
      from: (message) => told(message, 'source_type', 'sourceType')?.toLowerCase(),
    },
    {
      name: 'ad_id',
      type: 'text',
      label: say('Código do anúncio', 'Código del anuncio', 'Id of the advertisement'),
      noun: say('o código do anúncio', 'el código del anuncio', 'the id of the advertisement'),
      from: (message) => told(message, 'source_id', 'sourceId'),
    },
    {
      name: 'ad_headline',
      type: 'text',
      label: say('Título do anúncio', 'Título del anuncio', 'Headline of the advertisement'),
      noun: say('o título do anúncio', 'el título del anuncio', 'the headline of the advertisement'),
      from: (message) => told(message, 'headline'),
    },
    {
      name: 'ad_text',
      type: 'text',
      label: say('Texto do anúncio', 'Texto del anuncio', 'Text of the advertisement'),
      noun: say('o texto do anúncio', 'el texto del anuncio', 'the text of the advertisement'),
      from: (message) => told(message, 'body'),
    },
    {
      name: 'ad_url',
      type: 'text',
      label: say('Endereço do anúncio', 'Dirección del anuncio', 'Address of the advertisement'),
      noun: say('o endereço do anúncio', 'la dirección del anuncio', 'the address of the advertisement'),
      from: (message) => told(message, 'source_url', 'sourceUrl'),
    },
    {
      name: 'product',
      type: 'text',
      label: say('Produto do catálogo', 'Producto del catálogo', 'Catalogue product'),
      noun: say('o código do produto do catálogo', 'el código del producto del catálogo', 'the catalogue product’s id'),
      from: ({ referral }) => text(record(referral?.referred_product)?.product_retailer_id),
    },
    {
      name: 'forwarded',
      type: 'boolean',
      label: say('Mensagem encaminhada', 'Mensaje reenviado', 'Forwarded message'),
      says: {
        true: say('a mensagem foi encaminhada', 'el mensaje fue reenviado', 'the message was forwarded'),
        false: say('a mensagem não foi encaminhada', 'el mensaje no fue reenviado', 'the message was not forwarded'),
      },
      from: ({ flags }) => flags.forwarded === true,
    },
  ],
}

// A product of the catalogue is told the same way, and is no advertisement.
const adOf = (message: FactMessage): string | undefined =>
  told(message, 'source_id', 'sourceId') ??
  told(message, 'source_url', 'sourceUrl') ??
  told(message, 'ctwa_clid', 'ctwaClid')

// Meta writes its names one way, Twilio another.
const told = ({ referral }: FactMessage, ...names: readonly string[]): string | undefined =>
  names.map((name) => text(referral?.[name])).find((value) => value !== undefined)
