import { type ChannelContext, type ChannelFacts, type FactMessage, say } from '@faladesk/plugin-sdk'
import { ask } from './ask.ts'
import { read, readBody } from './body.ts'
import type { PigeonSettings } from './settings.ts'

/** What rules may ask about a message by Pigeon: one fact is read from it, the other Pigeon is asked for. */
export const facts: ChannelFacts<PigeonSettings> = {
  about: 'pigeon',
  title: say('Pigeon', 'Pigeon', 'Pigeon'),
  facts: [
    {
      name: 'has_photo',
      type: 'boolean',
      label: say('Trouxe uma foto', 'Trajo una foto', 'Brought a photo'),
      says: {
        true: say('a mensagem trouxe uma foto', 'el mensaje trajo una foto', 'the message brought a photo'),
        false: say('a mensagem não trouxe foto', 'el mensaje no trajo foto', 'the message brought no photo'),
      },
      from: ({ content }) => content.some((part) => part.k === 'media'),
    },
    {
      name: 'plan',
      type: 'choice',
      label: say('Plano na Pigeon', 'Plan en Pigeon', 'Plan at Pigeon'),
      noun: say('o plano do cliente na Pigeon', 'el plan del cliente en Pigeon', 'the customer’s plan at Pigeon'),
      choices: [
        { value: 'free', label: say('gratuito', 'gratuito', 'free') },
        { value: 'gold', label: say('ouro', 'oro', 'gold') },
      ],
      ask: planOf,
    },
  ],
}

/** Asks Pigeon who this is. What throws, or comes too late, the host tells rules as its `status`. */
async function planOf({ sender }: FactMessage, ctx: ChannelContext<PigeonSettings>): Promise<string | undefined> {
  if (!sender) return undefined
  const answer = await ask('GET', `/members/${encodeURIComponent(sender.value)}`, ctx)
  if (!(answer instanceof Response)) throw new Error(answer.message)
  // Pigeon knows nobody of that address: an answer, and one that says nothing.
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`Pigeon answered ${answer.status}`)
  return read(readBody(new Uint8Array(await answer.arrayBuffer()))?.plan)
}
