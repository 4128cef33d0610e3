import { type Fact, fact, statements, value } from './fact.ts'
import { LANGUAGES } from './facts-customer.ts'
import { text } from './text.ts'

// One call tells all of them, and only when a rule is still undecided without it.
const asked = { lazy: true, group: 'ai' } as const

/**
 * What an AI makes of the message. When it could not answer in time, `ai.status` says so and the others are missing,
 * so that a rule never takes silence for an answer.
 */
export const AI: readonly Fact[] = [
  fact(
    'ai.intent',
    'string',
    text('Intenção (IA)', 'Intención (IA)', 'Intent (AI)'),
    text('a intenção que a IA entendeu', 'la intención que entendió la IA', 'the intent the AI understood'),
    asked,
  ),
  fact(
    'ai.sentiment',
    'enum',
    text('Sentimento (IA)', 'Sentimiento (IA)', 'Sentiment (AI)'),
    text('o sentimento que a IA percebeu', 'el sentimiento que percibió la IA', 'the sentiment the AI perceived'),
    {
      ...asked,
      values: [
        value('positive', 'positivo', 'positivo', 'positive'),
        value('neutral', 'neutro', 'neutro', 'neutral'),
        value('negative', 'negativo', 'negativo', 'negative'),
      ],
    },
  ),
  fact(
    'ai.language',
    'enum',
    text('Idioma (IA)', 'Idioma (IA)', 'Language (AI)'),
    text('o idioma que a IA percebeu', 'el idioma que percibió la IA', 'the language the AI perceived'),
    { ...asked, values: LANGUAGES },
  ),
  fact(
    'ai.asked_for_human',
    'boolean',
    text('Pediu uma pessoa (IA)', 'Pidió una persona (IA)', 'Asked for a person (AI)'),
    text('o pedido de uma pessoa', 'el pedido de una persona', 'whether the customer asked for a person'),
    {
      ...asked,
      ...statements(
        text(
          'a IA entendeu que o cliente pede uma pessoa',
          'la IA entendió que el cliente pide una persona',
          'the AI understood that the customer asks for a person',
        ),
        text(
          'a IA entendeu que o cliente não pede uma pessoa',
          'la IA entendió que el cliente no pide una persona',
          'the AI understood that the customer does not ask for a person',
        ),
      ),
    },
  ),
  fact(
    'ai.status',
    'enum',
    text('Resultado da IA', 'Resultado de la IA', 'AI outcome'),
    text('o resultado da IA', 'el resultado de la IA', 'the outcome of the AI'),
    {
      ...asked,
      values: [
        value('ok', 'respondeu', 'respondió', 'answered'),
        value('timeout', 'demorou demais', 'tardó demasiado', 'took too long'),
        value('unavailable', 'indisponível', 'no disponible', 'unavailable'),
      ],
    },
  ),
]
